"""The authorization request: a query or a form to a typed value (RFC 6749 section 4.1.1).

In two steps, because a refusal may be told to a redirect URI only when that is known to
be the client's (section 4.1.2.1): first where an answer would go, then all the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from daemonry.oauth import errors
from daemonry.oauth.delegated_scope import scope_in
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.pkce import S256, is_challenge

if TYPE_CHECKING:
    from collections.abc import Mapping

QUERY: Final = "query"
FRAGMENT: Final = "fragment"
FORM_POST: Final = "form_post"
RESPONSE_MODES: Final = (QUERY, FRAGMENT, FORM_POST)
CODE: Final = "code"

NONE: Final = "none"
LOGIN: Final = "login"
CONSENT: Final = "consent"
SELECT_ACCOUNT: Final = "select_account"
_PROMPTS: Final = frozenset({NONE, LOGIN, CONSENT, SELECT_ACCOUNT})

CONTINUED: Final = "signed_in_after"
"""Our own parameter: a person was sent to the sign-in page at this time (Unix seconds)."""

MAX_QUERY: Final = 16 * 1024
_MAX_FIELDS: Final = 60
_MAX_NONCE: Final = 2048
_MAX_STATE: Final = 8192
_KNOWN: Final = frozenset(
    {
        *("client_id", "redirect_uri", "response_type", "response_mode", "scope", "state"),
        *("nonce", "prompt", "login_hint", "code_challenge", "code_challenge_method"),
        *("client_info", "max_age", "resource", "claims", "request", "request_uri", CONTINUED),
    }
)
_NOT_SUPPORTED: Final = ("request", "request_uri")

Parameters = dict[str, str]


@dataclass(frozen=True, slots=True)
class ReturnAddress:
    """Where and how the client is answered; nothing in it is verified yet."""

    client_id: str
    redirect_uri: str
    response_mode: str
    state: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """A well-formed request for a code.

    ``max_age`` is in seconds, None when any sign-in will do. ``signed_in_after`` is when
    the person was sent to sign in for this request (Unix seconds), 0 for not yet.
    """

    client_id: str
    scope: str
    nonce: str = field(repr=False)
    prompt: frozenset[str]
    login_hint: str
    code_challenge: str = field(repr=False)
    max_age: int | None = None
    signed_in_after: int = 0


def parse_parameters(raw: bytes) -> Parameters:
    """Return the parameters of a query or a form; an empty one counts as missing.

    Raises OAuthError when they cannot be read, and for a doubled one that is known.
    """
    if len(raw) > MAX_QUERY:
        raise OAuthError(errors.MALFORMED, reason="The request is too long.")
    try:
        pairs = parse_qsl(
            raw.decode("ascii"), max_num_fields=_MAX_FIELDS, errors="strict", separator="&"
        )
    except ValueError:
        raise OAuthError(errors.MALFORMED, reason="The parameters cannot be read.") from None
    found: Parameters = {}
    for name, value in pairs:
        if "\0" in value:
            raise OAuthError(errors.MALFORMED, reason="A parameter contains a NUL character.")
        if name in found and name in _KNOWN:
            raise OAuthError(errors.DUPLICATE_PARAMETER, name=name)
        found.setdefault(name, value)
    return found


def parse_return_address(parameters: Mapping[str, str]) -> ReturnAddress:
    """Return where the answer is wanted. Raises OAuthError, for a page of ours only."""
    client_id = parameters.get("client_id", "")
    if not client_id:
        raise OAuthError(errors.MISSING_PARAMETER, name="client_id")
    state = parameters.get("state", "")
    if len(state) > _MAX_STATE:
        raise OAuthError(errors.MALFORMED, reason="'state' is too long.")
    mode = parameters.get("response_mode", QUERY)
    return ReturnAddress(
        client_id,
        parameters.get("redirect_uri", ""),
        mode if mode in RESPONSE_MODES else QUERY,
        state,
    )


def parse_authorization_request(
    parameters: Mapping[str, str], *, is_public: bool
) -> AuthorizationRequest:
    """Return the request of a client whose redirect URI is known to be its own.

    ``is_public`` demands a challenge (RFC 9700 section 2.1.1). Raises OAuthError.
    """
    for name in _NOT_SUPPORTED:
        if name in parameters:
            raise OAuthError(errors.REQUEST_OBJECT, name=name)
    _check_response(parameters)
    nonce = parameters.get("nonce", "")
    if len(nonce) > _MAX_NONCE:
        raise OAuthError(errors.MALFORMED, reason="'nonce' is too long.")
    return AuthorizationRequest(
        client_id=parameters["client_id"],
        scope=scope_in(parameters),
        nonce=nonce,
        prompt=_prompt(parameters.get("prompt", "")),
        login_hint=parameters.get("login_hint", ""),
        code_challenge=_challenge(parameters, is_public=is_public),
        max_age=_seconds(parameters, "max_age"),
        signed_in_after=_seconds(parameters, CONTINUED) or 0,
    )


def continued(parameters: Mapping[str, str], at: int) -> str:
    """Return the query of the same request, marked as having been sent to sign in at ``at``."""
    return urlencode({**parameters, CONTINUED: str(at)})


def _check_response(parameters: Mapping[str, str]) -> None:
    response_type = parameters.get("response_type", "")
    if not response_type:
        raise OAuthError(errors.MISSING_PARAMETER, name="response_type")
    if response_type != CODE:
        raise OAuthError(errors.RESPONSE_TYPE, response_type=response_type)
    mode = parameters.get("response_mode", QUERY)
    if mode not in RESPONSE_MODES:
        raise OAuthError(errors.RESPONSE_MODE, response_mode=mode)


def _prompt(text: str) -> frozenset[str]:
    asked = frozenset(text.split())
    unknown = asked - _PROMPTS
    if unknown or (NONE in asked and len(asked) > 1):
        # OpenID Connect Core section 3.1.2.1: none stands alone.
        raise OAuthError(errors.PROMPT, prompt=text)
    return asked


def _challenge(parameters: Mapping[str, str], *, is_public: bool) -> str:
    challenge = parameters.get("code_challenge", "")
    method = parameters.get("code_challenge_method", "")
    if not challenge:
        if is_public or method:
            raise OAuthError(errors.CHALLENGE_MISSING)
        return ""
    if method != S256:
        # RFC 7636 section 4.3: without a method, plain is meant.
        raise OAuthError(errors.CHALLENGE_METHOD, method=method or "plain")
    if not is_challenge(challenge):
        raise OAuthError(errors.CHALLENGE_SIZE)
    return challenge


def _seconds(parameters: Mapping[str, str], name: str) -> int | None:
    text = parameters.get(name, "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > len("9999999999"):
        raise OAuthError(errors.MALFORMED, reason=f"'{name}' is not a number of seconds.")
    return int(text)
