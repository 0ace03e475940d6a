"""``/users`` and ``/me``: persons' accounts, their roles and sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.directory import users as directory
from daemonry.directory.directory_roles import list_roles_of
from daemonry.directory.objects import list_owned_objects
from daemonry.graph import representation
from daemonry.graph.lists import Source, entity, list_page, show_one, whole
from daemonry.graph.reader import Reader
from daemonry.graph.services import Answer, no_content
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from daemonry.graph.services import Call
    from daemonry.model.user import User

_SET: Final = "users"
_READ_ONLY: Final = frozenset(
    {"id", "createdDateTime", "deletedDateTime", "userType", "identities"}
)
_DETAILS: Final[dict[str, tuple[str, Callable[[Reader, str], Any]]]] = {
    name: (field, Reader.text) for name, field in representation.PERSON_DETAILS.items()
}


async def listing(call: Call) -> Answer:
    """Answer ``GET /users``."""
    return await list_page(call, source(call), context=_SET)


async def show(call: Call) -> Answer:
    """Answer ``GET /users/{id or userPrincipalName}``."""
    return await show_one(call, await named(call), source(call), context=_SET)


async def create(call: Call) -> Answer:
    """Answer ``POST /users``. A password is required, as in Graph, but for disabled accounts."""
    reader = Reader(call.body, "User")
    profile = reader.inner("passwordProfile", "PasswordProfile")
    password, must_change = _profile(profile) if profile is not None else (None, False)
    new = directory.NewUser(
        user_principal_name=reader.required_text("userPrincipalName"),
        display_name=reader.required_text("displayName"),
        account_enabled=reader.flag("accountEnabled"),
        password=password,
        must_change_password=bool(must_change),
        details=_details(reader, {}),
    )
    if password is None and new.account_enabled:
        raise reader.invalid("passwordProfile")
    # What a name would be made of elsewhere; here the user principal name tells it all.
    reader.ignore("mailNickname", "businessPhones", "mail", "passwordPolicies")
    reader.finish(read_only=_READ_ONLY)
    made = await directory.create_user(call.work, new, call.keep_password)
    place = f"{call.base}/{_SET}/{made.object_id}"
    return Answer(201, entity(call, _SET, representation.user(made)), place)


async def update(call: Call) -> Answer:
    """Answer ``PATCH /users/{id}``: properties, and by ``passwordProfile`` the password."""
    user = await directory.user_to_manage(call.work, call.keys[0].value)
    reader = Reader(call.body, "User")
    profile = reader.inner("passwordProfile", "PasswordProfile")
    changes: dict[str, Any] = reader.members(
        {
            "userPrincipalName": ("user_principal_name", Reader.required_text),
            "displayName": ("display_name", Reader.required_text),
            "accountEnabled": ("account_enabled", Reader.flag),
        }
    )
    changes["details"] = _details(reader, dict(user.details))
    reader.ignore("mailNickname", "businessPhones", "passwordPolicies")
    reader.finish(read_only=_READ_ONLY | {"mail"})
    password, must_change = _profile(profile) if profile is not None else (None, None)
    if password is None and must_change is not None:
        changes["must_change_password"] = must_change
    await directory.update_user(call.work, user.object_id, changes)
    if password is not None:
        await directory.reset_password(
            call.work,
            user.object_id,
            password,
            must_change=must_change is not False,
            keep=call.keep_password,
        )
    return no_content()


async def delete(call: Call) -> Answer:
    """Answer ``DELETE /users/{id}``: it can be restored."""
    await directory.delete_user(call.work, call.keys[0].value)
    return no_content()


async def revoke_sessions(call: Call) -> Answer:
    """Answer ``POST /users/{id}/revokeSignInSessions``."""
    user = await named(call)
    await directory.revoke_sessions(call.work, user.object_id)
    return Answer(200, {"@odata.context": f"{call.base}/$metadata#Edm.Boolean", "value": True})


async def memberships(call: Call) -> Answer:
    """Answer ``GET /users/{id}/memberOf`` and ``transitiveMemberOf``: directory roles."""
    user = await named(call)
    held = await list_roles_of(call.work, user.object_id)
    return whole(call, "directoryObjects", map(representation.typed_directory_role, held))


async def owned_objects(call: Call) -> Answer:
    """Answer ``GET /users/{id}/ownedObjects``."""
    owner = await named(call)
    found = await list_owned_objects(call.work, owner.object_id)
    return whole(call, "directoryObjects", map(representation.directory_object, found))


def source(call: Call, *, deleted: bool = False) -> Source:
    """Return where accounts come from, live or deleted."""
    fetch = directory.list_deleted_users if deleted else directory.list_users
    return Source(
        fetch=lambda query: fetch(call.work, query),
        count=lambda query: directory.count_users(call.work, query),
        represent=representation.user,
    )


async def named(call: Call) -> User:
    """Return whom the path means: a key, or with ``/me`` the person of the token."""
    if call.keys:
        return await directory.get_user(call.work, call.keys[0].value)
    person = await directory.get_oneself(call.work)
    if person is None:
        raise ODataError(errors.ME_IS_DELEGATED, detail=call.path)
    return person


def _profile(profile: Reader) -> tuple[str | None, bool | None]:
    password = profile.text("password")
    must_change = profile.nullable_flag("forceChangePasswordNextSignIn")
    profile.ignore("forceChangePasswordNextSignInWithMfa")
    profile.finish()
    return password, must_change


def _details(reader: Reader, before: dict[str, str]) -> dict[str, str]:
    """Return what is told of the person; null takes a detail away."""
    sent = reader.members(_DETAILS)
    return {name: text for name, text in (before | sent).items() if text}
