"""``/metadata/endpoints``: how the Azure CLI and Terraform find everything from one URL."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from daemonry.model.first_party import RESOURCE_MANAGER_SUFFIX

_LIST_VERSION: Final = "2019-05-01"


def cloud_metadata(origin: str, version: str) -> dict[str, Any] | list[dict[str, Any]]:
    """Return the description of this cloud: one object, in the ``version`` of 2019 a list.

    Everything is on ``origin``. The name is not one that tools have built in, because
    they would replace our addresses by their own.
    """
    host = urlsplit(origin).netloc
    cloud = {
        "name": "Daemonry",
        "portal": f"{origin}/admin/",
        "authentication": {
            "loginEndpoint": origin,
            "audiences": [f"{origin}{RESOURCE_MANAGER_SUFFIX}"],
            "tenant": "common",
            "identityProvider": "AAD",
        },
        "resourceManager": origin,
        "graph": f"{origin}/",
        "graphAudience": f"{origin}/",
        "microsoftGraphResourceId": f"{origin}/",
        "gallery": f"{origin}/",
        "batch": f"{origin}/",
        "media": f"{origin}/",
        "sqlManagement": f"{origin}/",
        "vmImageAliasDoc": f"{origin}/",
        "suffixes": {"storage": host},
    }
    return [cloud] if version == _LIST_VERSION else cloud
