"""Registrations on both databases: round trips, uniqueness, search."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import START
from tests.storage.arrange import (
    A,
    B,
    app_id,
    application,
    full_application,
    graph_principal,
    guid,
    object_id,
    password,
)

from daemonry.model.errors import (
    IDENTIFIER_URI_TAKEN,
    NAME_IN_USE,
    ConflictError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.ids import ObjectId
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio

URI = "https://contoso.example/Caf\u00e9/api"


async def _add(store: Store, *homes):
    async with store.directory.change() as uow:
        for home in homes:
            await uow.applications.add(home)


async def _listed(store: Store, tenant_id=A, *, deleted: bool = False, **query) -> str:
    """The letters of what a list answers, in its order."""
    async with store.directory.read() as uow:
        found = await uow.applications.list_matching(tenant_id, ListQuery(**query), deleted=deleted)
    return "".join(chr(int(each.object_id[-2:], 16)) for each in found)


@pytest.mark.parametrize("make", [application, full_application], ids=["plain", "full"])
async def test_a_registration_comes_back_as_it_was_stored(store: Store, make):
    stored = make(A, "a")
    await _add(store, stored)
    async with store.directory.read() as uow:
        assert await uow.applications.get(A, stored.object_id) == stored
        assert await uow.applications.get_by_app_id(A, stored.app_id) == stored
        assert list(await uow.applications.list_matching(A, ListQuery())) == [stored]


async def test_times_keep_microseconds_and_come_back_in_utc(store: Store):
    stored = application(A, "a", created_at=START + timedelta(microseconds=1))
    await _add(store, stored)
    async with store.directory.read() as uow:
        found = await uow.applications.get(A, stored.object_id)
    assert found is not None
    assert found.created_at == stored.created_at
    assert found.created_at.utcoffset() == timedelta(0)


async def test_saving_replaces_everything_but_the_identifiers(store: Store):
    await _add(store, application(A, "a"))
    changed = replace(full_application(A, "a"), created_at=START)
    async with store.directory.change() as uow:
        await uow.applications.save(changed)
    async with store.directory.read() as uow:
        assert await uow.applications.get(A, changed.object_id) == changed


async def test_credentials_are_added_removed_and_reordered(store: Store):
    first, second = password("1"), password("2")
    await _add(store, application(A, "a", password_credentials=(first,)))
    for wanted in [(second, first), (first, second), (second,), ()]:
        changed = application(A, "a", password_credentials=wanted)
        async with store.directory.change() as uow:
            await uow.applications.save(changed)
        async with store.directory.read() as uow:
            found = await uow.applications.get(A, object_id("a"))
        assert found is not None
        assert found.password_credentials == wanted


async def test_an_application_that_is_not_there_is_none(store: Store):
    async with store.directory.read() as uow:
        assert await uow.applications.get(A, object_id("a")) is None
        assert await uow.applications.get_by_app_id(A, app_id("a")) is None


async def test_saving_an_unknown_registration_is_refused(store: Store):
    with pytest.raises(NotFoundError):
        async with store.directory.change() as uow:
            await uow.applications.save(application(A, "a"))


async def test_a_soft_deleted_registration_is_found_only_among_the_deleted(store: Store):
    await _add(store, application(A, "a"), application(A, "b"))
    async with store.directory.change() as uow:
        await uow.applications.save(application(A, "a", deleted_at=START))
    async with store.directory.read() as uow:
        assert await uow.applications.get(A, object_id("a")) is None
        assert await uow.applications.get_by_app_id(A, app_id("a")) is None
        found = await uow.applications.get(A, object_id("a"), deleted=True)
        assert found is not None
        assert found.deleted_at == START
        assert await uow.applications.get(A, object_id("b"), deleted=True) is None
    assert await _listed(store) == "b"
    assert await _listed(store, deleted=True) == "a"


async def test_a_removed_registration_leaves_nothing_behind(store: Store):
    await _add(store, full_application(A, "a"))
    async with store.directory.change() as uow:
        await uow.owners.add(A, object_id("a"), object_id("o"))
        await uow.applications.remove(A, object_id("a"))
        await uow.applications.remove(A, object_id("a"))
    again = application(A, "a", unique_name="Unique-Näme")
    await _add(store, again)
    async with store.directory.read() as uow:
        assert await uow.applications.get(A, object_id("a")) == again
        assert list(await uow.owners.list_of(A, object_id("a"))) == []


@pytest.mark.parametrize(
    "spelling",
    [
        URI,
        URI.upper(),
        URI + "/",
        URI + "//",
        "https://contoso.example/Cafe\u0301/api",
        "https://contoso.example/Caf%C3%A9/api",
        "https://contoso.example/Caf%25C3%25A9/api",
        "https://contoso.example/%63af\u00e9/api",
        "https://contoso.example/caf\u00e9/a\u200bpi",
        "\uff48ttps://contoso.example/caf\u00e9/api",
        "https://CONTOSO.example/caf\u00e9/api ",
    ],
)
async def test_no_spelling_claims_the_identifier_of_another(store: Store, spelling: str):
    await _add(store, application(A, "a", identifier_uris=(URI,)))
    with pytest.raises(InvalidError) as refused:
        await _add(store, application(A, "b", identifier_uris=(spelling,)))
    assert refused.value.rule is IDENTIFIER_URI_TAKEN
    assert refused.value.target == "identifierUris"


async def test_an_identifier_cannot_be_taken_over_by_a_change(store: Store):
    await _add(store, application(A, "a", identifier_uris=(URI,)), application(A, "b"))
    with pytest.raises(InvalidError) as refused:
        async with store.directory.change() as uow:
            await uow.applications.save(application(A, "b", identifier_uris=(URI,)))
    assert refused.value.rule is IDENTIFIER_URI_TAKEN


@pytest.mark.parametrize("presence", ["present", "absent"])
@pytest.mark.parametrize(
    "spelling",
    [
        "https://graph.microsoft.com",
        "HTTPS://Graph.Microsoft.com/",
        "https://gr%61ph.microsoft.com",
    ],
)
async def test_the_identifier_of_the_management_api_is_reserved(
    store: Store, spelling: str, presence: str
):
    if presence == "present":
        async with store.directory.change() as uow:
            await uow.service_principals.add(graph_principal(A))
    with pytest.raises(InvalidError) as refused:
        await _add(store, application(A, "a", identifier_uris=(spelling,)))
    assert refused.value.rule is IDENTIFIER_URI_TAKEN


async def test_a_soft_deleted_registration_keeps_its_identifiers_reserved(store: Store):
    await _add(store, application(A, "a", identifier_uris=(URI,), deleted_at=START))
    with pytest.raises(InvalidError):
        await _add(store, application(A, "b", identifier_uris=(URI,)))


async def test_a_given_up_identifier_is_free_again(store: Store):
    await _add(store, application(A, "a", identifier_uris=(URI,)))
    async with store.directory.change() as uow:
        await uow.applications.save(application(A, "a", identifier_uris=()))
        await uow.applications.add(application(A, "b", identifier_uris=(URI,)))


async def test_an_application_may_spell_its_own_identifier_twice(store: Store):
    home = application(A, "a", identifier_uris=(URI, URI + "/"))
    await _add(store, home)
    async with store.directory.read() as uow:
        assert await uow.applications.get(A, home.object_id) == home


async def test_a_refused_identifier_leaves_the_unit_of_work_usable(store: Store):
    await _add(store, application(A, "a", identifier_uris=(URI,)))
    async with store.directory.change() as uow:
        with pytest.raises(InvalidError):
            await uow.applications.add(application(A, "b", identifier_uris=(URI,)))
        await uow.applications.add(application(A, "c"))
    assert "c" in await _listed(store)


async def test_a_unique_name_is_unique_in_its_tenant_whatever_its_case(store: Store):
    await _add(store, application(A, "a", unique_name="Straße"))
    with pytest.raises(ConflictError) as refused:
        await _add(store, application(A, "b", unique_name="STRASSE"))
    assert (refused.value.rule, refused.value.target) == (NAME_IN_USE, "uniqueName")
    await _add(store, application(A, "c"), application(A, "d"))
    await _add(store, application(B, "a", unique_name="Straße"))


async def test_an_app_id_is_unique_in_its_tenant(store: Store):
    await _add(store, application(A, "a"))
    clone = replace(application(A, "b"), app_id=app_id("a"), identifier_uris=())
    with pytest.raises(ConflictError) as refused:
        await _add(store, clone)
    assert refused.value.target == "appId"


async def test_lists_are_ordered_by_identifier_and_come_in_pages(store: Store):
    await _add(store, *(application(A, letter) for letter in "dbcae"))
    assert await _listed(store) == "abcde"
    assert await _listed(store, limit=2) == "ab"
    assert await _listed(store, limit=2, after=object_id("b")) == "cd"
    assert await _listed(store, limit=2, after=object_id("e")) == ""


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"display_name": "ünïted apps"}, "a"),
        ({"display_name": "U\u0308nïted Apps"}, "a"),
        ({"display_name": "united"}, ""),
        ({"display_name_prefix": "UNIT"}, "bc"),
        ({"display_name_prefix": ""}, "abc"),
        ({"display_name_prefix": "Unit_%"}, ""),
        ({"app_id": app_id("b")}, "b"),
        ({"app_id": app_id("b").upper()}, "b"),
        ({"app_id": app_id("b"), "display_name": "other"}, ""),
        ({"identifier_uri": f"API://{app_id('c')}/".upper()}, "c"),
        ({"identifier_uri": "x" * 5000}, ""),
        ({"identifier_uri": ""}, ""),
        ({"service_principal_name": app_id("a")}, "a"),
        ({"service_principal_name": f"api://{app_id('a')}"}, "a"),
        ({"owner_id": ObjectId(guid(4, "o"))}, "ac"),
        ({"owner_id": ObjectId(guid(4, "o")), "display_name_prefix": "unit"}, "c"),
        ({"unique_name": "KEY"}, "b"),
        ({"unique_name": "nobody"}, ""),
        ({"display_name": "' OR 1=1 --"}, ""),
        ({"display_name": "a\0b"}, ""),
        ({"display_name": "\ud800"}, ""),
        ({"after": "\0"}, ""),
    ],
)
async def test_lists_are_narrowed_by_every_condition(store: Store, query, expected: str):
    await _add(
        store,
        application(A, "a", display_name="Ünïted Apps"),
        application(A, "b", display_name="Unit two", unique_name="key"),
        application(A, "c", display_name="unit three"),
    )
    async with store.directory.change() as uow:
        await uow.owners.add(A, object_id("a"), ObjectId(guid(4, "o")))
        await uow.owners.add(A, object_id("c"), ObjectId(guid(4, "o")))
    assert await _listed(store, **query) == expected


async def test_characters_that_a_database_lacks_do_not_break_it(store: Store):
    await _add(store, application(A, "a", display_name="a\0b\ud800", description="c\0d\ud800"))
    async with store.directory.read() as uow:
        found = await uow.applications.get(A, object_id("a"))
    assert found is not None
    assert found.display_name == "a\ufffdb\ufffd"


async def test_a_secret_digest_is_not_shown_by_repr():
    assert "password" not in repr(full_application(A, "a"))
