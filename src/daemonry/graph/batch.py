"""``$batch``: up to twenty requests in one, each with exactly the rights of the outer token.

Each is a transaction of its own, done in the order given (Graph: json-batching).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from daemonry.graph.errors import as_refusal, render, status_of
from daemonry.graph.operation import perform
from daemonry.graph.services import Answer
from daemonry.odata import errors
from daemonry.odata.body import parse_object
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.graph.services import Caller, GraphServices, Request
    from daemonry.model.errors import DirectoryError

PATH: Final = "/$batch"
MAX_REQUESTS: Final = 20
_METHODS: Final = frozenset({"GET", "POST", "PATCH", "PUT", "DELETE"})
_JSON: Final = {"Content-Type": "application/json"}
_FAILED: Final = 400
_DEPENDENCY_FAILED: Final = 424


@dataclass(frozen=True, slots=True)
class _Part:
    """One request of a batch, and whose success it waits for."""

    id: str
    request: Request
    depends_on: tuple[str, ...]


async def perform_batch(services: GraphServices, caller: Caller, request: Request) -> Answer:
    """Do what each request of a batch asks and answer them together.

    One that fails does not stop the others, but for those that depend on it (424).
    Raises ODataError when the batch itself is malformed.
    """
    if request.method != "POST":
        raise ODataError(errors.METHOD_NOT_ALLOWED)
    responses: dict[str, dict[str, Any]] = {}
    for part in _parts(request):
        failed = any(responses[other]["status"] >= _FAILED for other in part.depends_on)
        responses[part.id] = (
            {"status": _DEPENDENCY_FAILED, "headers": _JSON, "body": _dependency_failed()}
            if failed
            else await _respond(services, caller, part.request)
        )
    found = [{"id": name} | response for name, response in responses.items()]
    return Answer(200, {"responses": found})


async def _respond(services: GraphServices, caller: Caller, request: Request) -> dict[str, Any]:
    try:
        answer = await perform(services, caller, request)
    except Exception as error:  # noqa: BLE001 - nothing may leave as a traceback
        refusal = as_refusal(error, services.ids.guid())
        return _refused(services, caller, refusal)
    response: dict[str, Any] = {"status": answer.status, "headers": dict(_JSON)}
    if answer.location is not None:
        response["headers"]["Location"] = answer.location
    if answer.body is not None or answer.text is not None:
        response["body"] = answer.text if answer.body is None else answer.body
    return response


def _refused(
    services: GraphServices, caller: Caller, refusal: ODataError | DirectoryError
) -> dict[str, Any]:
    envelope = render(
        refusal,
        at=services.clock.now(),
        request_id=services.ids.guid(),
        client_request_id=caller.actor.correlation_id,
    )
    return {"status": status_of(refusal), "headers": _JSON, "body": envelope}


def _dependency_failed() -> dict[str, Any]:
    return {"error": {"code": "FailedDependency", "message": "A request it depends on failed."}}


def _parts(request: Request) -> list[_Part]:
    """Return the requests of a batch. Raises ODataError."""
    sent = parse_object(request.body).get("requests")
    if not isinstance(sent, list) or not sent or not all(isinstance(each, dict) for each in sent):
        raise _bad("'requests' is a collection of at least one request.")
    if len(sent) > MAX_REQUESTS:
        raise _bad(f"the number of requests exceeds the limit of {MAX_REQUESTS}.")
    found: list[_Part] = []
    known: set[str] = set()
    for each in sent:
        part = _part(request, each)
        if part.id.lower() in known:
            raise _bad(f"the id '{part.id[:50]}' stands twice.")
        if not {name.lower() for name in part.depends_on} <= known:
            raise _bad("'dependsOn' names requests that stand before.")
        known.add(part.id.lower())
        found.append(part)
    by_name = {part.id.lower(): part.id for part in found}
    return [
        replace(part, depends_on=tuple(by_name[name.lower()] for name in part.depends_on))
        for part in found
    ]


def _part(outer: Request, sent: Mapping[str, Any]) -> _Part:
    name, method, url = (sent.get(key) for key in ("id", "method", "url"))
    if not (isinstance(name, str) and isinstance(method, str) and isinstance(url, str)):
        raise _bad("each request has the texts 'id', 'method' and 'url'.")
    headers = _headers(sent.get("headers"))
    depends_on = sent.get("dependsOn") or []
    if not isinstance(depends_on, list) or not all(isinstance(each, str) for each in depends_on):
        raise _bad("'dependsOn' is a collection of ids.")
    path, _, query = url.partition("?")
    path = "/" + unquote(path).lstrip("/")
    if method.upper() not in _METHODS or "://" in url or path.lower().startswith(PATH):
        raise _bad("a request has one of Graph's methods and a relative URL, and is no batch.")
    body = b""
    if sent.get("body") is not None:
        if not headers.get("content-type", "").lower().startswith("application/json"):
            raise _bad(f"write request id {name[:50]} does not contain Content-Type header.")
        body = json.dumps(sent["body"]).encode("utf-8")
    request = replace(
        outer,
        method=method.upper(),
        path=path,
        query=query.encode("utf-8"),
        headers=headers,
        body=body,
    )
    return _Part(name, request, tuple(depends_on))


def _headers(sent: object) -> Mapping[str, str]:
    if sent is None:
        return {}
    if not isinstance(sent, dict) or not all(isinstance(value, str) for value in sent.values()):
        raise _bad("'headers' is an object of texts.")
    return {name.lower(): value for name, value in sent.items()}


def _bad(reason: str) -> ODataError:
    return ODataError(errors.BAD_BATCH, reason=reason)
