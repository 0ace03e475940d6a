"""What lists are filtered, searched, ordered and counted by, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from tests.fakes.clock import START
from tests.storage.arrange import (
    A,
    add_client_and_api,
    app_id,
    application,
    graph_principal,
    guid,
    object_id,
    principal,
    principal_id,
)

from daemonry.model.application import WebSettings
from daemonry.model.ids import ObjectId
from daemonry.odata.errors import ODataError
from daemonry.odata.filter import parse_filter
from daemonry.odata.search import parse_search
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)
OWNER = ObjectId(guid(4, "o"))


async def _fill(store: Store) -> None:
    """Applications a, b, c, each with a service principal; c is the odd one out."""
    common: dict[str, Any] = {"sign_in_audience": "AzureADMyOrg"}
    made = [
        application(A, "a", display_name="To-do API", description="Keeps lists", **common),
        application(A, "b", display_name="to-do daemon", notes="It's nightly", **common),
        application(
            A,
            "c",
            display_name="Ünïted Apps",
            sign_in_audience="AzureADMultipleOrgs",
            tags=("HideApp", "Second"),
            is_disabled=True,
            unique_name="third",
            created_at=START + HOUR,
            web=WebSettings(home_page_url="https://c.example", redirect_uris=("https://c/x",)),
        ),
    ]
    async with store.directory.change() as uow:
        for each in made:
            await uow.applications.add(each)
            await uow.service_principals.add(principal(each))
        await uow.owners.add(A, object_id("a"), OWNER)
        await uow.owners.add(A, principal_id("a"), OWNER)


FILTERS = {
    f"appId eq '{app_id('a').upper()}'": "a",
    f"appId in ('{app_id('a')}','{app_id('c')}')": "ac",
    f"appId ne '{app_id('a')}'": "bc",
    f"id eq '{object_id('b')}'": "b",
    "displayName eq 'TO-DO api'": "a",
    "displayName in ('to-do api','ÜNÏTED apps')": "ac",
    "startswith(displayName,'TO-DO')": "ab",
    "startsWith(displayName, 'ünï')": "c",
    "endswith(displayName,'DAEMON')": "b",
    "endswith(displayName,'%')": "",
    "displayName ge 'to-do d'": "bc",
    "not startswith(displayName,'to')": "c",
    "displayName ne 'to-do api' and not(displayName eq 'to-do daemon')": "c",
    "displayName eq 'to-do api' or uniqueName eq 'THIRD'": "ac",
    "uniqueName eq null": "ab",
    "uniqueName ne 'third'": "ab",
    "notes eq 'it''s NIGHTLY'": "b",
    "notes eq null": "ac",
    "notes ne null": "b",
    "not startswith(notes,'it')": "ac",
    "signInAudience eq 'AzureADMultipleOrgs'": "c",
    "description eq 'keeps lists'": "a",
    "isDisabled eq true": "c",
    "isDisabled eq null": "ab",
    "isDisabled ne true": "ab",
    "tags/any(t:t eq 'hideapp')": "c",
    "tags/any(t:startswith(t,'Sec'))": "c",
    "tags/any()": "c",
    "tags/$count eq 2": "c",
    "tags/all(t:t ne 'HideApp')": "ab",
    "web/homePageUrl eq 'https://C.example'": "c",
    "web/redirectUris/any(u:startswith(u,'https://c'))": "c",
    "createdDateTime gt 2026-06-01T12:30:00Z": "c",
    "createdDateTime le 2026-06-01T12:30:00Z": "ab",
    f"owners/any(o:o/id eq '{OWNER}')": "a",
    "owners/$count eq 0": "bc",
    "owners/$count ge 1": "a",
    f"identifierUris/any(u:u eq 'API://{app_id('b')}/')": "b",
    "identifierUris/any(u:startswith(u,'api://'))": "abc",
    f"identifierUris/any(u:u eq 'api://{app_id('z')}')": "",
    "displayName eq '\x00'": "",
    "notes eq '\ud800'": "",
    "displayName eq ''' OR 1=1 --'": "",
}


@pytest.mark.parametrize("text", FILTERS)
async def test_applications_are_filtered(store: Store, text: str):
    await _fill(store)
    query = ListQuery(where=parse_filter(text))
    async with store.directory.read() as uow:
        found = await uow.applications.list_matching(A, query)
        assert await uow.applications.count_matching(A, query) == len(FILTERS[text])
    assert [item.object_id for item in found] == [object_id(letter) for letter in FILTERS[text]]


FILTERS_OF_PRINCIPALS = {
    "displayName eq 'microsoft graph'": "g",
    "startswith(displayName,'to-')": "ab",
    f"servicePrincipalNames/any(n:n eq '{app_id('a').upper()}')": "a",
    f"servicePrincipalNames/any(n:n eq 'api://{app_id('a')}')": "a",
    f"servicePrincipalNames/any(n:startswith(n,'api://{app_id('b')}'))": "b",
    "servicePrincipalNames/$count eq 2": "abcg",
    "tags/any(t:t eq 'HideApp')": "c",
    "accountEnabled eq true": "abcg",
    "accountEnabled ne true": "",
    "servicePrincipalType eq 'Application'": "abcg",
    f"appOwnerOrganizationId eq {A}": "abcg",
    "appOwnerOrganizationId ne null and appRoleAssignmentRequired eq false": "abcg",
    "signInAudience eq 'azureadmultipleorgs'": "c",
    f"owners/any(o:o/id eq '{OWNER}')": "a",
    "homepage eq 'https://c.example'": "c",
}


@pytest.mark.parametrize("text", FILTERS_OF_PRINCIPALS)
async def test_service_principals_are_filtered(store: Store, text: str):
    await _fill(store)
    async with store.directory.change() as uow:
        await uow.service_principals.add(graph_principal(A))
        found = await uow.service_principals.list_matching(A, ListQuery(where=parse_filter(text)))
    expected = FILTERS_OF_PRINCIPALS[text].replace("g", "")
    wanted = {principal_id(letter) for letter in expected}
    if "g" in FILTERS_OF_PRINCIPALS[text]:
        wanted.add(graph_principal(A).object_id)
    assert {item.object_id for item in found} == wanted


SEARCHES = {
    '"displayName:to"': "ab",
    '"displayName:DO dae"': "b",
    '"displayName:app"': "c",
    '"description:list"': "a",
    '"description:list" OR "displayName:daemon"': "ab",
    '"description:list" AND "displayName:daemon"': "",
    '"displayName:to" "description:keeps"': "a",
}


@pytest.mark.parametrize("text", SEARCHES)
async def test_words_are_searched_by_their_beginnings(store: Store, text: str):
    await _fill(store)
    async with store.directory.read() as uow:
        found = await uow.applications.list_matching(A, ListQuery(where=parse_search(text)))
    assert [item.object_id for item in found] == [object_id(letter) for letter in SEARCHES[text]]


async def test_a_new_name_is_found_and_the_old_one_is_not(store: Store):
    await _fill(store)
    async with store.directory.change() as uow:
        await uow.applications.save(application(A, "a", display_name="Renamed"))
        for letter, text in (("", "to-do api"), ("a", "RENAMED")):
            for listed in (uow.applications, uow.service_principals):
                query = ListQuery(where=parse_filter(f"displayName eq '{text}'"))
                assert [item.app_id for item in await listed.list_matching(A, query)] == [
                    app_id(each) for each in letter
                ]
        query = ListQuery(where=parse_search('"displayName:api"'))
        assert await uow.applications.count_matching(A, query) == 0


ORDERS = {
    ("displayname", False): "abc",
    ("displayname", True): "cba",
    ("createddatetime", False): "abc",
    ("createddatetime", True): "cba",
    ("", True): "cba",
}


@pytest.mark.parametrize("order", ORDERS)
async def test_pages_of_an_order_join_without_gap_or_repetition(store: Store, order):
    await _fill(store)
    name, is_descending = order
    attribute = {"displayname": "display_name", "createddatetime": "created_at"}.get(name)
    found: list[Any] = []
    async with store.directory.read() as uow:
        for listed in (uow.applications, uow.service_principals):
            query = ListQuery(order_by=name, is_descending=is_descending, limit=1)
            while page := await listed.list_matching(A, query):
                (last,) = page
                found.append(last.app_id)
                query = ListQuery(
                    order_by=name,
                    is_descending=is_descending,
                    limit=1,
                    after=last.object_id,
                    after_value=getattr(last, attribute) if attribute else None,
                )
    assert found == [app_id(letter) for letter in ORDERS[order]] * 2


@pytest.mark.parametrize(
    "text",
    [
        "keyCredentials eq 'x'",
        "passwordCredentials/any(p:p/hint eq 'abc')",
        "appId gt 'x'",
        "displayName/any(x:x eq 1)",
        "tags eq 'x'",
        "owners/any(o:o/displayName eq 'x')",
        "createdDateTime eq 'x'",
        "displayName eq 5",
        "isDisabled gt true",
        "startswith(createdDateTime,'2')",
    ],
)
async def test_s20_what_is_not_listed_cannot_be_filtered_by(store: Store, text: str):
    async with store.directory.read() as uow:
        with pytest.raises(ODataError) as caught:
            await uow.applications.list_matching(A, ListQuery(where=parse_filter(text)))
    assert caught.value.refusal.status == 400


async def test_s20_the_text_of_statements_has_no_byte_of_the_caller(store: Store):
    statements: list[str] = []
    engine = store.directory._engine.sync_engine
    event.listen(
        engine, "before_cursor_execute", lambda _c, _u, text, *_rest: statements.append(text)
    )
    canary = "canary'\"`;%_\\"
    quoted = canary.replace("'", "''")
    where = parse_filter(
        f"displayName eq '{quoted}' or startswith(notes,'{quoted}') or endswith(displayName,"
        f"'{quoted}') or tags/any(t:t eq '{quoted}') or identifierUris/any(u:u eq '{quoted}')"
        f" or appId in ('{quoted}') or uniqueName ne '{quoted}'"
    )
    async with store.directory.read() as uow:
        await uow.applications.list_matching(A, ListQuery(where=where))
    assert statements
    assert not any("canary" in text for text in statements)


async def test_only_some_assignments_of_each_are_loaded_for_many(store: Store):
    await add_client_and_api(store, A)
    async with store.directory.read() as uow:
        found = await uow.assignments.list_of_many(
            A, [principal_id("c"), principal_id("r")], are_resources=True, limit=1
        )
    assert {key: len(each) for key, each in found.items()} == {principal_id("r"): 1}
