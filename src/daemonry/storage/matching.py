"""``ports.ListQuery`` as conditions on tables. Values are always bound parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, false, or_, select

from daemonry.model.ids import parse_guid
from daemonry.storage.identifiers import app_id_of_uri, first_party_applications
from daemonry.storage.lookup_keys import after_prefix, name_key, uri_key
from daemonry.storage.schema import applications, owners, service_principals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Table

    from daemonry.model.ids import TenantId
    from daemonry.ports import ListQuery

    Condition = ColumnElement[bool]


def application_conditions(tenant_id: TenantId, query: ListQuery) -> Sequence[Condition]:
    """Return what rows of ``applications`` must fulfil."""
    conditions = _common(applications, tenant_id, query)
    if query.unique_name is not None:
        conditions.append(applications.c.unique_name_key == name_key(query.unique_name))
    return [*conditions, *_name_conditions(query)]


def service_principal_conditions(tenant_id: TenantId, query: ListQuery) -> Sequence[Condition]:
    """Return what rows of ``service_principals``, joined with ``applications``, must fulfil."""
    conditions = _common(service_principals, tenant_id, query)
    if query.unique_name is not None:
        conditions.append(false())  # only registrations have one
    names = _name_conditions(query)
    if names:
        built_in = [
            application.app_id
            for application in first_party_applications()
            if _matches_name(name_key(application.display_name), query)
        ]
        is_built_in = service_principals.c.app_id.in_(built_in)
        conditions.append(or_(and_(*names), is_built_in))
    return conditions


def _common(table: Table, tenant_id: TenantId, query: ListQuery) -> list[Condition]:
    conditions: list[Condition] = []
    if query.after:
        conditions.append(table.c.object_id > query.after)
    if query.app_id is not None:
        conditions.append(table.c.app_id == query.app_id.lower())
    if query.identifier_uri is not None:
        conditions.append(_holds(table, tenant_id, query.identifier_uri))
    if query.service_principal_name is not None:
        app_id = parse_guid(query.service_principal_name)
        conditions.append(
            _holds(table, tenant_id, query.service_principal_name)
            if app_id is None
            else table.c.app_id == app_id
        )
    if query.owner_id is not None:
        owned = select(owners.c.owned_id).where(
            owners.c.tenant_id == tenant_id, owners.c.owner_id == query.owner_id
        )
        conditions.append(table.c.object_id.in_(owned))
    return conditions


def _holds(table: Table, tenant_id: TenantId, uri: str) -> Condition:
    key = uri_key(uri)
    return false() if key is None else table.c.app_id.in_(app_id_of_uri(tenant_id, key))


def _name_conditions(query: ListQuery) -> list[Condition]:
    key = applications.c.display_name_key
    conditions: list[Condition] = []
    if query.display_name is not None:
        conditions.append(key == name_key(query.display_name))
    if query.display_name_prefix is not None:
        prefix = name_key(query.display_name_prefix)
        conditions.append(and_(key >= prefix, key < after_prefix(prefix)))
    return conditions


def _matches_name(key: str, query: ListQuery) -> bool:
    whole, prefix = query.display_name, query.display_name_prefix
    return (whole is None or key == name_key(whole)) and (
        prefix is None or key.startswith(name_key(prefix))
    )
