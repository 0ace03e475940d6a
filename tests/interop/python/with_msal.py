"""MSAL Python; the argument says how it is told about another host."""

from __future__ import annotations

import sys

import msal  # type: ignore[import-untyped]  # MSAL ships no type information
from exchange import RefusedError, TokenCase, answer


def get_token(case: TokenCase) -> str:
    place = {
        "authority": {"authority": f"{case.origin}/{case.tenant}", "instance_discovery": False},
        "oidc_authority": {"oidc_authority": f"{case.origin}/{case.tenant}/v2.0"},
    }[sys.argv[1]]
    try:
        application = msal.ConfidentialClientApplication(
            case.client_id, client_credential=case.client_secret, **place
        )
        result = application.acquire_token_for_client(scopes=[case.scope])
    except ValueError as error:  # its word for metadata that it cannot use
        raise RefusedError(str(error)) from error
    if "access_token" not in result:
        raise RefusedError(result["error_description"], result["error"])
    return str(result["access_token"])


answer(get_token)
