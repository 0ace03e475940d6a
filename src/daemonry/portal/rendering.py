"""Templates to bytes: autoescaping everywhere, undefined names are errors."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_HERE: Final = Path(__file__).parent
_MEDIA_TYPES: Final = {
    ".css": b"text/css; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".svg": b"image/svg+xml",
}

NOTICES: Final = {
    "app-registered": "Registered. Copy the identifiers below: clients and APIs need them.",
    "app-deleted": "Deleted. It can be restored under Deleted applications.",
    "app-restored": "Restored, with its service principal.",
    "app-purged": "Deleted permanently.",
    "secret-deleted": "Client secret deleted. Token requests with it are refused from now on.",
    "secret-shown": "This secret was created before; its value was shown once and is gone.",
    "certificate-added": "Certificate added.",
    "certificate-deleted": "Certificate deleted.",
    "role-created": "App role created.",
    "role-saved": "App role saved.",
    "role-deleted": "App role deleted.",
    "claims-saved": "Optional claims saved. The next token has them.",
    "uri-saved": "Application ID URI saved.",
    "permissions-added": "Permissions added. They take effect with admin consent.",
    "permission-removed": "Permission removed from the configured permissions.",
    "permission-revoked": "Admin consent revoked. The next token lacks the role.",
    "consent-granted": "Successfully granted admin consent for the requested permissions.",
    "properties-saved": "Properties saved.",
    "signed-out": "You are signed out.",
}
"""What a page may say after a form was accepted, by the name in ``?notice=``."""


class Renderer:
    """The templates, and the static files with their fingerprints."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {"day": _day, "moment": _moment}
        self.files = {
            path.name: (_MEDIA_TYPES[path.suffix], path.read_bytes())
            for path in (_HERE / "static").iterdir()
        }
        prints = {
            name: hashlib.sha256(content).hexdigest()[:12]
            for name, (_, content) in self.files.items()
        }
        self._templates.globals["static"] = lambda name: f"/admin/static/{name}?v={prints[name]}"

    def render(self, template: str, values: Mapping[str, Any]) -> bytes:
        """Return the page."""
        return self._templates.get_template(template).render(values).encode("utf-8")


def _day(time: datetime) -> str:
    return f"{time:%Y-%m-%d}"


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S} UTC"
