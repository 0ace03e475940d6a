"""MSAL Python as a public client: by browser, from its cache, and by device code."""

from __future__ import annotations

import msal
from people_told import CASE, tell

AUTHORITY = f"{CASE['origin']}/{CASE['tenant']}"


def application() -> msal.PublicClientApplication:
    return msal.PublicClientApplication(
        CASE["client_id"], authority=AUTHORITY, instance_discovery=False
    )


app = application()
found = app.acquire_token_interactive([CASE["scope"]], prompt="select_account", timeout=60)
tell(interactive=found)
(account,) = app.get_accounts()
again = app.acquire_token_silent([CASE["scope"]], account=account, force_refresh=True)
tell(silent=again, username=account["username"], home=account["home_account_id"])
device = application()
flow = device.initiate_device_flow([CASE["scope"]])
flow["interval"] = 1
tell(code=flow["user_code"])
tell(device=device.acquire_token_by_device_flow(flow))
