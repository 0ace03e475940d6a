"""How a list is narrowed and ordered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import AppId, ObjectId
    from daemonry.odata.filter import Expression


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list may be narrowed by, and its order. All given conditions must hold.

    Text comparison ignores case, as in Entra. ``where`` is a filter whose properties
    are Graph's. ``order_by`` is a property in lower case; objects that are equal in it
    come in order of identifier. ``after`` is the last object identifier of the page
    before, ``after_value`` that object's value of ``order_by``.
    """

    app_id: AppId | None = None
    display_name: str | None = None
    display_name_prefix: str | None = None
    service_principal_name: str | None = None
    identifier_uri: str | None = None
    owner_id: ObjectId | None = None
    after: str = ""
    limit: int = 100
    unique_name: str | None = None
    where: Expression | None = None
    order_by: str = ""
    is_descending: bool = False
    after_value: str | datetime | None = None


@dataclass(frozen=True, slots=True)
class AssignmentQuery:
    """A page of assignments: those of the client or of the API ``parent_id``.

    Oldest first; ``after`` and ``after_value`` are identifier and creation time of the
    last one of the page before.
    """

    parent_id: ObjectId
    is_resource: bool
    where: Expression | None = None
    after: str = ""
    after_value: datetime | None = None
    limit: int = 100
