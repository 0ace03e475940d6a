"""azure-identity for Python; the argument is ``sync`` or ``async``."""

from __future__ import annotations

import asyncio
import json
import sys

from azure.core.exceptions import ClientAuthenticationError
from azure.identity import ClientSecretCredential
from azure.identity.aio import ClientSecretCredential as AsyncClientSecretCredential
from exchange import RefusedError, TokenCase, answer


def get_token(case: TokenCase) -> str:
    try:
        return asyncio.run(_get_async(case)) if sys.argv[1] == "async" else _get_sync(case)
    except ValueError as error:  # MSAL's word for metadata that it cannot use
        raise RefusedError(str(error)) from error
    except ClientAuthenticationError as error:
        body = json.loads(error.response.text()) if error.response else {}
        raise RefusedError(str(error), body.get("error"), error.status_code) from error


def _get_sync(case: TokenCase) -> str:
    credential = ClientSecretCredential(
        case.tenant,
        case.client_id,
        case.client_secret,
        authority=case.origin,
        disable_instance_discovery=not case.trusted_name,
    )
    with credential:
        return credential.get_token(case.scope).token


async def _get_async(case: TokenCase) -> str:
    credential = AsyncClientSecretCredential(
        case.tenant,
        case.client_id,
        case.client_secret,
        authority=case.origin,
        disable_instance_discovery=not case.trusted_name,
    )
    async with credential:
        return (await credential.get_token(case.scope)).token


answer(get_token)
