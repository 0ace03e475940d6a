"""``/users/{id}/authentication``: what persons prove who they are with.

Read, and for passkeys taken away (Graph: resources/fido2authenticationmethod). They are
registered at the sign-in pages alone, by their person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.factors import list_methods, remove_method
from daemonry.graph import representation
from daemonry.graph.lists import entity, whole
from daemonry.graph.services import Answer, no_content
from daemonry.graph.users import named
from daemonry.model.authentication_method import PASSKEY, RECOVERY_CODES
from daemonry.model.errors import RESOURCE_NOT_FOUND, NotFoundError

if TYPE_CHECKING:
    from daemonry.graph.services import Call
    from daemonry.model.authentication_method import AuthenticationMethod
    from daemonry.model.user import User

_METHODS: Final = "users/authentication/methods"
_PASSKEYS: Final = "users/authentication/fido2Methods"


async def listing(call: Call) -> Answer:
    """Answer ``GET /users/{id}/authentication/methods``."""
    user = await named(call)
    found = await list_methods(call.work, user.object_id)
    shown = [_represented(item) for item in found if item.kind != RECOVERY_CODES]
    return whole(call, _METHODS, [_password(user), *shown])


async def passkeys(call: Call) -> Answer:
    """Answer ``GET /users/{id}/authentication/fido2Methods``."""
    user = await named(call)
    found = await list_methods(call.work, user.object_id)
    return whole(call, _PASSKEYS, [_passkey(item) for item in found if item.kind == PASSKEY])


async def passkey(call: Call) -> Answer:
    """Answer ``GET /users/{id}/authentication/fido2Methods/{id}``."""
    user = await named(call)
    return Answer(200, entity(call, _PASSKEYS, _passkey(await _found(call, user))))


async def remove_passkey(call: Call) -> Answer:
    """Answer ``DELETE /users/{id}/authentication/fido2Methods/{id}``."""
    user = await named(call)
    method = await _found(call, user)
    await remove_method(call.work, user.object_id, method.method_id)
    return no_content()


async def _found(call: Call, user: User) -> AuthenticationMethod:
    wanted = call.keys[-1].value
    for method in await list_methods(call.work, user.object_id):
        if method.kind == PASSKEY and method.method_id == wanted.lower():
            return method
    raise NotFoundError(RESOURCE_NOT_FOUND, id=wanted)


def _password(user: User) -> dict[str, Any]:
    return {
        "@odata.type": "#microsoft.graph.passwordAuthenticationMethod",
        "id": "28c10230-6103-485e-b985-444c60001490",  # the same for everybody, as in Graph
        "password": None,
        "createdDateTime": representation.timestamp(user.password_changed_at),
    }


def _represented(method: AuthenticationMethod) -> dict[str, Any]:
    type_name = {"@odata.type": f"#microsoft.graph.{method.kind}AuthenticationMethod"}
    if method.kind == PASSKEY:
        return type_name | _passkey(method)
    return type_name | {
        "id": method.method_id,
        "displayName": method.display_name,
        "createdDateTime": representation.timestamp(method.created_at),
    }


def _passkey(method: AuthenticationMethod) -> dict[str, Any]:
    """Return a passkey. Nothing is attested, so that its model is not known."""
    return {
        "id": method.method_id,
        "displayName": method.display_name,
        "createdDateTime": representation.timestamp(method.created_at),
        "aaGuid": method.document["aaguid"],
        "model": None,
        "attestationCertificates": [],
        "attestationLevel": "notAttested",
        "passkeyType": "synced" if method.document["is_synced"] else "deviceBound",
    }
