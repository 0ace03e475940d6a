"""``/applications/{id}/federatedIdentityCredentials``, by identifier or by name.

The wire names of this one type stand here, not in ``representation.py``, because
nothing else shows it. ``claimsMatchingExpression`` exists under ``/beta`` only, as in
Graph (Graph: resources/federatedidentitycredential).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from daemonry.directory.federated_credentials import (
    NewFederatedCredential,
    add_federated_credential,
    get_federated_credential,
    list_federated_credentials,
    remove_federated_credential,
    update_federated_credential,
)
from daemonry.graph import representation
from daemonry.graph.applications import object_id_of
from daemonry.graph.lists import entity, whole
from daemonry.graph.reader import Reader
from daemonry.graph.services import Answer, no_content
from daemonry.model.errors import REQUIRED_PROPERTY, InvalidError, NotFoundError
from daemonry.model.federated_credential import ClaimsMatchingExpression
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from daemonry.directory.federated_credentials import FederatedCredentialChanges
    from daemonry.graph.services import Call
    from daemonry.model.federated_credential import FederatedIdentityCredential
    from daemonry.model.ids import ObjectId

_TYPE: Final = "FederatedIdentityCredential"
_EXPRESSION: Final = "claimsMatchingExpression"


async def listing(call: Call) -> Answer:
    """Answer ``GET .../federatedIdentityCredentials``; there are too few for pages."""
    object_id = await object_id_of(call)
    found = await list_federated_credentials(call.work, object_id)
    return whole(
        call,
        _set(object_id),
        (_render(call, each) for each in found),
    )


async def create(call: Call) -> Answer:
    """Answer ``POST .../federatedIdentityCredentials``."""
    object_id = await object_id_of(call)
    return await _created(call, object_id, dict(_changes(call)))


async def show(call: Call) -> Answer:
    """Answer ``GET .../federatedIdentityCredentials/{id or name}``."""
    object_id = await object_id_of(call)
    found = await get_federated_credential(call.work, object_id, _reference(call))
    return Answer(
        200,
        entity(
            call,
            _set(object_id),
            _render(call, found),
        ),
    )


async def update(call: Call) -> Answer:
    """Answer ``PATCH .../federatedIdentityCredentials/{id or name}``.

    With ``Prefer: create-if-missing`` a name that is not there yet is made, from what
    the body says (Graph: federatedidentitycredential-upsert).
    """
    object_id, reference, rules = (
        await object_id_of(call),
        _reference(call),
        call.services.federation,
    )
    changes = _changes(call)
    try:
        await update_federated_credential(call.work, object_id, reference, rules, **changes)
    except NotFoundError:
        if not (call.create_if_missing and call.keys[1].name == "name"):
            raise
        return await _created(call, object_id, {"name": reference} | dict(changes))
    return no_content()


async def delete(call: Call) -> Answer:
    """Answer ``DELETE .../federatedIdentityCredentials/{id or name}``."""
    await remove_federated_credential(call.work, await object_id_of(call), _reference(call))
    return no_content()


async def _created(call: Call, object_id: ObjectId, given: dict[str, Any]) -> Answer:
    for name in ("name", "issuer", "audiences"):
        if name not in given:
            raise InvalidError(REQUIRED_PROPERTY, target=name, property=name, resource=_TYPE)
    new = NewFederatedCredential(**({"subject": None} | given))
    made = await add_federated_credential(call.work, object_id, new, call.services.federation)
    place = f"{call.base}/applications/{object_id}/federatedIdentityCredentials"
    body = entity(
        call,
        _set(object_id),
        _render(call, made),
    )
    return Answer(201, body, f"{place}/{made.credential_id}")


def _reference(call: Call) -> str:
    key = call.keys[1]
    if key.name not in {None, "id", "name"}:
        raise ODataError(errors.UNKNOWN_PROPERTY, property=key.name or "")
    return key.value


def _set(object_id: ObjectId) -> str:
    return f"applications('{object_id}')/federatedIdentityCredentials"


def _render(call: Call, value: FederatedIdentityCredential) -> dict[str, Any]:
    return representation.federated_identity_credential(value, is_beta=call.is_beta)


def _changes(call: Call) -> FederatedCredentialChanges:
    """Return what the body asks for; an ``id`` that is repeated unchanged is let through.

    Raises ODataError for an unknown or mistyped property.
    """
    reader = Reader(call.body, _TYPE)
    reader.tolerate(id=call.keys[1].value.lower() if len(call.keys) > 1 else "")
    changes = reader.members(_BETA_MEMBERS if call.is_beta else _MEMBERS)
    reader.finish(read_only=frozenset({"id"}))
    return cast("FederatedCredentialChanges", changes)


def _expression(reader: Reader, name: str) -> ClaimsMatchingExpression | None:
    inner = reader.inner(name, "FederatedIdentityExpression")
    if inner is None:
        return None
    value, version = inner.required_text("value"), inner.number("languageVersion")
    inner.finish()
    if version is None:
        raise inner.invalid("languageVersion")
    return ClaimsMatchingExpression(value, version)


_MEMBERS: Final[Mapping[str, tuple[str, Callable[[Reader, str], Any]]]] = {
    "name": ("name", Reader.required_text),
    "issuer": ("issuer", Reader.required_text),
    "subject": ("subject", Reader.text),
    "audiences": ("audiences", Reader.texts),
    "description": ("description", Reader.text),
}
_BETA_MEMBERS: Final = {**_MEMBERS, _EXPRESSION: ("claims_matching_expression", _expression)}
