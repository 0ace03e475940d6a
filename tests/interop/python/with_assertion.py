"""A token of another issuer in place of a secret; the argument names the class that sends it."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import msal  # type: ignore[import-untyped]  # MSAL ships no type information
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import ClientAssertionCredential, WorkloadIdentityCredential
from azure.identity.aio import ClientAssertionCredential as AsyncClientAssertionCredential
from azure.identity.aio import WorkloadIdentityCredential as AsyncWorkloadIdentityCredential
from exchange import RefusedError, TokenCase, answer


def get_token(case: TokenCase) -> str:
    if sys.argv[1] == "msal":
        return _by_msal(case)
    try:
        return asyncio.run(_get_async(case)) if sys.argv[1].endswith("-async") else _get_sync(case)
    except ClientAuthenticationError as error:
        body = json.loads(error.response.text()) if error.response else {}
        raise RefusedError(str(error), body.get("error"), error.status_code) from error


def _get_sync(case: TokenCase) -> str:
    if sys.argv[1] == "workload-identity":
        credential = WorkloadIdentityCredential(
            tenant_id=case.tenant,
            client_id=case.client_id,
            token_file_path=case.assertion_file,
            authority=case.origin,
        )
    else:
        credential = ClientAssertionCredential(
            case.tenant, case.client_id, lambda: _assertion(case), authority=case.origin
        )
    with credential:
        return str(credential.get_token(case.scope).token)


async def _get_async(case: TokenCase) -> str:
    if sys.argv[1] == "workload-identity-async":
        credential = AsyncWorkloadIdentityCredential(
            tenant_id=case.tenant,
            client_id=case.client_id,
            token_file_path=case.assertion_file,
            authority=case.origin,
        )
    else:
        credential = AsyncClientAssertionCredential(
            case.tenant, case.client_id, lambda: _assertion(case), authority=case.origin
        )
    async with credential:
        return str((await credential.get_token(case.scope)).token)


def _by_msal(case: TokenCase) -> str:
    application = msal.ConfidentialClientApplication(
        case.client_id,
        client_credential={"client_assertion": lambda: _assertion(case)},
        authority=f"{case.origin}/{case.tenant}",
        instance_discovery=False,
    )
    result = application.acquire_token_for_client(scopes=[case.scope])
    if "access_token" not in result:
        raise RefusedError(result["error_description"], result["error"])
    return str(result["access_token"])


def _assertion(case: TokenCase) -> str:
    return Path(case.assertion_file).read_text(encoding="utf-8")


answer(get_token)
