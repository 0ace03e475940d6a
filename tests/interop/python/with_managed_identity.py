"""azure-identity for Python on a machine with managed identities.

The arguments are ``sync`` or ``async``, and ``managed`` or ``default`` for the chain that
most programs use. Where to ask is told by environment variables alone.
"""

from __future__ import annotations

import asyncio
import sys

from azure.core.exceptions import ClientAuthenticationError
from azure.identity import (
    CredentialUnavailableError,
    DefaultAzureCredential,
    ManagedIdentityCredential,
)
from azure.identity.aio import DefaultAzureCredential as AsyncDefaultAzureCredential
from azure.identity.aio import ManagedIdentityCredential as AsyncManagedIdentityCredential
from exchange import RefusedError, TokenCase, answer

MANAGED, CHAIN = "managed", "default"
SYNC = {MANAGED: ManagedIdentityCredential, CHAIN: DefaultAzureCredential}
ASYNC = {MANAGED: AsyncManagedIdentityCredential, CHAIN: AsyncDefaultAzureCredential}
NAMED = {MANAGED: "client_id", CHAIN: "managed_identity_client_id"}


def get_token(case: TokenCase) -> str:
    kind = sys.argv[2]
    options = {NAMED[kind]: case.client_id} if case.client_id else {}
    try:
        if sys.argv[1] == "async":
            return asyncio.run(_get_async(kind, case.scope, options))
        with SYNC[kind](**options) as credential:
            return str(credential.get_token(case.scope).token)
    except (ClientAuthenticationError, CredentialUnavailableError) as error:
        raise RefusedError(str(error), status=getattr(error, "status_code", None)) from error


async def _get_async(kind: str, scope: str, options: dict[str, str]) -> str:
    async with ASYNC[kind](**options) as credential:
        return (await credential.get_token(scope)).token


answer(get_token)
