"""The token request: bytes of a form to a typed value, strictly and once.

Accepts what Entra's clients really send: a charset behind the media type, a query
string on the POST, telemetry as parameters or headers, the correlation identifier
in any of three places. Everything that does not fit is refused before any look-up.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from daemonry.model.ids import parse_guid
from daemonry.oauth import errors
from daemonry.oauth.claims_request import parse_claims_request
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from collections.abc import Mapping

CLIENT_CREDENTIALS: Final = "client_credentials"
JWT_BEARER: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
MAX_FIELDS: Final = 50
MAX_FIELD: Final = 32 * 1024
_FORM: Final = b"application/x-www-form-urlencoded"
_OAUTH_PARAMETERS: Final = frozenset(
    {
        *("code", "code_verifier", "device_code", "redirect_uri", "refresh_token"),
        "grant_type",
        "client_id",
        "client_secret",
        "client_assertion",
        "client_assertion_type",
        "scope",
        "resource",
        "claims",
        "token",
    }
)
_CREDENTIALS_IN_QUERY: Final = (
    *("client_secret", "client_assertion", "password", "token"),
    *("code", "code_verifier", "device_code", "refresh_token"),
)


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """A well-formed client credentials request, nothing in it verified yet.

    ``client_id`` is empty when only an assertion may tell it (RFC 7521 section 4.2).
    Exactly one of ``client_secret`` and ``client_assertion`` is given, or none.
    ``scope`` and ``resource`` are as sent; ``capabilities`` are those that the
    ``claims`` parameter declares. ``is_resource_indicator`` tells a ``resource`` of
    RFC 8707 from that of version 1.
    """

    client_id: str
    client_secret: str | None = field(repr=False)
    client_assertion: str | None = field(repr=False)
    scope: str | None
    resource: str | None
    capabilities: frozenset[str]
    uses_basic: bool
    is_resource_indicator: bool = False


@dataclass(frozen=True, slots=True)
class TokenQuery:
    """A well-formed request about one token; of ``request`` only the credential counts."""

    request: TokenRequest
    token: str = field(repr=False)


def parse_token_request(
    body: bytes, *, content_type: bytes, authorization: bytes, query: bytes, version: int
) -> TokenRequest:
    """Return the request in ``body``, sent to the endpoint of ``version`` 1 or 2.

    Raises OAuthError naming the first parameter that is missing, doubled or
    malformed (RFC 6749 sections 2.3.1, 3.2, 4.4.2).
    """
    form = parse_form_of(body, content_type, query)
    grant_type = required(form, "grant_type")
    if grant_type != CLIENT_CREDENTIALS:
        raise OAuthError(errors.UNSUPPORTED_GRANT, grant_type=grant_type)
    credential = credential_of(form, authorization)
    scope, resource = _target(form, version)
    return replace(
        credential,
        scope=scope,
        resource=resource,
        capabilities=parse_claims_request(form.get("claims")),
        is_resource_indicator=version != 1 and resource is not None,
    )


def parse_token_query(
    body: bytes, *, content_type: bytes, authorization: bytes, query: bytes
) -> TokenQuery:
    """Return a question about a token, or the wish to revoke it (RFC 7662, RFC 7009: 2.1).

    ``token_type_hint`` has no effect: there is one kind. Raises OAuthError like
    ``parse_token_request``.
    """
    form = parse_form_of(body, content_type, query)
    token = required(form, "token")
    return TokenQuery(credential_of(form, authorization), token)


def parse_form_of(body: bytes, content_type: bytes, query: bytes) -> Mapping[str, str]:
    """Return the parameters of a form whose URL holds no credential. Raises OAuthError."""
    form = _parse_form(body, content_type)
    _refuse_credentials_in_query(query)
    return form


def credential_of(form: Mapping[str, str], authorization: bytes) -> TokenRequest:
    """Return who asks and how that is proven; nothing is asked for yet."""
    basic = _parse_basic(authorization)
    client_id = _client_id(form, basic)
    secret = form.get("client_secret") or None
    assertion = _assertion(form)
    if sum(method is not None for method in (secret, assertion, basic)) > 1:
        raise OAuthError(errors.SEVERAL_CREDENTIALS)
    return TokenRequest(
        client_id=client_id,
        client_secret=basic[1] if basic is not None else secret,
        client_assertion=assertion,
        scope=None,
        resource=None,
        capabilities=frozenset(),
        uses_basic=basic is not None,
    )


def correlation_id_of(header: bytes, query: bytes, body: bytes) -> str | None:
    """Return the caller's ``client-request-id`` if it is a GUID; from header, query or body."""
    if header:
        return parse_guid(header.decode("latin-1").strip())
    for source in (query, body):
        start = source.find(b"client-request-id=")
        if start >= 0:
            value = source[start + 18 : start + 18 + 36]
            return parse_guid(value.decode("latin-1"))
    return None


def _parse_form(body: bytes, content_type: bytes) -> Mapping[str, str]:
    """Return the parameters of the form.

    A body of another media type counts as empty, so that the answer names
    ``grant_type``, as Entra's does. An empty value counts as missing (RFC 6749
    section 3.2).
    """
    if not body or content_type.split(b";", 1)[0].strip().lower() != _FORM:
        return {}
    text = _text(body)
    pairs = text.split("&")
    if len(pairs) > MAX_FIELDS:
        raise OAuthError(errors.MALFORMED, reason=f"More than {MAX_FIELDS} parameters.")
    form: dict[str, str] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if len(value) > MAX_FIELD:
            raise OAuthError(errors.MALFORMED, reason="A parameter is too long.")
        name, value = _decode(name), _decode(value)
        if name in form:
            if name in _OAUTH_PARAMETERS:
                raise OAuthError(errors.DUPLICATE_PARAMETER, name=name)
            continue
        form[name] = value
    return form


def _decode(encoded: str) -> str:
    if "+" in encoded:
        encoded = encoded.replace("+", " ")
    if "%" not in encoded:
        return encoded
    return _text(unquote_to_bytes(encoded))


def _text(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise OAuthError(errors.MALFORMED, reason="The body is not valid UTF-8.") from None
    if "\0" in text:
        raise OAuthError(errors.MALFORMED, reason="The body contains a NUL character.")
    return text


def _refuse_credentials_in_query(query: bytes) -> None:
    if not query:
        return
    names = {pair.partition(b"=")[0].decode("latin-1").lower() for pair in query.split(b"&")}
    if names.intersection(_CREDENTIALS_IN_QUERY):
        # RFC 6749 section 2.3.1: credentials must not stand in the request URI.
        raise OAuthError(errors.MALFORMED, reason="A credential stands in the URL.")


def required(form: Mapping[str, str], name: str) -> str:
    """Return a parameter. Raises OAuthError when it is missing or empty."""
    value = form.get(name)
    if not value:
        raise OAuthError(errors.MISSING_PARAMETER, name=name)
    return value


def _parse_basic(authorization: bytes) -> tuple[str, str] | None:
    """Return (client id, secret) of a Basic header; both are form-encoded inside it."""
    scheme, _, encoded = authorization.partition(b" ")
    if scheme.lower() != b"basic":
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True)
    except binascii.Error:
        raise OAuthError(errors.MALFORMED, reason="The Basic credentials are malformed.") from None
    user, colon, password = decoded.partition(b":")
    if not colon:
        raise OAuthError(errors.MALFORMED, reason="The Basic credentials are malformed.")
    return _decode(_text(user)), _decode(_text(password))


def _client_id(form: Mapping[str, str], basic: tuple[str, str] | None) -> str:
    in_form = form.get("client_id")
    if basic is None:
        may_be_absent = bool(form.get("client_assertion"))
        return in_form or "" if may_be_absent else required(form, "client_id")
    if in_form and in_form.lower() != basic[0].lower():
        raise OAuthError(errors.SEVERAL_CLIENTS)
    if not basic[0]:
        raise OAuthError(errors.MISSING_PARAMETER, name="client_id")
    return basic[0]


def _assertion(form: Mapping[str, str]) -> str | None:
    kind = form.get("client_assertion_type")
    if kind is None and "client_assertion" not in form:
        return None
    if kind != JWT_BEARER:
        raise OAuthError(errors.MISSING_PARAMETER, name="client_assertion_type")
    # Workload identity files are sent with their trailing newline.
    return required(form, "client_assertion").strip()


def _target(form: Mapping[str, str], version: int) -> tuple[str | None, str | None]:
    scope, resource = form.get("scope") or None, form.get("resource") or None
    if version == 1:
        # MSAL Python with a version 1 authority sends only ``scope`` there.
        if resource is None and scope is None:
            raise OAuthError(errors.MISSING_PARAMETER, name="resource")
        return (None, resource) if resource is not None else (scope, None)
    if scope is None and resource is None:
        raise OAuthError(errors.MISSING_PARAMETER, name="scope")
    # Whether ``resource`` is supported here is for the API that it names to say.
    return scope, resource
