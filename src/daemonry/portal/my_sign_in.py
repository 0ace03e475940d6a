"""My sign-in: what a person proves who they are with, and where they are signed in.

Everybody changes the own account here, whatever the directory roles. Setting a method
up is the sign-in pages' own (``sign_in.enrolment``); this page leads there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from daemonry.directory.factors import (
    list_methods,
    needs_factor,
    remove_method,
    rename_method,
    renew_recovery_codes,
)
from daemonry.directory.passkeys import relying_party
from daemonry.directory.passwords import MIN_PASSWORD, choose_password
from daemonry.directory.sessions import end_other_sessions, end_session
from daemonry.directory.users import list_sessions
from daemonry.model.authentication_method import AUTHENTICATOR, PASSKEY, RECOVERY_CODES
from daemonry.model.errors import (
    ACCOUNT_CHANGED,
    RESOURCE_NOT_FOUND,
    InvalidError,
    NotFoundError,
)
from daemonry.model.second_factor import EVERYONE
from daemonry.model.session import CODE, PASSWORD, POSSESSION
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import guid_of, shell
from daemonry.sign_in.passwords import hash_of_typed, require_password
from daemonry.sign_in.persons import sign_in_address
from daemonry.web.browsers import browser_name
from daemonry.web.forms import first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.authentication_method import AuthenticationMethod
    from daemonry.model.session import Session
    from daemonry.portal.call import Call

_HERE: Final = "/admin/my-sign-in"
_PROOFS: Final = {PASSWORD: "password", CODE: "code", POSSESSION: "passkey"}


async def overview(call: Call) -> Shown:
    """Show the own password, methods and sessions, and what is demanded of the account."""
    methods = await list_methods(call.own_work, call.user.object_id)
    sessions = await _sessions(call)
    party = relying_party(call.origin)
    values = {
        "demand": await _demand(call),
        "passkeys": [_passkey(item, call) for item in methods if item.kind == PASSKEY],
        "authenticators": [item for item in methods if item.kind == AUTHENTICATOR],
        "codes_left": _codes_left(methods),
        "rp_id": "" if party is None else party.rp_id,
        "host": call.origin.partition("://")[2],
        "rows": [(item, _told(item)) for item in sessions],
        "current": call.session.session_id,
        "set_up": f"/{call.user.tenant_id}/sign-in",
        "back": urlencode({"continue": _HERE}),
    }
    return Shown("my_sign_in.html", _about(call, "My sign-in") | values)


async def choosing(call: Call) -> Shown:
    """Show the form of another password."""
    values = {"least": MIN_PASSWORD}
    return Shown("own_password.html", _about(call, "Change password", "reset-password") | values)


async def change(call: Call) -> Moved:
    """Give the account another password; whoever knows the old one is asked to sign in anew."""
    user, services = call.user, call.services
    gate, peer = services.password_gate, call.work.actor.ip_address or ""
    typed = first(dict(call.form), "current_password")
    await require_password(user, typed, gate, peer, services.clock.now())
    new = first(dict(call.form), "new_password")
    again = first(dict(call.form), "new_password_again")
    kept = await hash_of_typed(user, new, again, gate)
    async with services.directory.change() as uow:
        # Hashing took its time: the password that was proven must still be the one.
        current = await uow.users.get(user.tenant_id, user.object_id)
        if current is None or current.password_hash != user.password_hash:
            raise InvalidError(ACCOUNT_CHANGED)
        await choose_password(replace(call.own_work, uow=uow), current, kept)
    name = user.user_principal_name
    return Moved(sign_in_address(_HERE, login_hint=name, notice="password-changed"))


async def renaming(call: Call) -> Shown:
    """Show the form of a method's name."""
    method = await _method(call)
    values = {"name": call.typed("name", method.display_name), "method": method}
    return Shown("own_method.html", _about(call, "Rename") | values)


async def rename(call: Call) -> Moved:
    """Call a method something else."""
    method = await _method(call)
    name = call.text("name")
    await rename_method(call.own_work, call.user.object_id, method.method_id, name)
    return Moved(_HERE, "method-saved")


async def removing(call: Call) -> Shown:
    """Ask before a method is taken away."""
    method = await _method(call)
    effects = ["Nobody signs in with it any more.", "Your other sessions end."]
    others = await list_methods(call.own_work, call.user.object_id)
    left = [
        item
        for item in others
        if item.kind in {PASSKEY, AUTHENTICATOR} and item.method_id != method.method_id
    ]
    if not left:
        effects.append("It is your last one: recovery codes go with it.")
        if await _demand(call):
            effects.append("You set another one up at the next sign-in.")
    values = _asked(method.display_name, "Remove", effects)
    about = _about(call, "Remove method", "remove-method", method.method_id)
    return Shown("confirmation.html", about | values)


async def remove(call: Call) -> Moved:
    """Take a method away."""
    method_id = guid_of(call, "method_id")
    digest = call.session.digest
    await remove_method(call.own_work, call.user.object_id, method_id, keep=digest)
    return Moved(_HERE, "own-method-removed")


async def renewing(call: Call) -> Shown:
    """Ask before recovery codes are made anew."""
    effects = ["Ten new codes are shown once.", "Those that you have count no more."]
    values = _asked(call.user.user_principal_name, "Make new codes", effects, is_danger=False)
    return Shown("confirmation.html", _about(call, "Recovery codes") | values)


async def renew(call: Call) -> Shown:
    """Make recovery codes anew and show them once."""
    codes = await renew_recovery_codes(call.own_work, call.user)
    return Shown("own_codes.html", _about(call, "Recovery codes") | {"codes": codes})


async def ending(call: Call) -> Shown:
    """Ask before one session ends."""
    session = await _session(call)
    effects = ["That browser has to sign in again.", "Tokens that clients have stay valid."]
    values = _asked(browser_name(session.user_agent), "Sign out there", effects)
    return Shown("confirmation.html", _about(call, "Sign out there") | values)


async def end(call: Call) -> Moved:
    """End one session."""
    await end_session(call.own_work, await _session(call), call.user)
    return Moved(_HERE, "session-ended")


async def ending_others(call: Call) -> Shown:
    """Ask before all sessions but this one end."""
    effects = ["Every other browser has to sign in again.", "Tokens that clients have stay valid."]
    values = _asked(call.user.user_principal_name, "Sign out everywhere else", effects)
    return Shown("confirmation.html", _about(call, "Sign out everywhere else") | values)


async def end_others(call: Call) -> Moved:
    """End all sessions but this one."""
    await end_other_sessions(call.own_work, call.user, call.session)
    return Moved(_HERE, "other-sessions-ended")


async def _demand(call: Call) -> str:
    """Return why the account must have a second factor; empty when it need not."""
    rule = call.services.factor_rule
    if call.user.is_factor_required:
        return "an administrator demands it of your account"
    if not await needs_factor(call.work.uow, call.user, rule):
        return ""
    if rule == EVERYONE:
        return "everybody here must"
    return "your directory role manages things"


async def _method(call: Call) -> AuthenticationMethod:
    wanted = guid_of(call, "method_id")
    for method in await list_methods(call.own_work, call.user.object_id):
        if method.method_id == wanted and method.kind != RECOVERY_CODES:
            return method
    raise NotFoundError(RESOURCE_NOT_FOUND, id=wanted)


async def _sessions(call: Call) -> list[Session]:
    found = await list_sessions(call.own_work, call.user.object_id)
    return [item for item in found if not item.stage]


async def _session(call: Call) -> Session:
    wanted = call.params["session_id"]
    for session in await _sessions(call):
        if session.session_id == wanted and session.digest != call.session.digest:
            return session
    raise NotFoundError(RESOURCE_NOT_FOUND, id=wanted)


def _told(session: Session) -> tuple[str, str]:
    """Return the browser of a session, and by what it began."""
    proofs = [_PROOFS[item] for item in session.methods if item in _PROOFS]
    return browser_name(session.user_agent), " and ".join(proofs)


def _passkey(method: AuthenticationMethod, call: Call) -> tuple[AuthenticationMethod, str]:
    """Return a passkey with what is to be known of it besides."""
    document, party = method.document, relying_party(call.origin)
    if party is None or document["rp_id"] != party.rp_id:
        return method, f"for {document['rp_id']}"
    return method, "synced between devices" if document["is_synced"] else "on one device"


def _codes_left(methods: Sequence[AuthenticationMethod]) -> int:
    found = [item for item in methods if item.kind == RECOVERY_CODES]
    return sum(len(item.document["digests"]) for item in found)


def _asked(
    subject: str, button: str, effects: list[str], *, is_danger: bool = True
) -> dict[str, Any]:
    return {
        "subject": subject,
        "effects": effects,
        "button": button,
        "is_danger": is_danger,
        "back": _HERE,
    }


def _about(call: Call, title: str, command: str = "methods", *more: str) -> dict[str, Any]:
    words = ("daemonry", "user", command, call.user.user_principal_name, *more)
    return {"title": title, "blade": "my-sign-in", "cli": " ".join(map(shell, words))}
