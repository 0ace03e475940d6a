"""MSAL Python; the argument says how it is told about another host."""

from __future__ import annotations

import sys
from typing import Any

import msal  # type: ignore[import-untyped]  # MSAL ships no type information
from exchange import RefusedError, TokenCase, answer


def _place(case: TokenCase) -> dict[str, Any]:
    authority = f"{case.origin}/{case.tenant}"
    if sys.argv[1] == "oidc_authority":
        return {"oidc_authority": f"{authority}/v2.0"}
    if case.trusted_name:
        return {"authority": authority}
    return {"authority": authority, "instance_discovery": False}


def get_token(case: TokenCase) -> str:
    try:
        application = msal.ConfidentialClientApplication(
            case.client_id, client_credential=case.client_secret, **_place(case)
        )
        result = application.acquire_token_for_client(scopes=[case.scope])
    except ValueError as error:  # its word for metadata that it cannot use
        raise RefusedError(str(error)) from error
    if "access_token" not in result:
        raise RefusedError(result["error_description"], result["error"])
    return str(result["access_token"])


answer(get_token)
