"""A bounded cache whose entries can be forgotten by what they were made from."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from daemonry.storage.changes import WHOLE_TENANT

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from daemonry.model.ids import TenantId


class TaggedCache:
    """The most recently used entries, each tagged with a tenant and applications in it."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: OrderedDict[Hashable, tuple[Any, TenantId, tuple[str, ...]]] = OrderedDict()
        self._tags: dict[TenantId, dict[str, set[Hashable]]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Hashable) -> Any:
        """Return the value, or None when it is not here."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._entries.move_to_end(key)
        return entry[0]

    def put(
        self, key: Hashable, value: Any, tenant_id: TenantId, app_ids: Iterable[str] = ()
    ) -> None:
        """Keep a value; the entry that was not used for longest makes room."""
        self._drop(key)
        while len(self._entries) >= self._limit:
            self._drop(next(iter(self._entries)))
        tags = (WHOLE_TENANT, *app_ids)
        self._entries[key] = (value, tenant_id, tags)
        of_tenant = self._tags.setdefault(tenant_id, {})
        for tag in tags:
            of_tenant.setdefault(tag, set()).add(key)

    def forget(self, tenant_id: TenantId, app_id: str = WHOLE_TENANT) -> tuple[Hashable, ...]:
        """Drop what was made from this application, or all of the tenant; return the keys."""
        dropped = tuple(self._tags.get(tenant_id, {}).get(app_id, ()))
        for key in dropped:
            self._drop(key)
        return dropped

    def clear(self) -> tuple[Hashable, ...]:
        """Drop everything; return the keys, those that were used last at the end."""
        dropped = tuple(self._entries)
        self._entries.clear()
        self._tags.clear()
        return dropped

    def _drop(self, key: Hashable) -> None:
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        _, tenant_id, tags = entry
        of_tenant = self._tags[tenant_id]
        for tag in tags:
            keys = of_tenant[tag]
            keys.discard(key)
            if not keys:
                del of_tenant[tag]
        if not of_tenant:
            del self._tags[tenant_id]
