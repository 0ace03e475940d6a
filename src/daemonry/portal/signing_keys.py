"""Signing keys: which signs, which comes next, and what to do when one leaked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import get_application_by_app_id, list_applications
from daemonry.directory.lookup import not_found
from daemonry.directory.signing_key_schedule import outlook
from daemonry.directory.signing_keys import (
    AT_ONCE,
    create_signing_key,
    list_signing_keys,
    plan_rotation,
    revoke_signing_key,
    rotate_now,
)
from daemonry.model.ids import AppId, parse_guid
from daemonry.model.signing_key import TENANT_KEYS, KeyLine, KeyState, state_of
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import require_typed
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.model.signing_key import SigningKey
    from daemonry.portal.call import Call

LIST: Final = "/admin/signing-keys"
ALGORITHMS: Final = ("RS256", "ES256", "EdDSA")
_BLADE: Final = "keys"
_MOST: Final = 200


async def listing(call: Call) -> Shown:
    """Show the keys with state, age and plan; withdrawn ones when asked for."""
    found = await list_signing_keys(call.work)
    now, policy = call.services.clock.now(), call.services.rotation
    with_retired = call.query.get("view") == "all"
    rows = []
    for key in found:
        if not (key.is_published or with_retired):
            continue
        rows.append(
            {
                "key": key,
                "state": state_of(key, found, now).value.capitalize(),
                "age": (now - key.published_at).days,
                "until": outlook(key, found, policy, now),
                "owner": await _name_of(call, key.app_id),
            }
        )
    jwks = f"{call.origin}/{call.tenant.tenant_id}/discovery/v2.0/keys"
    values = {
        "title": "Signing keys",
        "blade": _BLADE,
        "tabs": (("published", "Published keys"), ("all", "All keys")),
        "view": "all" if with_retired else "published",
        "rows": rows,
        "lines": sorted({key.line for key in found if key.is_waiting_or_active}),
        "policy": policy,
        "jwks": jwks,
        "cli": "daemonry key list" + (" --all" if with_retired else ""),
    }
    return Shown("signing_keys.html", values)


async def creating(call: Call) -> Shown:
    """Show the form for a key of another algorithm, or of one API alone."""
    query = ListQuery(order_by="displayname", limit=_MOST)
    values = {
        "title": "Create a signing key",
        "blade": _BLADE,
        "algorithms": ALGORITHMS,
        "algorithm": call.typed("algorithm") or ALGORITHMS[0],
        "applications": await list_applications(call.work, query),
        "application": call.typed("application"),
        "at_once": call.ticked("at_once"),
        "cli": "daemonry key create --algorithm ES256 --application API",
    }
    return Shown("new_signing_key.html", values)


async def create(call: Call) -> Moved:
    """Make the first key of a line; that of an API is published a day before it signs."""
    app_id = parse_guid(call.text("application"))
    line = KeyLine(_algorithm(call), AppId(app_id) if app_id else TENANT_KEYS)
    if app_id:
        await get_application_by_app_id(call.work, AppId(app_id))
    waits = app_id and not call.ticked("at_once")
    lead = call.services.rotation.lead if waits else AT_ONCE
    await create_signing_key(call.work, call.services.tenant_tools, line, lead=lead)
    return Moved(LIST, "key-created")


async def rotating(call: Call) -> Shown:
    """Show the two ways to the next key."""
    key = await _key(call)
    values = {
        "title": "Rotate signing key",
        "blade": _BLADE,
        "key": key,
        "owner": await _name_of(call, key.app_id),
        "policy": call.services.rotation,
        "way": call.typed("way") or "plan",
        "cli": f"daemonry key rotate --algorithm {key.algorithm}"
        + (f" --application {key.app_id}" if key.app_id else ""),
    }
    return Shown("rotate_signing_key.html", values)


async def rotate(call: Call) -> Moved:
    """Publish the next key of the line, to sign in a day or at once."""
    key, tools = await _key(call), call.services.tenant_tools
    if call.text("way") == "now":
        await rotate_now(call.work, tools, key.line)
        return Moved(LIST, "key-rotated")
    await plan_rotation(call.work, tools, key.line, lead=call.services.rotation.lead)
    return Moved(LIST, "key-planned")


async def revoking(call: Call) -> Shown:
    """Ask before a key is revoked: the emergency in which it leaked."""
    key = await _key(call)
    state = state_of(key, await list_signing_keys(call.work), call.services.clock.now())
    effects = [
        "It leaves the published keys at once, and every token that it signed is void.",
        "APIs know when they next fetch keys: daemonry-protect within an hour, others in a day.",
        "Restart APIs that must not wait for that. Clients ask for new tokens by themselves.",
    ]
    if state is KeyState.ACTIVE:
        effects.insert(0, "It signs now: the planned key or a new one signs instead, at once.")
    values = {
        "title": "Emergency: revoke signing key",
        "blade": _BLADE,
        "subject": key.kid,
        "effects": effects,
        "typed_name": key.kid[:8],
        "button": "Revoke",
        "back": LIST,
        "cli": f"daemonry key revoke {key.kid}",
    }
    return Shown("confirmation.html", values)


async def revoke(call: Call) -> Moved:
    """Take a key out of use and out of the JWKS, once the beginning of its name was typed."""
    key = await _key(call)
    require_typed(call, key.kid[:8])
    await revoke_signing_key(call.work, call.services.tenant_tools, key.kid)
    return Moved(LIST, "key-revoked")


def _algorithm(call: Call) -> str:
    chosen = call.text("algorithm")
    return chosen if chosen in ALGORITHMS else ALGORITHMS[0]


async def _key(call: Call) -> SigningKey:
    for key in await list_signing_keys(call.work):
        if key.kid == call.params["kid"]:
            return key
    raise not_found(call.params["kid"])


async def _name_of(call: Call, app_id: str) -> str:
    if app_id == TENANT_KEYS:
        return ""
    found = await list_applications(call.work, ListQuery(app_id=AppId(app_id), limit=1))
    return found[0].display_name if found else app_id
