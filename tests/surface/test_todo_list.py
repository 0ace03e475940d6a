"""The to-do API: who may do what, and what it answers."""

import json
import threading

import httpx2
import pytest
from joserfc.jwk import RSAKey
from pysqlite3 import dbapi2 as sqlite3

from daemonry.emulator.todo_list import TodoItems, create_todo_list_api
from daemonry_protect import TokenValidator
from daemonry_protect.testing import OBJECT_ID, LocalAuthority

pytestmark = pytest.mark.anyio

API = "3d0f6a8b-1c2d-4e3f-9a4b-5c6d7e8f9a0b"
ALICE = "11111111-1111-4111-8111-111111111111"
BOB = "22222222-2222-4222-8222-222222222222"
READ, WRITE = "ToDoList.Read.All", "ToDoList.ReadWrite.All"


@pytest.fixture(scope="module")
def key():
    return RSAKey.generate_key(parameters={"use": "sig"}, auto_kid=True)


@pytest.fixture
def authority(key):
    return LocalAuthority(key=key)


@pytest.fixture
def database(tmp_path):
    return tmp_path / "todo" / "items.db"


@pytest.fixture
def app(authority, database):
    validator = TokenValidator(authority.settings(API), transport=authority.transport)
    return create_todo_list_api(database, validator)


@pytest.fixture
async def client(app):
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app), base_url="https://localhost"
        ) as client,
    ):
        yield client


@pytest.fixture
def by(authority):
    """Return the headers of a caller: an application with roles, or a user with scopes."""

    def by(*permissions, oid=OBJECT_ID, **claims):
        kind = "roles" if all(name.endswith(".All") for name in permissions) else "scopes"
        token = authority.token(API, oid=oid, **{kind: permissions}, **claims)
        return {"Authorization": f"Bearer {token}"}

    return by


@pytest.fixture
def writer(by):
    return by(WRITE)


@pytest.fixture
def alice(by):
    return by("ToDoList.ReadWrite", oid=ALICE)


async def test_an_empty_list_is_a_list(client, by):
    response = await client.get("/api/todolist", headers=by(READ))
    assert response.status_code == 200
    assert response.json() == []
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"


async def test_an_item_lives_from_post_to_delete(client, writer, by):
    made = await client.post("/api/todolist", json={"description": "Buy milk"}, headers=writer)
    assert made.status_code == 201
    item = made.json()
    assert item == {"id": item["id"], "owner": OBJECT_ID, "description": "Buy milk"}
    assert made.headers["location"] == f"/api/todolist/{item['id']}"

    assert (await client.get("/api/todolist", headers=by(READ))).json() == [item]
    gone = await client.delete(made.headers["location"], headers=writer)
    assert (gone.status_code, gone.content) == (204, b"")
    assert (await client.get("/api/todolist", headers=by(READ))).json() == []


async def test_the_number_of_a_deleted_item_is_not_given_again(client, writer):
    first = await client.post("/api/todolist", json={"description": "a"}, headers=writer)
    await client.delete(first.headers["location"], headers=writer)
    second = await client.post("/api/todolist", json={"description": "b"}, headers=writer)
    assert second.json()["id"] != first.json()["id"]


METHODS = {
    "GET": ("/api/todolist", [READ, WRITE]),
    "POST": ("/api/todolist", [WRITE]),
    "DELETE": ("/api/todolist/1", [WRITE]),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("role", [READ, WRITE, "ToDoList.Other.All", None])
async def test_each_operation_needs_its_role(client, by, writer, method, role):
    await client.post("/api/todolist", json={"description": "a"}, headers=writer)
    path, sufficient = METHODS[method]
    response = await client.request(
        method,
        path,
        headers=by(role) if role else by(),
        content=b'{"description": "x"}' if method == "POST" else None,
    )
    if role in sufficient:
        assert response.status_code in {200, 201, 204}
        return
    assert response.status_code == 403
    body = response.json()
    assert body["error"] == "insufficient_scope"
    assert body["required_roles"] == sufficient
    assert "consent" in body["error_description"]
    assert all(name in body["error_description"] for name in sufficient)
    assert 'error="insufficient_scope"' in response.headers["www-authenticate"]


@pytest.mark.parametrize("method", METHODS)
async def test_each_operation_needs_a_token(client, method):
    response = await client.request(method, METHODS[method][0])
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"


async def test_a_token_for_another_api_is_refused(client, authority):
    token = authority.token("00000003-0000-0000-c000-000000000000", roles=[WRITE])
    response = await client.get("/api/todolist", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith('Bearer error="invalid_token"')


@pytest.mark.parametrize("idtyp", [None, "device", "App"])
async def test_roles_alone_do_not_make_an_application(client, by, idtyp):
    response = await client.get("/api/todolist", headers=by(READ, idtyp=idtyp))
    assert response.status_code == 403
    assert "idtyp" in response.json()["error_description"]


async def test_an_app_role_given_to_a_user_opens_nothing(client, by):
    response = await client.get("/api/todolist", headers=by(WRITE, idtyp="user"))
    assert response.status_code == 403


async def test_users_see_and_change_only_what_is_theirs(client, alice, by, writer):
    bob = by("ToDoList.ReadWrite", oid=BOB)
    mine = await client.post("/api/todolist", json={"description": "mine"}, headers=alice)
    his = await client.post("/api/todolist", json={"description": "his"}, headers=bob)
    assert mine.json()["owner"] == ALICE

    assert (await client.get("/api/todolist", headers=alice)).json() == [mine.json()]
    foreign = await client.delete(his.headers["location"], headers=alice)
    unknown = await client.delete("/api/todolist/999", headers=alice)
    assert foreign.status_code == 404
    assert foreign.content == unknown.content

    everything = (await client.get("/api/todolist", headers=writer)).json()
    assert everything == [mine.json(), his.json()]
    assert (await client.delete(mine.headers["location"], headers=alice)).status_code == 204


async def test_a_user_that_may_read_may_not_write(client, by):
    reader = by("ToDoList.Read", oid=ALICE)
    assert (await client.get("/api/todolist", headers=reader)).status_code == 200
    for method, path in (("POST", "/api/todolist"), ("DELETE", "/api/todolist/1")):
        response = await client.request(method, path, headers=reader)
        assert response.status_code == 403
        assert response.json()["required_scopes"] == ["ToDoList.ReadWrite"]


async def test_an_application_may_add_for_others(client, writer, alice):
    body = {"description": "for Alice", "owner": ALICE.upper()}
    made = await client.post("/api/todolist", json=body, headers=writer)
    assert made.json()["owner"] == ALICE
    assert (await client.get("/api/todolist", headers=alice)).json() == [made.json()]


async def test_a_user_may_not_add_for_others(client, alice):
    for owner, status in ((BOB, 403), (ALICE, 201), (None, 201)):
        body = {"description": "x", "owner": owner}
        response = await client.post("/api/todolist", json=body, headers=alice)
        assert response.status_code == status


BAD_BODIES = {
    "nothing": b"",
    "not JSON": b"{",
    "not UTF-8": b'{"description": "\xff"}',
    "a lone surrogate": b'{"description": "\\ud800"}',
    "NaN": b'{"description": NaN}',
    "nested deeply": b'{"x": ' + b"[" * 60_000,
    "a list": b'["description"]',
    "a text": b'"description"',
    "null": b"null",
    "no description": b"{}",
    "an empty description": b'{"description": ""}',
    "a number as description": b'{"description": 1}',
    "no text as description": b'{"description": null}',
    "a long description": json.dumps({"description": "x" * 501}).encode(),
    "an owner that is no GUID": b'{"description": "x", "owner": "alice"}',
    "an owner with blanks": json.dumps({"description": "x", "owner": f" {ALICE}"}).encode(),
    "a number as owner": b'{"description": "x", "owner": 1}',
}


@pytest.mark.parametrize("case", BAD_BODIES)
async def test_a_body_that_cannot_be_meant_is_refused(client, writer, case):
    response = await client.post("/api/todolist", content=BAD_BODIES[case], headers=writer)
    assert response.status_code == 400
    assert set(response.json()) == {"error", "error_description"}
    assert (await client.get("/api/todolist", headers=writer)).json() == []


@pytest.mark.parametrize(
    "description",
    ["x", "x" * 500, "\U0001f600" * 500, "'); DROP TABLE todo_items; --", "a\x00b", "<b>&\"'\n"],
)
async def test_a_description_comes_back_as_it_was_sent(client, writer, description):
    body = {"description": description}
    assert (await client.post("/api/todolist", json=body, headers=writer)).status_code == 201
    items = (await client.get("/api/todolist", headers=writer)).json()
    assert [item["description"] for item in items] == [description]


async def test_a_body_has_a_limit(client, writer):
    start = b'{"description": "x", "y": "'
    for size, status in ((64 * 1024, 201), (64 * 1024 + 1, 413)):
        body = start + b"z" * (size - len(start) - 2) + b'"}'
        assert len(body) == size
        response = await client.post("/api/todolist", content=body, headers=writer)
        assert response.status_code == status


async def test_a_body_without_end_is_cut(client, writer):
    sent = 0

    async def endless():
        nonlocal sent
        while sent < 10_000_000:
            sent += 10_000
            yield b"x" * 10_000

    response = await client.post("/api/todolist", content=endless(), headers=writer)
    assert response.status_code == 413
    assert sent < 100_000


@pytest.mark.parametrize(
    "item_id", ["0", "99", "-1", "1.0", "x", "9" * 18, "9" * 19, "9" * 400, "%D9%A1", "1%20OR%201"]
)
async def test_an_item_that_does_not_exist_cannot_be_deleted(client, writer, item_id):
    await client.post("/api/todolist", json={"description": "stays"}, headers=writer)
    response = await client.delete(f"/api/todolist/{item_id}", headers=writer)
    assert response.status_code == 404
    assert response.json()["error"] == "not_found"
    assert len((await client.get("/api/todolist", headers=writer)).json()) == 1


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/todolist", "GET, HEAD, POST"),
        ("DELETE", "/api/todolist", "GET, HEAD, POST"),
        ("GET", "/api/todolist/1", "DELETE"),
        ("PATCH", "/api/todolist/1", "DELETE"),
    ],
)
async def test_a_method_without_meaning_names_those_that_have(
    client, writer, method, path, allowed
):
    response = await client.request(method, path, headers=writer)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed
    assert response.json()["error"] == "method_not_allowed"


@pytest.mark.parametrize("path", ["/", "/api/todolist/", "/api/todolists", "/api/todolist/1/2"])
async def test_other_paths_are_not_found_and_not_redirected(client, writer, path):
    response = await client.get(path, headers=writer)
    assert response.status_code == 404
    assert response.json()["error"] == "not_found"
    assert (await client.get(path)).status_code == 401


async def test_items_outlive_the_program(client, writer, database):
    await client.post("/api/todolist", json={"description": "kept"}, headers=writer)
    again = TodoItems(database)
    assert [item.description for item in again.list_items(None)] == ["kept"]
    again.close()


async def test_every_write_is_on_disk_before_it_is_answered(database):
    items = TodoItems(database)
    items.add(ALICE, "x")
    with items._opened() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    items.close()


async def test_many_threads_and_processes_share_the_file(database):
    files = [TodoItems(database), TodoItems(database)]

    def work(items):
        for number in range(20):
            items.delete(items.add(ALICE, str(number)).id, ALICE)
            items.add(BOB, str(number))

    threads = [threading.Thread(target=work, args=(items,)) for items in files * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files[0].list_items(None)) == 80
    assert files[1].list_items(ALICE) == []
    for items in files:
        items.close()


async def test_a_file_that_cannot_be_reached_is_answered_with_come_back(client, writer, database):
    database.mkdir(parents=True)
    response = await client.get("/api/todolist", headers=writer)
    assert response.status_code == 503
    assert response.headers["retry-after"]
    database.rmdir()
    assert (await client.get("/api/todolist", headers=writer)).status_code == 200


async def test_anything_unexpected_is_answered_blandly(app, writer, database):
    database.parent.mkdir()
    database.write_bytes(b"this is no database at all, but a text of some length" * 10)
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="https://localhost") as client:
        response = await client.get("/api/todolist", headers=writer)
    assert response.status_code == 500
    assert response.json() == {"error": "server_error", "error_description": "The request failed."}


async def test_without_the_signing_keys_the_answer_is_to_come_back(client, authority, writer):
    authority.is_down = True
    response = await client.get("/api/todolist", headers=writer)
    assert response.status_code == 503
    assert response.headers["retry-after"]


def test_the_library_is_new_enough_for_several_processes():
    """Older versions can corrupt a write-ahead log that is shared."""
    assert sqlite3.sqlite_version_info >= (3, 51, 3)
