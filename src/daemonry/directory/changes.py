"""What differs between two values, as the texts of an audit event.

Names are those of Microsoft Graph, values are JSON. Whatever its class keeps out of
``repr`` (``field(repr=False)``: digests, credentials) never gets here.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from daemonry.model.audit import ModifiedProperty

if TYPE_CHECKING:
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.key_credential import KeyCredential

_GRAPH_NAMES: Final = {
    "object_id": "id",
    "role_id": "id",
    "scope_id": "id",
    "permission_id": "id",
    "tenant_id": "id",
    "own_tags": "tags",
    "created_at": "createdDateTime",
    "deleted_at": "deletedDateTime",
    "starts_at": "startDateTime",
    "ends_at": "endDateTime",
}
_IDENTITY: Final = frozenset({"tenant_id", "object_id", "application"})


def created(new: Any) -> tuple[ModifiedProperty, ...]:
    """Return the properties that a new object was given; defaults that say nothing are left out."""
    return tuple(
        ModifiedProperty(graph_name(name), None, as_json(value))
        for name, value in _visible(new).items()
        if value not in (None, ())
    )


def changed(old: Any, new: Any) -> tuple[ModifiedProperty, ...]:
    """Return what differs between two values of one class."""
    before = _visible(old)
    return tuple(
        ModifiedProperty(graph_name(name), as_json(before[name]), as_json(value))
        for name, value in _visible(new).items()
        if value != before[name]
    )


def passwords_changed(
    old: tuple[PasswordCredential, ...], new: tuple[PasswordCredential, ...]
) -> tuple[ModifiedProperty, ...]:
    """Return the change of an application's secrets: identifiers, names, times, hints."""
    return (ModifiedProperty("passwordCredentials", as_json(old), as_json(new)),)


def keys_changed(
    old: tuple[KeyCredential, ...], new: tuple[KeyCredential, ...]
) -> tuple[ModifiedProperty, ...]:
    """Return the change of an application's certificates: identifiers, names, times."""
    return (ModifiedProperty("keyCredentials", as_json(old), as_json(new)),)


def as_json(value: Any) -> str:
    """Return the JSON text of a value of the model."""
    return json.dumps(_plain(value), separators=(",", ":"))


def graph_name(name: str) -> str:
    """Return the Graph spelling of a property: ``display_name`` becomes ``displayName``."""
    if name in _GRAPH_NAMES:
        return _GRAPH_NAMES[name]
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _visible(value: Any) -> dict[str, Any]:
    return {
        field.name: getattr(value, field.name)
        for field in fields(value)
        if field.repr and field.name not in _IDENTITY
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, bytes):
        return value.hex().upper()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            graph_name(field.name): _plain(getattr(value, field.name))
            for field in fields(value)
            if field.repr
        }
    return value
