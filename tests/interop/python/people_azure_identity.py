"""azure-identity for Python: both ways to sign a person in, and Graph with the token."""

from __future__ import annotations

import requests
from azure.identity import DeviceCodeCredential, InteractiveBrowserCredential
from people_told import CASE, tell

ORIGIN = CASE["origin"]
SETTINGS = {
    "authority": ORIGIN,
    "tenant_id": CASE["tenant"],
    "disable_instance_discovery": True,
}


def me(token: str) -> dict[str, object]:
    answer = requests.get(
        f"{ORIGIN}/v1.0/me", headers={"Authorization": f"Bearer {token}"}, timeout=30
    )
    return answer.json()


browser = InteractiveBrowserCredential(**SETTINGS)
tell(interactive=me(browser.get_token(f"{ORIGIN}/.default").token))
device = DeviceCodeCredential(
    prompt_callback=lambda _address, code, _until: tell(code=code), **SETTINGS
)
tell(device=me(device.get_token(f"{ORIGIN}/.default").token))
