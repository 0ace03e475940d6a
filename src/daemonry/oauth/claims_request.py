"""The ``claims`` parameter: what a client can do, and what a resource challenged it for.

OpenID Connect Core 1.0 section 5.5; Entra: claims-challenge.
"""

from __future__ import annotations

import json
from typing import Final

from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

CAE: Final = "cp1"
"""The one client capability there is: the client understands claims challenges."""

_TOKENS: Final = ("access_token", "id_token", "userinfo")


def parse_claims_request(text: str | None) -> frozenset[str]:
    """Return the client capabilities in the parameter: ``CAE`` or nothing, case ignored.

    Every other member is checked for its form and has no effect. No claim of a token
    comes from a request; a challenge for ``nbf`` is met by any new token; and an
    essential claim that cannot be given is no error (OpenID Connect Core section
    5.5.1), so that the resource decides. Raises OAuthError for what is malformed.
    """
    if text is None:
        return frozenset()
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        raise _malformed("The 'claims' parameter is not JSON.") from None
    if not isinstance(parsed, dict):
        raise _malformed("The 'claims' parameter is no JSON object.")
    for token in _TOKENS:
        for name, wanted in _members(parsed, token).items():
            _check(name, wanted)
    wanted = _members(parsed, "access_token").get("xms_cc") or {}
    values = wanted.get("values") or [wanted.get("value")]
    is_capable = any(isinstance(value, str) and value.lower() == CAE for value in values)
    return frozenset({CAE}) if is_capable else frozenset()


def _members(parsed: dict[str, object], token: str) -> dict[str, dict[str, list[object]]]:
    members = parsed.get(token)
    if members is None:
        return {}
    if not isinstance(members, dict):
        raise _malformed(f"The member '{token}' of 'claims' is no JSON object.")
    return members


def _check(name: str, wanted: object) -> None:
    """Refuse a claim's request that is neither null nor an object of the known members."""
    if wanted is None:
        return
    if (
        not isinstance(wanted, dict)
        or not isinstance(wanted.get("essential", False), bool)
        or not isinstance(wanted.get("values", []), list)
    ):
        raise _malformed(f"The claim '{name}' in 'claims' is malformed.")


def _malformed(reason: str) -> OAuthError:
    return OAuthError(errors.MALFORMED, reason=errors.printable(reason))
