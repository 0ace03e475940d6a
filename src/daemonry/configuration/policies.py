"""Token lifetime policies as a file names them, and what they are assigned to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.token_lifetime_policies import (
    NewTokenLifetimePolicy,
    assign_policy,
    create_token_lifetime_policy,
    delete_token_lifetime_policy,
    list_policies_of,
    list_policy_holders,
    list_token_lifetime_policies,
    unassign_policy,
    update_token_lifetime_policy,
)
from daemonry.model.errors import CONFIGURATION_AMBIGUOUS, DirectoryError, InvalidError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.configuration.document import PolicyWish
    from daemonry.configuration.references import References
    from daemonry.directory.work import Work
    from daemonry.model.ids import ObjectId
    from daemonry.model.policy import TokenLifetimePolicy


async def agree_on_policies(
    work: Work, wishes: Sequence[PolicyWish], references: References, *, prune: bool
) -> None:
    """Make the policies those of the file; they are known by name. Raises InvalidError."""
    stored = await list_token_lifetime_policies(work)
    named = {wish.display_name for wish in wishes}
    for policy in stored if prune else ():
        if policy.display_name not in named:
            await delete_token_lifetime_policy(work, policy.policy_id)
    # There is one default: who gives it up does so before another takes it.
    for wish in sorted(wishes, key=lambda each: each.is_organization_default):
        try:
            policy_id = await _policy(work, wish, stored)
            await _holders(work, wish, policy_id, references, prune=prune)
        except DirectoryError as error:
            raise wish.entry.refused(error) from error


async def _policy(work: Work, wish: PolicyWish, stored: Sequence[TokenLifetimePolicy]) -> ObjectId:
    there = [policy for policy in stored if policy.display_name == wish.display_name]
    if len(there) > 1:
        raise InvalidError(
            CONFIGURATION_AMBIGUOUS,
            place=wish.entry.place,
            kind="token lifetime policy",
            name=wish.display_name,
            found=", ".join(policy.policy_id for policy in there),
        )
    if there:
        changed = await update_token_lifetime_policy(
            work,
            there[0].policy_id,
            definition=wish.definition,
            description=wish.description,
            is_organization_default=wish.is_organization_default,
        )
        return changed.policy_id
    new = NewTokenLifetimePolicy(
        wish.display_name, wish.definition, wish.description, wish.is_organization_default
    )
    return (await create_token_lifetime_policy(work, new)).policy_id


async def _holders(
    work: Work, wish: PolicyWish, policy_id: ObjectId, references: References, *, prune: bool
) -> None:
    """Assign the policy; an object that has another one gets this in its place."""
    wanted = [
        *(references.registration(n, wish.entry.at("appliesTo")) for n in wish.applications),
        *(references.principal(n, wish.entry.at("appliesTo")).object_id for n in wish.principals),
    ]
    there = {holder.object_id for holder in await list_policy_holders(work, policy_id)}
    for holder_id in wanted:
        if holder_id in there:
            continue
        for other in await list_policies_of(work, holder_id):
            await unassign_policy(work, other.policy_id, holder_id)
        await assign_policy(work, policy_id, holder_id)
    for holder_id in there.difference(wanted) if prune else ():
        await unassign_policy(work, policy_id, holder_id)
