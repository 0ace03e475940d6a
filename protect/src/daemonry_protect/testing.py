"""An authority for the tests of an API: own keys, real signatures, no network.

Give its ``transport`` to the ``TokenValidator`` under test and its tokens to the
requests. It is a small ASGI application, so a test may as well serve it on a port.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

import httpx2
from joserfc import jws
from joserfc.jwk import ECKey, OKPKey, RSAKey

from daemonry_protect.authority import DISCOVERY
from daemonry_protect.jws import ALGORITHMS, EDDSA, ES256, RS256, Registry
from daemonry_protect.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from joserfc.jwk import KeyParameters

    from daemonry_protect.asgi import Receive, Scope, Send
    from daemonry_protect.jwk import Key

TENANT_ID: Final = "6f1d5b57-6f0c-4a4b-9d0a-1c6f2e9b7a10"
APP_ID: Final = "0c9b2f3e-52a1-4c0e-8f43-7c1d9a5e6b21"
OBJECT_ID: Final = "b7e4d1c2-3f5a-4b6c-9d8e-0a1b2c3d4e5f"
_JWKS: Final = "/discovery/keys"
_INTROSPECTION: Final = "/introspect"


class LocalAuthority:
    """One tenant's authority in memory. ``clock`` returns Unix seconds.

    ``version`` is that of its tokens, 1 or 2. ``requests`` lists the paths it was asked
    for; while ``is_down``, it answers 503. Of the tokens in ``revoked`` it says at its
    ``introspection_endpoint`` that they are not active. It signs with ``algorithm``. Its
    first key takes a moment to make, unless a private ``key`` with a ``kid`` is given.
    """

    def __init__(  # noqa: PLR0913 - each has a default
        self,
        *,
        tenant_id: str = TENANT_ID,
        version: int = 2,
        host: str = "login.example",
        clock: Callable[[], float] = time.time,  # noqa: TID251 - the default outside tests of time
        key: Key | None = None,
        algorithm: str = RS256,
    ) -> None:
        self.tenant_id = tenant_id
        self.version = version
        self.authority = f"https://{host}/{tenant_id}" + ("/v2.0" if version == 2 else "")  # noqa: PLR2004 - the version's name
        self.issuer = self.authority if version == 2 else f"https://{host}/{tenant_id}/"  # noqa: PLR2004 - likewise
        self.algorithm = algorithm
        self.keys = [key or _new_key(algorithm)]
        self.introspection_endpoint = f"https://{host}{_INTROSPECTION}"
        self.revoked: set[str] = set()
        self.requests: list[str] = []
        self.is_down = False
        self._clock = clock

    @property
    def transport(self) -> httpx2.ASGITransport:
        """A way to this authority that uses no network."""
        return httpx2.ASGITransport(self)

    def settings(self, audience: str, **options: Any) -> Settings:
        """Return settings that trust this authority; ``options`` are those of Settings."""
        return Settings(authority=self.authority, audiences=[audience], **options)

    def rotate(self) -> None:
        """Publish a new key beside the old ones and sign with it from now on."""
        self.keys.append(_new_key(self.algorithm))

    def token(
        self,
        audience: str,
        *,
        roles: Collection[str] = (),
        scopes: Collection[str] = (),
        lifetime: float = 3600,
        **claims: Any,
    ) -> str:
        """Return a signed access token.

        With ``scopes`` it is a user's, otherwise an application's own. ``lifetime`` is in
        seconds, negative for one that has expired. ``claims`` replace or add claims; the
        value None leaves one out.
        """
        now = int(self._clock())
        body: dict[str, Any] = {
            "aud": audience,
            "iss": self.issuer,
            "iat": now - 300,
            "nbf": now - 300,
            "exp": now + lifetime,
            "azp" if self.version == 2 else "appid": APP_ID,  # noqa: PLR2004 - likewise
            "idtyp": "user" if scopes else "app",
            "oid": OBJECT_ID,
            "roles": list(roles) or None,
            "scp": " ".join(scopes) or None,
            "sub": OBJECT_ID,
            "tid": self.tenant_id,
            "uti": "AbCdEfGhIjKlMnOpQrStUv",
            "ver": f"{self.version}.0",
        }
        body |= claims
        return self.sign({name: value for name, value in body.items() if value is not None})

    def sign(self, claims: Mapping[str, Any], header: Mapping[str, Any] | None = None) -> str:
        """Return any claims signed with the newest key; ``header`` adds or replaces members."""
        key = self.keys[-1]
        members = {"typ": "JWT", "alg": self.algorithm, "kid": key.kid, **(header or {})}
        registry = Registry(algorithms=ALGORITHMS, strict_check_header=False)
        return jws.serialize_compact(
            members, json.dumps(claims).encode("ascii"), key, registry=registry
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the discovery document and the keys."""
        path = scope["path"]
        self.requests.append(path)
        documents: dict[str, dict[str, object]] = {
            httpx2.URL(self.authority).path + DISCOVERY: self._discovery(),
            f"/{self.tenant_id}{_JWKS}": {"keys": [self._jwk(key) for key in self.keys]},
        }
        if path == _INTROSPECTION:
            form = parse_qs((await receive())["body"].decode("ascii"))
            documents[path] = {"active": form["token"][0] not in self.revoked}
        status = 503 if self.is_down else 200 if path in documents else 404
        body = json.dumps(documents.get(path, {})).encode("ascii")
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body if status == 200 else b""})  # noqa: PLR2004 - OK

    def _discovery(self) -> dict[str, object]:
        origin = self.authority.split(f"/{self.tenant_id}")[0]
        return {"issuer": self.issuer, "jwks_uri": f"{origin}/{self.tenant_id}{_JWKS}"}

    def _jwk(self, key: Key) -> dict[str, object]:
        return {**key.as_dict(private=False), "issuer": self.issuer}


def _new_key(algorithm: str) -> Key:
    parameters: KeyParameters = {"use": "sig"}
    if algorithm == ES256:
        return ECKey.generate_key("P-256", parameters=parameters, auto_kid=True)
    if algorithm == EDDSA:
        return OKPKey.generate_key("Ed25519", parameters=parameters, auto_kid=True)
    return RSAKey.generate_key(parameters=parameters, auto_kid=True)
