"""Authlib, a general OAuth client; the argument is how it presents the secret."""

from __future__ import annotations

import sys

import requests
from authlib.integrations.base_client.errors import (  # type: ignore[import-untyped]  # Authlib ships no type information
    OAuthError,
)
from authlib.integrations.requests_client import (  # type: ignore[import-untyped]  # likewise
    OAuth2Session,
)
from exchange import RefusedError, TokenCase, answer


def get_token(case: TokenCase) -> str:
    url = f"{case.origin}/{case.tenant}/v2.0/.well-known/openid-configuration"
    response = requests.get(url, timeout=30)
    metadata = response.json()
    if not response.ok:
        raise RefusedError(metadata["error_description"], metadata["error"], response.status_code)
    session = OAuth2Session(
        case.client_id,
        case.client_secret,
        scope=case.scope,
        token_endpoint_auth_method=sys.argv[1],
    )
    try:
        token = session.fetch_token(metadata["token_endpoint"], grant_type="client_credentials")
    except OAuthError as error:
        raise RefusedError(error.description, error.error) from error
    return str(token["access_token"])


answer(get_token)
