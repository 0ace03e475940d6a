"""Token lifetime policies: how long tokens for an API live, and for which APIs.

A policy counts for the tokens of a resource. It is the organization's, or assigned to
an application or a service principal (Graph: resources/tokenlifetimepolicy).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack

from daemonry.directory import activities
from daemonry.directory.changes import changed, created
from daemonry.directory.lifetime_rules import parse_definition
from daemonry.directory.lookup import (
    application_target,
    not_found,
    principal_target,
    tenant_of,
)
from daemonry.directory.permissions import (
    READ_POLICIES,
    WRITE_APPLICATIONS,
    WRITE_POLICIES,
    require_any,
    require_write_to_owned,
)
from daemonry.directory.text_rules import check_note, check_text
from daemonry.model.application import Application
from daemonry.model.audit import AuditTarget
from daemonry.model.errors import (
    DEFAULT_POLICY_EXISTS,
    POLICY_NOT_FOUND,
    POLICY_OF_KIND_ASSIGNED,
    InvalidError,
    NotFoundError,
)
from daemonry.model.ids import ObjectId, parse_guid
from daemonry.model.policy import TokenLifetimePolicy
from daemonry.model.service_principal import ServicePrincipal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.audit import ModifiedProperty

Holder = Application | ServicePrincipal

_RESOURCE: Final = "TokenLifetimePolicy"
_MAX_NAME: Final = 256
_CATEGORY: Final = "Policy"


@dataclass(frozen=True, slots=True)
class NewTokenLifetimePolicy:
    """What a policy is made of."""

    display_name: str
    definition: str
    description: str | None = None
    is_organization_default: bool = False


class TokenLifetimePolicyChanges(TypedDict, total=False):
    """Changes to a policy; a missing key leaves its property as it is."""

    display_name: str
    definition: str
    description: str | None
    is_organization_default: bool


async def create_token_lifetime_policy(
    work: Work, new: NewTokenLifetimePolicy
) -> TokenLifetimePolicy:
    """Make a policy. Raises InvalidError, ForbiddenError."""
    require_any(work, *WRITE_POLICIES)
    policy = TokenLifetimePolicy(
        tenant_id=work.tenant_id,
        policy_id=ObjectId(work.ids.guid()),
        display_name=new.display_name,
        created_at=work.clock.now(),
        definition=new.definition,
        access_token_lifetime=parse_definition(new.definition),
        description=new.description,
        is_organization_default=new.is_organization_default,
    )
    await _check(work, policy)
    await work.uow.token_lifetime_policies.add(policy)
    await _audit(work, activities.ADD_POLICY, activities.ADD, _target(policy, created(policy)))
    return policy


async def update_token_lifetime_policy(
    work: Work, policy_id: ObjectId, **changes: Unpack[TokenLifetimePolicyChanges]
) -> TokenLifetimePolicy:
    """Change a policy; the next tokens of its APIs follow. Raises DirectoryError."""
    require_any(work, *WRITE_POLICIES)
    stored = await _there(work, policy_id)
    values: dict[str, Any] = dict(changes)
    if "definition" in values:
        values["access_token_lifetime"] = parse_definition(values["definition"])
    policy = replace(stored, **values)
    if policy == stored:
        return stored
    await _check(work, policy)
    await work.uow.token_lifetime_policies.save(policy)
    target = _target(policy, changed(stored, policy))
    await _audit(work, activities.UPDATE_POLICY, activities.UPDATE, target)
    return policy


async def delete_token_lifetime_policy(work: Work, policy_id: ObjectId) -> None:
    """Remove a policy from wherever it is assigned, for good. Raises DirectoryError."""
    require_any(work, *WRITE_POLICIES)
    policy = await _there(work, policy_id)
    await work.uow.token_lifetime_policies.remove(work.tenant_id, policy_id)
    await _audit(work, activities.DELETE_POLICY, activities.DELETE, _target(policy))


async def get_token_lifetime_policy(work: Work, policy_id: ObjectId) -> TokenLifetimePolicy:
    """Return a policy. Raises NotFoundError, ForbiddenError."""
    require_any(work, *READ_POLICIES)
    return await _there(work, policy_id)


async def find_token_lifetime_policy(work: Work, reference: str) -> TokenLifetimePolicy:
    """Return the policy with this identifier or exact name. Raises NotFoundError."""
    require_any(work, *READ_POLICIES)
    policies = await work.uow.token_lifetime_policies.list_of(work.tenant_id)
    for policy in policies:
        if reference == policy.display_name or parse_guid(reference) == policy.policy_id:
            return policy
    raise NotFoundError(POLICY_NOT_FOUND, id=reference)


async def list_token_lifetime_policies(work: Work) -> Sequence[TokenLifetimePolicy]:
    """Return every policy of the tenant, oldest first. Raises ForbiddenError."""
    require_any(work, *READ_POLICIES)
    return await work.uow.token_lifetime_policies.list_of(work.tenant_id)


async def list_policies_of(work: Work, holder_id: ObjectId) -> Sequence[TokenLifetimePolicy]:
    """Return what is assigned to an application or service principal: one policy at most.

    Raises NotFoundError, ForbiddenError.
    """
    require_any(work, *READ_POLICIES)
    require_any(work, *WRITE_APPLICATIONS)
    await _holder_there(work, holder_id)
    return await work.uow.token_lifetime_policies.list_assigned(work.tenant_id, holder_id)


async def list_policy_holders(work: Work, policy_id: ObjectId) -> tuple[Holder, ...]:
    """Return the applications and service principals that a policy is assigned to.

    Raises NotFoundError, ForbiddenError.
    """
    require_any(work, *READ_POLICIES)
    await _there(work, policy_id)
    found = [
        await _holder(work, holder_id)
        for holder_id in await work.uow.token_lifetime_policies.list_holders(
            work.tenant_id, policy_id
        )
    ]
    return tuple(holder for holder in found if holder is not None)


async def assign_policy(work: Work, policy_id: ObjectId, holder_id: ObjectId) -> None:
    """Let a policy decide for an application's or service principal's tokens.

    Raises NotFoundError for either, InvalidError when the holder has a policy already,
    ForbiddenError.
    """
    holder = await _holder_to_change(work, holder_id)
    policy = await _there(work, policy_id)
    policies = work.uow.token_lifetime_policies
    if await policies.list_assigned(work.tenant_id, holder_id):
        raise InvalidError(POLICY_OF_KIND_ASSIGNED)
    await policies.assign(work.tenant_id, policy_id, holder_id)
    activity = (
        activities.ADD_POLICY_TO_APPLICATION
        if isinstance(holder, Application)
        else activities.ADD_POLICY_TO_SERVICE_PRINCIPAL
    )
    await _audit(work, activity, activities.ASSIGN, _holder_target(holder), _target(policy))


async def unassign_policy(work: Work, policy_id: ObjectId, holder_id: ObjectId) -> None:
    """Take a policy away again. Raises NotFoundError when it is not assigned, ForbiddenError."""
    holder = await _holder_to_change(work, holder_id)
    policy = await _there(work, policy_id)
    if not await work.uow.token_lifetime_policies.unassign(work.tenant_id, policy_id, holder_id):
        raise NotFoundError(POLICY_NOT_FOUND, id=policy_id)
    activity = (
        activities.REMOVE_POLICY_FROM_APPLICATION
        if isinstance(holder, Application)
        else activities.REMOVE_POLICY_FROM_SERVICE_PRINCIPAL
    )
    await _audit(work, activity, activities.UNASSIGN, _holder_target(holder), _target(policy))


async def _check(work: Work, policy: TokenLifetimePolicy) -> None:
    check_text(policy.display_name, "displayName", _MAX_NAME, resource=_RESOURCE)
    check_note(policy.description, "description", resource=_RESOURCE)
    if not policy.is_organization_default:
        return
    await tenant_of(work)  # its row is locked, so that of two at once the second sees the first
    for other in await work.uow.token_lifetime_policies.list_of(work.tenant_id):
        if other.is_organization_default and other.policy_id != policy.policy_id:
            raise InvalidError(
                DEFAULT_POLICY_EXISTS, target="isOrganizationDefault", name=other.display_name
            )


async def _there(work: Work, policy_id: ObjectId) -> TokenLifetimePolicy:
    found = await work.uow.token_lifetime_policies.get(work.tenant_id, policy_id)
    if found is None:
        raise NotFoundError(POLICY_NOT_FOUND, id=policy_id)
    return found


async def _holder(work: Work, holder_id: ObjectId) -> Holder | None:
    application = await work.uow.applications.get(work.tenant_id, holder_id)
    return application or await work.uow.service_principals.get(work.tenant_id, holder_id)


async def _holder_there(work: Work, holder_id: ObjectId) -> Holder:
    holder = await _holder(work, holder_id)
    if holder is None:
        raise not_found(holder_id)
    return holder


async def _holder_to_change(work: Work, holder_id: ObjectId) -> Holder:
    """Return a holder whose policy the actor may set, the management API's among them."""
    require_any(work, *WRITE_POLICIES)
    require_any(work, *WRITE_APPLICATIONS)
    holder = await _holder_there(work, holder_id)
    await require_write_to_owned(work, holder_id)
    return holder


def _holder_target(holder: Holder) -> AuditTarget:
    if isinstance(holder, Application):
        return application_target(holder)
    return principal_target(holder)


def _target(
    policy: TokenLifetimePolicy, modified: tuple[ModifiedProperty, ...] = ()
) -> AuditTarget:
    return AuditTarget(policy.policy_id, policy.display_name, "Policy", modified)


async def _audit(work: Work, activity: str, operation: str, *targets: AuditTarget) -> None:
    await work.audit(activity, operation, *targets, category=_CATEGORY)
