"""Every parser of what strangers send, with the refusals that it documents: one table.

Who tries them: ``tests/property/test_parsers.py`` with hypothesis, and ``run.py`` beside
this file with atheris, which follows what the code does with each byte.
"""

from __future__ import annotations

import base64
import json
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from tests.fakes.certificates import certificate

from daemonry.cli.redaction import redact
from daemonry.configuration.yaml_text import parse_yaml
from daemonry.directory.passkeys import parse_passkey
from daemonry.jose.certificate import parse_certificate
from daemonry.jose.certificate_chain import names_of, require_authority, verify_chain
from daemonry.model.errors import DirectoryError
from daemonry.model.strict_json import parse_json_object
from daemonry.oauth.compact_jws import CompactError, parse_compact
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.external_issuer import https_host
from daemonry.oauth.scope import parse_default_scope
from daemonry.oauth.token_request import correlation_id_of, parse_token_request
from daemonry.odata.body import parse_object
from daemonry.odata.errors import ODataError
from daemonry.odata.path import parse_path
from daemonry.odata.query import parse_query
from daemonry.storage.lookup_keys import name_key, uri_key
from daemonry.watching.routes import route_of
from daemonry.web.client_certificate import certificate_header, client_certificate
from daemonry.web.csrf import cookie_of
from daemonry.web.proxies import trust

if TYPE_CHECKING:
    from collections.abc import Callable

FORM = "application/x-www-form-urlencoded"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
GUID = "0c1d2e3f-0000-4000-8000-000000000001"
DER = certificate("p256 fuzz")
PEM = quote(ssl.DER_cert_to_PEM_cert(DER)).encode()
PROXIES = trust(["10.0.0.0/8"])
CERTIFICATES = certificate_header("client-cert", ["10.0.0.0/8"])
JWS = b".".join(
    base64.urlsafe_b64encode(part).rstrip(b"=")
    for part in (b'{"alg":"PS256","kid":"a"}', b'{"iss":"x","aud":["y"],"exp":1}', b"\0" * 32)
)


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


PASSKEY = json.dumps(
    {
        "id": base64url(b"one"),
        "rawId": base64url(b"one"),
        "type": "public-key",
        "response": {
            "clientDataJSON": base64url(b'{"type":"webauthn.get","challenge":"YQ","origin":"x"}'),
            "userHandle": base64url(b"\0" * 48),
        },
    }
).encode()


class Parser(NamedTuple):
    """A parser of bytes, the refusals that it documents, and input that it takes."""

    parse: Callable[[bytes], Any]
    refusals: tuple[type[Exception], ...]
    sample: bytes


def text(parse):
    return lambda data: parse(data.decode("latin-1"))


def form(data):
    return parse_token_request(
        data, content_type=FORM.encode(), authorization=b"", query=b"", version=2
    )


def authorization(data):
    body = b"grant_type=client_credentials&scope=api://x/.default"
    return parse_token_request(
        body, content_type=FORM.encode(), authorization=data, query=b"", version=2
    )


def passed_certificate(data):
    scope = {"client": ("10.0.0.1", 1), "headers": [(b"client-cert", data)]}
    return client_certificate(scope, CERTIFICATES)


PARSERS = {
    "form body": Parser(
        form,
        (OAuthError,),
        f"grant_type=client_credentials&client_id={GUID}&client_secret=a%2Bb&scope=api%3A%2F%2Fx%2F"
        ".default&claims=%7B%22access_token%22%3A%7B%22xms_cc%22%3A%7B%22values%22%3A%5B%22cp1%22"
        "%5D%7D%7D%7D".encode(),
    ),
    "authorization header": Parser(
        authorization, (OAuthError,), b"Basic " + base64.b64encode(f"{GUID}:a%2Bb".encode())
    ),
    "correlation": Parser(
        lambda data: correlation_id_of(data, data, data), (), f"client-request-id={GUID}".encode()
    ),
    "passkey": Parser(text(parse_passkey), (DirectoryError,), PASSKEY),
    "scope": Parser(text(parse_default_scope), (OAuthError,), b"api://x/.default"),
    "JWS": Parser(text(lambda t: parse_compact(t, limit=4096)), (CompactError,), JWS),
    "strict JSON": Parser(parse_json_object, (ValueError,), b'{"a": [1, {"b": "\\ud83d\\ude00"}]}'),
    "Graph body": Parser(parse_object, (ODataError,), b'{"displayName": "x", "tags": ["a", 1.5]}'),
    "Graph path": Parser(
        text(parse_path), (ODataError,), f"/applications(appId='{GUID}')/owners/$ref".encode()
    ),
    "Graph query": Parser(
        parse_query,
        (ODataError,),
        b"$filter=startswith(displayName,'a''b')%20and%20(appId%20eq%20'x'%20or%20tags/any(t:t%20eq"
        b"%20'y'))&$top=5&$orderby=displayName%20desc&$expand=owners($select=id)&$search=%22a%3Ab%22",
    ),
    "certificate": Parser(parse_certificate, (ValueError,), DER),
    "certificate authority": Parser(require_authority, (ValueError,), DER),
    "names of a certificate": Parser(names_of, (ValueError,), DER),
    "chain": Parser(lambda data: verify_chain([data], DER, NOW), (ValueError,), DER),
    "certificate of a proxy": Parser(passed_certificate, (), PEM),
    "configuration": Parser(
        lambda data: parse_yaml(data, "file"),
        (DirectoryError,),
        b"version: 1\napplications:\n- displayName: x\n  tags: [a, 'b', \"c\\n\"]\n"
        b"  notes: |\n    d\n",
    ),
    "cookie": Parser(
        lambda data: cookie_of({"headers": [(b"cookie", data)]}, "a"), (), b'a="b\\073c"; d=e; $f=g'
    ),
    "forwarded addresses": Parser(
        lambda data: PROXIES.address_of("10.0.0.1", {b"x-forwarded-for": data}),
        (),
        b"198.51.100.7, [2001:db8::1]:443, 10.1.1.1",
    ),
    "forwarded": Parser(
        lambda data: PROXIES.address_of("10.0.0.1", {b"forwarded": data}),
        (),
        b'for="[2001:db8::1]:47011";proto=https, for=10.2.2.2',
    ),
    "issuer": Parser(text(https_host), (ValueError,), b"https://xn--80ak6aa92e.example:8443/a?b=c"),
    "identifier URI": Parser(text(uri_key), (), b"https://Contoso.com:443/a/../%41?b#c"),
    "name": Parser(text(name_key), (), "Straße İ\0".encode()),
    "route of a request": Parser(
        text(lambda t: route_of("GET", t)), (), f"/v1.0/applications/{GUID}".encode()
    ),
    "log line": Parser(
        text(lambda t: redact(None, "info", {"event": t})), (), b"Bearer " + JWS + b"\r\n\x1b[2J"
    ),
}
