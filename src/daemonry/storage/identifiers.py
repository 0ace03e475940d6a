"""Identifier URIs as claims: who may be named by what in a tenant."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from daemonry.model.first_party import FIRST_PARTY, first_party_application
from daemonry.model.ids import TenantId
from daemonry.storage.lookup_keys import uri_key
from daemonry.storage.schema import identifier_uris

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select

    from daemonry.model.application import Application

_ANY_TENANT: Final = TenantId("")


@cache
def first_party_applications() -> tuple[Application, ...]:
    """Return the built-in applications, as seen by no tenant in particular."""
    known = (first_party_application(app_id, _ANY_TENANT) for app_id in FIRST_PARTY)
    return tuple(application for application in known if application is not None)


@cache
def held_by_first_party() -> frozenset[str]:
    """Return the keys that are reserved in every tenant, present there or not."""
    return frozenset(
        key for each in first_party_applications() for key in uri_keys(each.identifier_uris)
    )


def uri_keys(uris: Iterable[str]) -> set[str]:
    """Return the distinct keys of ``uris``."""
    return {key for key in map(uri_key, uris) if key is not None}


def app_id_of_uri(tenant_id: TenantId, key: str) -> Select[tuple[str]]:
    """Return the query for the appId that holds the URI with this key."""
    return select(identifier_uris.c.app_id).where(
        identifier_uris.c.tenant_id == tenant_id, identifier_uris.c.uri_key == key
    )
