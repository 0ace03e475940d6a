"""MSAL Python, asked three times by one application: what reached the wire, what the user saw."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import msal  # type: ignore[import-untyped]  # MSAL ships no type information
import requests
from exchange import TokenCase

TIMES = 3
sent: list[int] = []


class CountingSession(requests.Session):
    """The library's own HTTP client, with the statuses of what it posted."""

    def post(self, *args: Any, **options: Any) -> requests.Response:  # type: ignore[override]
        response = super().post(*args, **options)
        sent.append(response.status_code)
        return response


case = TokenCase(**json.load(sys.stdin))
application = msal.ConfidentialClientApplication(
    case.client_id,
    client_credential=case.client_secret,
    authority=f"{case.origin}/{case.tenant}",
    instance_discovery=False,
    http_client=CountingSession(),
)
seen = [application.acquire_token_for_client(scopes=[case.scope]) for _ in range(TIMES)]
codes = [re.findall(r"AADSTS(\d+)", result.get("error_description", "")) for result in seen]
print(json.dumps({"sent": sent, "seen": [int(found[0]) for found in codes]}))  # noqa: T201 - the result
