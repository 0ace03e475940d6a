"""A daemon that proves itself by a certificate, as tests of assertions arrange it."""

from __future__ import annotations

from tests.fakes.certificates import ASSERTION_TYPE, assemble, b64, certificate, key, sha1
from tests.surface.login.arrange import NOW, ORIGIN

from daemonry.directory.key_credentials import NewKey, add_key

SECONDS = int(NOW.timestamp())


class Client:
    """A daemon with a certificate, and the assertion that it would send."""

    def __init__(self, server, name="client", **wishes):
        self.server = server
        self.daemon = server.register_daemon()
        self.app_id = self.daemon.application.app_id
        self.der = certificate(name)
        self.private = key(name)
        self.credential = self.add(self.der, **wishes)
        self.endpoint = f"{ORIGIN}/{server.tenant.tenant_id}/oauth2/v2.0/token"

    def add(self, der, **wishes):
        object_id = self.daemon.application.object_id
        return self.server.change(add_key, object_id, NewKey(der, **wishes))

    def header(self, **changes):
        header = {"alg": "RS256", "typ": "JWT", "x5t": b64(sha1(self.der))} | changes
        return {name: value for name, value in header.items() if value is not None}

    def claims(self, **changes):
        claims = {
            "aud": self.endpoint,
            "iss": self.app_id,
            "sub": self.app_id,
            "jti": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "nbf": SECONDS,
            "iat": SECONDS,
            "exp": SECONDS + 600,
        } | changes
        return {name: value for name, value in claims.items() if value is not None}

    def send(self, assertion=None, **form):
        return self.server.token(
            **{
                "client_id": self.app_id,
                "client_secret": None,
                "client_assertion_type": ASSERTION_TYPE,
                "client_assertion": assertion or self.assertion(),
            }
            | form
        )

    def assertion(self, header=None, claims=None, private=None):
        return assemble(
            self.header() if header is None else header,
            self.claims() if claims is None else claims,
            private or self.private,
        )
