"""Token lifetime policies: how long access tokens of an API live, or of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.lifetime_rules import define
from daemonry.directory.service_principals import list_service_principals
from daemonry.directory.token_lifetime_policies import (
    NewTokenLifetimePolicy,
    assign_policy,
    create_token_lifetime_policy,
    delete_token_lifetime_policy,
    get_token_lifetime_policy,
    list_policy_holders,
    list_token_lifetime_policies,
    unassign_policy,
)
from daemonry.model.errors import REQUIRED_PROPERTY, InvalidError
from daemonry.model.first_party import is_first_party
from daemonry.model.ids import ObjectId, parse_guid
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import guid_of, shell
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.model.policy import TokenLifetimePolicy
    from daemonry.portal.call import Call

LIST: Final = "/admin/policies"
_BLADE: Final = "policies"
_MOST: Final = 200
_DIGITS: Final = 6


async def listing(call: Call) -> Shown:
    """Show the policies with what they decide for."""
    rows = [
        (policy, await list_policy_holders(call.work, policy.policy_id))
        for policy in await list_token_lifetime_policies(call.work)
    ]
    values = {
        "title": "Token lifetime policies",
        "blade": _BLADE,
        "rows": rows,
        "cli": "daemonry policy list",
    }
    return Shown("policies.html", values)


async def creating(call: Call) -> Shown:
    """Show the form of a policy."""
    values = {
        "title": "Create a policy",
        "blade": _BLADE,
        "name": call.typed("name"),
        "minutes": call.typed("minutes") or "60",
        "description": call.typed("description"),
        "default": call.ticked("default"),
        "cli": "daemonry policy create NAME 60m",
    }
    return Shown("new_policy.html", values)


async def create(call: Call) -> Moved:
    """Make a policy; without the tick it counts for nothing until it is assigned."""
    minutes = call.text("minutes")
    seconds = int(minutes) * 60 if minutes.isdecimal() and len(minutes) <= _DIGITS else 0
    new = NewTokenLifetimePolicy(
        call.text("name"),
        define(seconds),
        call.text("description") or None,
        call.ticked("default"),
    )
    made = await create_token_lifetime_policy(call.work, new)
    return Moved(f"{LIST}/{made.policy_id}", "policy-created")


async def showing(call: Call) -> Shown:
    """Show a policy, the APIs it decides for, and those it could."""
    policy = await _policy(call)
    holders = await list_policy_holders(call.work, policy.policy_id)
    query = ListQuery(order_by="displayname", limit=_MOST)
    held = {holder.object_id for holder in holders}
    values = {
        "title": policy.display_name,
        "blade": _BLADE,
        "policy": policy,
        "holders": holders,
        "apis": [
            item
            for item in await list_service_principals(call.work, query)
            if item.object_id not in held and not is_first_party(item.app_id)
        ],
        "cli": f"daemonry policy assign {shell(policy.display_name)} API --principal",
    }
    return Shown("policy.html", values)


async def assign(call: Call) -> Moved:
    """Let the policy decide for an API."""
    policy = await _policy(call)
    api = parse_guid(call.text("api"))
    if api is None:
        raise InvalidError(REQUIRED_PROPERTY, target="api", property="api", resource="Policy")
    await assign_policy(call.work, policy.policy_id, ObjectId(api))
    return Moved(f"{LIST}/{policy.policy_id}", "policy-assigned")


async def unassigning(call: Call) -> Shown:
    """Ask before a policy decides no longer for an API."""
    policy = await _policy(call)
    values = {
        "title": "Unassign policy",
        "blade": _BLADE,
        "subject": policy.display_name,
        "effects": ("The API's next tokens live as long as the default says.",),
        "button": "Unassign",
        "back": f"{LIST}/{policy.policy_id}",
        "cli": f"daemonry policy list {shell(policy.display_name)}",
    }
    return Shown("confirmation.html", values)


async def unassign(call: Call) -> Moved:
    """Take a policy away from an API."""
    policy = await _policy(call)
    await unassign_policy(call.work, policy.policy_id, ObjectId(guid_of(call, "holder_id")))
    return Moved(f"{LIST}/{policy.policy_id}", "policy-unassigned")


async def deleting(call: Call) -> Shown:
    """Ask before a policy is deleted."""
    policy = await _policy(call)
    holders = await list_policy_holders(call.work, policy.policy_id)
    names = ", ".join(sorted(holder.display_name for holder in holders))
    effect = f"It decides for: {names}." if names else "It is assigned to nothing."
    values = {
        "title": "Delete policy",
        "blade": _BLADE,
        "subject": policy.display_name,
        "effects": (effect, "Their next tokens live as long as the default says."),
        "button": "Delete",
        "back": f"{LIST}/{policy.policy_id}",
    }
    return Shown("confirmation.html", values)


async def delete(call: Call) -> Moved:
    """Delete a policy wherever it is assigned."""
    await delete_token_lifetime_policy(call.work, (await _policy(call)).policy_id)
    return Moved(LIST, "policy-deleted")


async def _policy(call: Call) -> TokenLifetimePolicy:
    return await get_token_lifetime_policy(call.work, ObjectId(guid_of(call, "policy_id")))
