"""The tutorial's web API: a to-do list that shows what protection looks like in use.

An application may read and change everything, as far as its app roles go. A user sees
and changes only what is theirs, as far as the delegated permissions go. Tokens are
checked by ``daemonry_protect``, as any other API would check them.
"""

from __future__ import annotations

import json
import threading
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec
from pysqlite3 import dbapi2 as sqlite3
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from daemonry.model.ids import ObjectId, parse_guid
from daemonry.web.requests import BodyIncompleteError, BodyTooLargeError, read_body
from daemonry_protect import AccessError, ProtectMiddleware, access_token, errors

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from starlette.requests import Request

    from daemonry_protect import AccessToken, TokenValidator

PATH: Final = "/api/todolist"
READ_ROLES: Final = ("ToDoList.Read.All", "ToDoList.ReadWrite.All")
WRITE_ROLES: Final = ("ToDoList.ReadWrite.All",)
READ_SCOPES: Final = ("ToDoList.Read", "ToDoList.ReadWrite")
WRITE_SCOPES: Final = ("ToDoList.ReadWrite",)
MAX_BODY: Final = 64 * 1024
_MAX_ID_DIGITS: Final = 18
_PRAGMAS: Final = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",
)
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS todo_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL,
    description TEXT NOT NULL
) STRICT
"""


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One thing to do. ``owner`` is the object ID of a user or a service principal."""

    id: int
    owner: str
    description: str


class NewItem(msgspec.Struct):
    """The body of a POST; members that are not known are ignored."""

    description: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    owner: str | None = None


class TodoItems:
    """The items in an SQLite file. Calls block; they are safe from several threads.

    The file is opened on first use, so that nothing has to be started or ended. Several
    processes may share it.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._connection: Any = None

    def list_items(self, owner: str | None) -> list[TodoItem]:
        """Return the items of one owner, or of all for None, oldest first."""
        statement = (
            "SELECT id, owner, description FROM todo_items"
            " WHERE ?1 IS NULL OR owner = ?1 ORDER BY id"
        )
        with self._opened() as connection:
            return [TodoItem(*row) for row in connection.execute(statement, (owner,))]

    def add(self, owner: str, description: str) -> TodoItem:
        """Store a new item; it is on disk when this returns."""
        with self._opened() as connection:
            cursor = connection.execute(
                "INSERT INTO todo_items (owner, description) VALUES (?, ?)", (owner, description)
            )
            return TodoItem(cursor.lastrowid, owner, description)

    def delete(self, item_id: int, owner: str | None) -> bool:
        """Delete an item, with ``owner`` only if it is theirs; tell whether there was one."""
        statement = "DELETE FROM todo_items WHERE id = ?1 AND (?2 IS NULL OR owner = ?2)"
        with self._opened() as connection:
            return bool(connection.execute(statement, (item_id, owner)).rowcount)

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        """Yield the connection to one thread at a time. Each statement commits by itself."""
        with self._lock:
            if self._connection is None:
                self._connection = self._open()
            yield self._connection

    def _open(self) -> Any:
        self._database.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            str(self._database), isolation_level=None, check_same_thread=False
        )
        try:
            for statement in (*_PRAGMAS, _SCHEMA):
                connection.execute(statement)
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def create_todo_list_api(database: Path, validator: TokenValidator) -> Starlette:
    """Return the ASGI app of the to-do list: GET and POST on ``/api/todolist``, DELETE below.

    ``database`` is a file of its own, made when it is missing. ``validator`` knows the
    API's authority and audience. Nothing needs the lifespan protocol; where a server
    speaks it, the file is closed at the end.
    """
    items = TodoItems(database)
    todo_list = _TodoList(items)
    app = Starlette(
        routes=[
            Route(PATH, todo_list.respond, methods=["GET", "POST"]),
            Route(f"{PATH}/{{item_id}}", todo_list.remove, methods=["DELETE"]),
        ],
        middleware=[Middleware(ProtectMiddleware, validator=validator)],
        exception_handlers={
            HTTPException: _refuse,
            sqlite3.OperationalError: _storage_failed,
            Exception: _failed,
        },
        lifespan=_closing(items),
    )
    # A redirect would be built from the Host header, which anybody may write.
    app.router.redirect_slashes = False
    return app


@dataclass(frozen=True, slots=True)
class _TodoList:
    """The operations. Each first decides what the caller may do."""

    items: TodoItems

    async def respond(self, request: Request) -> Response:
        if request.method == "POST":
            return await self.add(request)
        token = access_token(request.scope)
        owner = _visible_owner(token, READ_ROLES, READ_SCOPES)
        found = await run_in_threadpool(self.items.list_items, owner)
        return _json([asdict(item) for item in found])

    async def add(self, request: Request) -> Response:
        token = access_token(request.scope)
        owner = _visible_owner(token, WRITE_ROLES, WRITE_SCOPES)
        new = await _read_new_item(request)
        if owner is not None and new.owner not in {None, owner}:
            raise HTTPException(403, "Only an application may add items for others.")
        item = await run_in_threadpool(
            self.items.add, new.owner or token.object_id, new.description
        )
        return _json(asdict(item), status=201, location=f"{PATH}/{item.id}")

    async def remove(self, request: Request) -> Response:
        token = access_token(request.scope)
        owner = _visible_owner(token, WRITE_ROLES, WRITE_SCOPES)
        item_id = request.path_params["item_id"]
        is_number = item_id.isascii() and item_id.isdigit() and len(item_id) <= _MAX_ID_DIGITS
        # What belongs to others looks like what does not exist.
        if not is_number or not await run_in_threadpool(self.items.delete, int(item_id), owner):
            raise HTTPException(404, "There is no such item.")
        return Response(status_code=204, headers={"cache-control": "no-store"})


def _visible_owner(
    token: AccessToken, roles: tuple[str, ...], scopes: tuple[str, ...]
) -> str | None:
    """Return whose items the caller may touch; None means everybody's.

    Raises AccessError (403) without one of the roles or scopes. Only ``idtyp`` makes an
    application, whatever the validator would infer: the API's registration has the claim.
    """
    if token.idtyp == "app":
        token.require_any_role(*roles)
        return None
    if token.scopes:
        token.require_any_scope(*scopes)
        return token.object_id
    token.require_any_role(*roles)
    raise AccessError(errors.APP_TOKEN_NEEDED)


async def _read_new_item(request: Request) -> NewItem:
    try:
        body = await read_body(request.scope, request.receive, limit=MAX_BODY)
    except BodyTooLargeError:
        raise HTTPException(413, f"The body exceeds {MAX_BODY} bytes.") from None
    except BodyIncompleteError:
        raise HTTPException(400, "The body is not complete.") from None
    try:
        new = msgspec.json.decode(body, type=NewItem)
    except msgspec.ValidationError as error:
        raise HTTPException(400, f"{error}."[:200]) from None
    except (ValueError, RecursionError):
        raise HTTPException(400, "The body is not JSON.") from None
    if new.owner is None:
        return new
    owner = parse_guid(new.owner)
    if owner is None:
        raise HTTPException(400, "'owner' must be the object ID of a user or an application.")
    return NewItem(new.description, ObjectId(owner))


def _closing(items: TodoItems) -> Any:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await run_in_threadpool(items.close)

    return lifespan


_ERRORS: Final = {
    400: "invalid_request",
    403: "access_denied",
    404: "not_found",
    405: "method_not_allowed",
    413: "content_too_large",
}


async def _refuse(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    status = error.status_code
    description = f"{error.detail}" if status != 405 else "This method has no meaning here."  # noqa: PLR2004 - Starlette's own words are less
    members = {"error": _ERRORS.get(status, "invalid_request"), "error_description": description}
    headers = dict(error.headers or {})
    if "Allow" in headers:
        headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))
    return _json(members, status=status, **headers)


async def _storage_failed(_: Request, error: Exception) -> Response:
    """Answer 503: the disk is full, or another process holds the file for too long."""
    del error
    members = {
        "error": "temporarily_unavailable",
        "error_description": "The items cannot be reached at the moment.",
    }
    return _json(members, status=503, **{"retry-after": "5"})


async def _failed(_: Request, error: Exception) -> Response:
    del error  # Starlette raises it again for the log
    members = {"error": "server_error", "error_description": "The request failed."}
    return _json(members, status=500)


def _json(value: object, *, status: int = 200, **headers: str) -> Response:
    return Response(
        json.dumps(value),
        status,
        {"cache-control": "no-store", "x-content-type-options": "nosniff", **headers},
        "application/json",
    )
