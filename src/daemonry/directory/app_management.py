"""The tenant's app management policy: what credentials its applications may be given.

It binds whoever adds a credential, the operator too, on every surface. What was there
before stays (Graph: defaultappmanagementpolicy, "How restrictions apply").
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypedDict, cast

from daemonry.directory import activities
from daemonry.directory.changes import changed
from daemonry.directory.lookup import tenant_of
from daemonry.directory.permissions import READ_POLICIES, WRITE_POLICIES, require_any
from daemonry.model.app_management import (
    DISABLED,
    ENABLED,
    KEY_LIFETIME,
    KEY_RESTRICTIONS,
    LIFETIMES,
    PASSWORD_ADDITION,
    PASSWORD_LIFETIME,
    PASSWORD_RESTRICTIONS,
    POLICY_ID,
    DefaultAppManagementPolicy,
)
from daemonry.model.audit import AuditTarget
from daemonry.model.errors import (
    CREDENTIAL_LIFETIME_BY_POLICY,
    CREDENTIAL_TYPE_BY_POLICY,
    DUPLICATE_VALUE,
    INVALID_PROPERTY,
    InvalidError,
)
from daemonry.model.service_principal import ServicePrincipal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from daemonry.directory.work import Work
    from daemonry.model.app_management import CredentialRestriction, CredentialRestrictions
    from daemonry.model.credential_holder import CredentialHolder
    from daemonry.model.tenant import Tenant

POLICY_NAME: Final = "Default app management tenant policy"
_RESOURCE: Final = "TenantAppManagementPolicy"
_MAX_RESTRICTIONS: Final = 20
_DURATION: Final = re.compile(
    r"P(?=.)(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})S)?)?", re.ASCII
)


class PolicyChanges(TypedDict, total=False):
    """Changes to the policy; a missing key leaves its property as it is."""

    is_enabled: bool
    application_restrictions: CredentialRestrictions
    service_principal_restrictions: CredentialRestrictions


async def get_default_policy(work: Work) -> DefaultAppManagementPolicy:
    """Return the policy of the tenant. Raises ForbiddenError."""
    require_any(work, *READ_POLICIES)
    return (await tenant_of(work)).app_management


async def update_default_policy(work: Work, changes: PolicyChanges) -> DefaultAppManagementPolicy:
    """Change the policy; it counts for the next credential. Raises InvalidError, ForbiddenError."""
    require_any(work, *WRITE_POLICIES)
    tenant = await tenant_of(work)
    policy = replace(tenant.app_management, **changes)
    if policy == tenant.app_management:
        return policy
    for name, restrictions in (
        ("applicationRestrictions", policy.application_restrictions),
        ("servicePrincipalRestrictions", policy.service_principal_restrictions),
    ):
        _check(restrictions.password_credentials, PASSWORD_RESTRICTIONS, name)
        _check(restrictions.key_credentials, KEY_RESTRICTIONS, name)
    await work.uow.tenants.save(replace(tenant, app_management=policy))
    modified = changed(tenant.app_management, policy)
    target = AuditTarget(POLICY_ID, POLICY_NAME, "Policy", modified)
    await work.audit(activities.UPDATE_POLICY, activities.UPDATE, target, category="Policy")
    return policy


def check_new_password(
    tenant: Tenant, holder: CredentialHolder, *, starts_at: datetime, ends_at: datetime
) -> None:
    """Refuse a secret that the tenant's policy forbids. Raises InvalidError."""
    restrictions = _restrictions_of(tenant, holder).password_credentials
    for restriction in _in_force(tenant, holder, restrictions):
        if restriction.restriction_type == PASSWORD_ADDITION:
            raise InvalidError(CREDENTIAL_TYPE_BY_POLICY, target="passwordCredentials")
        if restriction.restriction_type == PASSWORD_LIFETIME:
            _check_lifetime(restriction, ends_at - starts_at)


def check_new_key(
    tenant: Tenant, holder: CredentialHolder, *, starts_at: datetime, ends_at: datetime
) -> None:
    """Refuse a certificate that the tenant's policy forbids. Raises InvalidError."""
    restrictions = _restrictions_of(tenant, holder).key_credentials
    for restriction in _in_force(tenant, holder, restrictions):
        if restriction.restriction_type == KEY_LIFETIME:
            _check_lifetime(restriction, ends_at - starts_at)


def _restrictions_of(tenant: Tenant, holder: CredentialHolder) -> CredentialRestrictions:
    policy = tenant.app_management
    if isinstance(holder, ServicePrincipal):
        return policy.service_principal_restrictions
    return policy.application_restrictions


def _in_force(
    tenant: Tenant, holder: CredentialHolder, restrictions: Iterable[CredentialRestriction]
) -> Iterable[CredentialRestriction]:
    if not tenant.app_management.is_enabled:
        return ()
    return (
        restriction
        for restriction in restrictions
        if restriction.state == ENABLED
        and (restriction.created_after is None or holder.created_at > restriction.created_after)
    )


def _check_lifetime(restriction: CredentialRestriction, lifetime: timedelta) -> None:
    longest = parse_duration(restriction.max_lifetime or "")
    if longest is not None and lifetime > longest:
        raise InvalidError(
            CREDENTIAL_LIFETIME_BY_POLICY,
            target="EndDate",
            detail_code="InvalidKeyEndDate",
            policy=POLICY_ID,
        )


def parse_duration(text: str) -> timedelta | None:
    """Return an ISO 8601 duration of days and smaller units, or None when it is none."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _check(
    restrictions: tuple[CredentialRestriction, ...], kinds: frozenset[str], name: str
) -> None:
    types = [restriction.restriction_type for restriction in restrictions]
    if len(set(types)) < len(types):
        raise InvalidError(DUPLICATE_VALUE, target=name, detail_code="DuplicateValue")
    for restriction in restrictions:
        has_lifetime = restriction.max_lifetime is not None
        is_sound = (
            restriction.restriction_type in kinds
            and restriction.state in {ENABLED, DISABLED}
            and has_lifetime == (restriction.restriction_type in LIFETIMES)
            and (not has_lifetime or parse_duration(cast("str", restriction.max_lifetime)))
            and (restriction.created_after is None or restriction.created_after.utcoffset())
            is not None
        )
        if not is_sound:
            raise InvalidError(INVALID_PROPERTY, target=name, property=name, resource=_RESOURCE)
