"""No library: the request of RFC 6749 section 4.4.2, as written there."""

from __future__ import annotations

import json
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

from exchange import RefusedError, TokenCase, answer


def get_token(case: TokenCase) -> str:
    form = {
        "grant_type": "client_credentials",
        "client_id": case.client_id,
        "client_secret": case.client_secret,
        "scope": case.scope,
    }
    url = f"{case.origin}/{case.tenant}/oauth2/v2.0/token"
    try:
        with urlopen(url, urlencode(form).encode(), timeout=30) as response:
            return str(json.load(response)["access_token"])
    except HTTPError as error:
        with error:
            body = json.load(error)
        raise RefusedError(body["error_description"], body["error"], error.code) from error


answer(get_token)
