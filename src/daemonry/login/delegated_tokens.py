"""The body that answers a token request on behalf of a person (OpenID Connect Core 3.1.3.3)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from daemonry.tokens.claims import BACKDATING

if TYPE_CHECKING:
    from daemonry.tokens.delegated.issue import DelegatedTokens


def render_delegated(tokens: DelegatedTokens, version: int) -> bytes:
    """Return the body of ``version`` 1 or 2; version 1 has text for numbers, and ``resource``."""
    left = tokens.lifetime - 1
    body: dict[str, object] = {"token_type": tokens.token_type, "scope": tokens.scope}
    if version == 1:
        start = tokens.expires_on - tokens.lifetime - BACKDATING
        body |= {
            "expires_in": str(left),
            "ext_expires_in": str(left),
            "expires_on": str(tokens.expires_on),
            "not_before": str(start),
            "resource": tokens.resource,
        }
    else:
        body |= {"expires_in": left, "ext_expires_in": left}
    body["access_token"] = tokens.access_token
    given = {
        "refresh_token": tokens.refresh_token,
        "id_token": tokens.id_token,
        "client_info": tokens.client_info,
    }
    body |= {name: value for name, value in given.items() if value}
    return json.dumps(body, separators=(",", ":")).encode("utf-8")
