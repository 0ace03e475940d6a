"""What differs between two descriptions of a tenant, object by object. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Action = Literal["create", "change", "remove"]

MADE_BY_APPLY: Final = "(made by apply)"
_CONSENT: Final = "appRoleAssignments"
_GUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KEYS: Final = ("resource", "application", "value", "name", "displayName", "keyId", "id")
"""By which property an entry of a list is told from the others: the first that it has."""


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """One property: ``before`` or ``after`` is None when it was or will be absent."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """One app role assignment that will be given or taken."""

    resource: str
    role: str
    is_granted: bool


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """What will become of one object; ``identifier`` is the appId of an application."""

    action: Action
    kind: str
    name: str
    identifier: str
    properties: tuple[PropertyChange, ...]
    consents: tuple[ConsentChange, ...] = ()


def changes_between(
    before: Mapping[str, Any], after: Mapping[str, Any], known: frozenset[str] | None
) -> tuple[ObjectChange, ...]:
    """Return what leads from one document to the other.

    Identifiers that are not ``known`` are being made and differ from run to run: they are
    shown as ``MADE_BY_APPLY``; None shows them as they are.
    """

    def shown(value: Any) -> Any:
        if known is None:
            return value
        if isinstance(value, str):
            return _GUID.sub(lambda m: m.group() if m.group() in known else MADE_BY_APPLY, value)
        return [shown(item) for item in value] if isinstance(value, list) else value

    found: list[ObjectChange] = []
    for kind, old, new in _objects(before, after):
        change = _change(kind, old, new, shown)
        if change is not None:
            found.append(change)
    return tuple(found)


def _objects(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield each object of either side as (kind, before, after)."""
    yield "tenant", before.get("tenant"), after.get("tenant")
    for kind, collection, key in (
        ("tokenLifetimePolicy", "tokenLifetimePolicies", "displayName"),
        ("application", "applications", "appId"),
    ):
        old = {item[key]: item for item in before.get(collection, ())}
        new = {item[key]: item for item in after.get(collection, ())}
        for identity in dict.fromkeys((*old, *new)):
            yield kind, old.get(identity), new.get(identity)


def _change(
    kind: str,
    old: dict[str, Any] | None,
    new: dict[str, Any] | None,
    shown: Callable[[Any], Any],
) -> ObjectChange | None:
    there = new or old or {}
    was, will = _flat(old or {}), _flat(new or {})
    properties = tuple(
        PropertyChange(shown(path), was.get(path), shown(will.get(path)))
        for path in dict.fromkeys((*was, *will))
        if was.get(path) != will.get(path) and path != "appId"
    )
    held, granted = _consents(old or {}), _consents(new or {})
    consents = (
        *(ConsentChange(*pair, is_granted=True) for pair in granted if pair not in held),
        *(ConsentChange(*pair, is_granted=False) for pair in held if pair not in granted),
    )
    if old == new or not (properties or consents):
        return None
    action: Action = "create" if old is None else "remove" if new is None else "change"
    return ObjectChange(
        action=action,
        kind=kind,
        name=there["displayName"],
        identifier=shown(there.get("appId", "")),
        # Of what goes the name says enough.
        properties=() if action == "remove" else properties,
        consents=consents,
    )


def _consents(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (entry["resource"], role) for entry in document.get(_CONSENT, ()) for role in entry["roles"]
    ]


def _flat(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return every value by its path; consent is told apart from properties."""
    return dict(
        item
        for name, value in document.items()
        if name != _CONSENT
        for item in _leaves(name, value)
    )


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _leaves(f"{path}.{name}", inner)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for item in value:
            if isinstance(item, dict):
                key = next(name for name in _KEYS if name in item)
                rest = {name: inner for name, inner in item.items() if name != key}
                yield from _leaves(f"{path}[{item[key]}]", rest or {key: item[key]})
            else:
                yield f"{path}[{item}]", item
    else:
        yield path, value
