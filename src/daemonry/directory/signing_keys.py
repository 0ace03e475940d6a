"""Token signing keys of a tenant: made, sealed, published, taking turns, revoked.

Each algorithm has a line of keys of which one signs, and so has each API with keys of
its own (``app_id``). Who changes a line has locked the tenant first, so that of several
workers and nodes one makes the key and the others find it made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.changes import as_json, changed
from daemonry.directory.lookup import not_found, tenant_of
from daemonry.directory.permissions import require_operator
from daemonry.directory.signing_key_schedule import (
    Turn,
    begin_of_next,
    due_steps,
    follower,
)
from daemonry.directory.work import DIRECTORY_MANAGEMENT
from daemonry.model.audit import AuditTarget, ModifiedProperty
from daemonry.model.errors import (
    ALGORITHM_UNKNOWN,
    NO_SIGNING_KEY,
    SIGNING_KEY_EXISTS,
    SIGNING_KEY_NOT_FOUND,
    SIGNING_KEY_WITHDRAWN,
    ConflictError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.ids import AppId
from daemonry.model.signing_key import (
    TENANT_KEYS,
    KeyLine,
    KeyState,
    SigningKey,
    active_key,
    sealing_context,
    state_of,
)
from daemonry.model.token_settings import ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from daemonry.directory.signing_key_schedule import Step
    from daemonry.directory.work import Work
    from daemonry.jose.jwk import MadeKey
    from daemonry.model.application import Application
    from daemonry.model.signing_key import RotationPolicy
    from daemonry.model.tenant import Tenant
    from daemonry.ports import Clock, IdSource, KeyVault

AT_ONCE: Final = timedelta(0)
TENANT_LINE: Final = KeyLine()
"""The RS256 keys of the tenant, which every tenant has."""

HIGH_SEVERITY: Final = {"severity": "high"}
_ERASED: Final = b""


@dataclass(frozen=True, slots=True)
class TenantTools:
    """What making a tenant or a key needs. ``make_signing_key(common_name, now, algorithm)``."""

    clock: Clock
    ids: IdSource
    vault: KeyVault
    make_signing_key: Callable[[str, datetime, str], MadeKey]


async def list_signing_keys(work: Work) -> Sequence[SigningKey]:
    """Return all keys of the tenant, retired ones too, newest first.

    For the operator only. Raises ForbiddenError, NotFoundError(TENANT_NOT_FOUND).
    """
    require_operator(work.actor)
    _, keys = await _keys_of(work)
    return keys


async def create_signing_key(
    work: Work,
    tools: TenantTools,
    line: KeyLine = TENANT_LINE,
    *,
    lead: timedelta = AT_ONCE,
) -> SigningKey:
    """Begin a line of keys: for another algorithm, or for the tokens of one API.

    The key is published now and signs after ``lead``; until then tokens of that API are
    signed by the tenant's key of the same algorithm. For the operator only. Raises
    InvalidError(ALGORITHM_UNKNOWN), NotFoundError for the tenant or application,
    ConflictError(SIGNING_KEY_EXISTS), ForbiddenError.
    """
    require_operator(work.actor)
    tenant, keys = await _keys_of(work)
    if line.algorithm not in ALGORITHMS:
        raise InvalidError(
            ALGORITHM_UNKNOWN,
            target="algorithm",
            algorithm=line.algorithm,
            algorithms=", ".join(ALGORITHMS),
        )
    if not await _has_application(work, line):
        raise not_found(line.app_id)
    if any(key.is_waiting_or_active for key in keys if key.line == line):
        raise ConflictError(SIGNING_KEY_EXISTS, target="algorithm", algorithm=line.algorithm)
    return await _add(work, tools, tenant, line, begins=work.clock.now() + lead)


async def ensure_signing_key(work: Work, tools: TenantTools, *, algorithm: str) -> SigningKey:
    """Return the tenant's active key for ``algorithm``, made now when there is none.

    For the operator only. Raises as ``create_signing_key``; ConflictError when a first
    key has been published and does not sign yet.
    """
    require_operator(work.actor)
    _, keys = await _keys_of(work)
    line = KeyLine(algorithm)
    active = active_key(keys, line, work.clock.now())
    return active or await create_signing_key(work, tools, line)


async def plan_rotation(
    work: Work, tools: TenantTools, line: KeyLine = TENANT_LINE, *, lead: timedelta
) -> SigningKey:
    """Publish the key that is to sign after ``lead``, unless one is planned already.

    Returns the planned key; ``follow_schedule`` lets it take over. For the operator only.
    Raises InvalidError(NO_SIGNING_KEY), ForbiddenError.
    """
    require_operator(work.actor)
    tenant, keys = await _keys_of(work)
    active = _signer(work, keys, line)
    planned = follower(active, keys)
    if planned is not None:
        return planned
    begins = begin_of_next(active, lead, work.clock.now())
    return await _add(work, tools, tenant, line, begins=begins)


async def rotate_now(work: Work, tools: TenantTools, line: KeyLine = TENANT_LINE) -> SigningKey:
    """Let the planned key, or a new one, sign from now on, and return it.

    The one before it stays published. A validator that does not know a new key yet asks
    for it when it sees its first token, unless it has just asked. For the operator only. Raises
    InvalidError(NO_SIGNING_KEY), ForbiddenError.
    """
    require_operator(work.actor)
    tenant, keys = await _keys_of(work)
    active = _signer(work, keys, line)
    await _retire(work, active)
    return await _begin(work, tools, tenant, line, follower(active, keys))


async def revoke_signing_key(work: Work, tools: TenantTools, kid: str) -> SigningKey | None:
    """Withdraw a key at once, whatever its state: its tokens are void everywhere.

    When it was signing, the planned key or a new one signs from now on and is returned.
    Validators learn of it when they next fetch the keys. For the operator only. Raises
    NotFoundError(SIGNING_KEY_NOT_FOUND), InvalidError(SIGNING_KEY_WITHDRAWN),
    ForbiddenError.
    """
    require_operator(work.actor)
    tenant, keys = await _keys_of(work)
    key = next((key for key in keys if key.kid == kid), None)
    if key is None:
        raise NotFoundError(SIGNING_KEY_NOT_FOUND, target="kid", kid=kid)
    if not key.is_published:
        raise InvalidError(SIGNING_KEY_WITHDRAWN, target="kid", kid=kid)
    now = work.clock.now()
    was_active = state_of(key, keys, now) is KeyState.ACTIVE
    revoked = replace(
        key,
        retired_at=now if was_active else key.retired_at,
        withdrawn_at=now,
        sealed_private_key=_ERASED,
    )
    await _save(work, key, revoked, activities.REVOKE_SIGNING_KEY)
    if not was_active:
        return None
    return await _begin(work, tools, tenant, key.line, follower(key, keys))


async def list_due_steps(work: Work, policy: RotationPolicy) -> Sequence[Step]:
    """Return what ``follow_schedule`` would do now.

    Keys of an application in the deleted items get no follower, and wait for it. For the
    operator only. Raises NotFoundError(TENANT_NOT_FOUND), ForbiddenError.
    """
    require_operator(work.actor)
    _, keys = await _keys_of(work)
    due = due_steps(keys, policy, work.clock.now())
    return [
        step
        for step in due
        if step.turn is not Turn.PLAN or await _has_application(work, step.key.line)
    ]


async def follow_schedule(work: Work, tools: TenantTools, policy: RotationPolicy) -> Sequence[Step]:
    """Do what is due by schedule with the tenant's keys and return the steps that took.

    Doing it again, here or elsewhere, does nothing. For the operator only. Raises
    NotFoundError(TENANT_NOT_FOUND), ForbiddenError.
    """
    require_operator(work.actor)
    tenant, keys = await _keys_of(work)
    now = work.clock.now()
    due = await list_due_steps(work, policy)
    for step in due:
        key = step.key
        if step.turn is Turn.WITHDRAW:
            await _save(work, key, replace(key, withdrawn_at=now), activities.WITHDRAW_SIGNING_KEY)
        elif step.turn is Turn.TAKE_OVER:
            await _retire(work, _signer(work, keys, key.line))
            await _begin(work, tools, tenant, key.line, key)
        else:
            begins = begin_of_next(key, policy.lead, now)
            await _add(work, tools, tenant, key.line, begins=begins)
    return due


async def require_signing_key(work: Work, application: Application) -> None:
    """Refuse a signing algorithm for which no key is active. Part of changing the setting.

    Raises InvalidError(NO_SIGNING_KEY).
    """
    algorithm, now = application.token_settings.signing_algorithm, work.clock.now()
    _, keys = await _keys_of(work)
    lines = (KeyLine(algorithm, application.app_id), KeyLine(algorithm))
    if not any(active_key(keys, line, now) for line in lines):
        raise InvalidError(
            NO_SIGNING_KEY, target="tokenSettings.signingAlgorithm", algorithm=algorithm
        )


async def withdraw_keys_of(work: Work, app_id: AppId) -> None:
    """Withdraw the keys of an application that is removed for good. Part of that verb."""
    now = work.clock.now()
    for key in await work.uow.signing_keys.list_of(work.tenant_id):
        if key.app_id == app_id and key.is_published:
            gone = replace(key, withdrawn_at=now, sealed_private_key=_ERASED)
            await _save(work, key, gone, activities.WITHDRAW_SIGNING_KEY)


async def _keys_of(work: Work) -> tuple[Tenant, Sequence[SigningKey]]:
    """Return tenant and keys; a change locks the tenant, so that the keys are the last word."""
    tenant = await tenant_of(work)
    return tenant, await work.uow.signing_keys.list_of(work.tenant_id)


def _signer(work: Work, keys: Sequence[SigningKey], line: KeyLine) -> SigningKey:
    active = active_key(keys, line, work.clock.now())
    if active is None:
        raise InvalidError(NO_SIGNING_KEY, target="algorithm", algorithm=line.algorithm)
    return active


async def _has_application(work: Work, line: KeyLine) -> bool:
    """Tell whether the API that a line is for is there; the tenant's own is for all of them."""
    if line.app_id == TENANT_KEYS:
        return True
    applications = work.uow.applications
    return await applications.get_by_app_id(work.tenant_id, AppId(line.app_id)) is not None


async def _retire(work: Work, active: SigningKey) -> None:
    retired = replace(active, retired_at=work.clock.now(), sealed_private_key=_ERASED)
    await _save(work, active, retired, activities.RETIRE_SIGNING_KEY)


async def _begin(
    work: Work, tools: TenantTools, tenant: Tenant, line: KeyLine, planned: SigningKey | None
) -> SigningKey:
    """Let ``planned``, or a new key when there is none, sign from now on. Returns that."""
    now = work.clock.now()
    if planned is None:
        return await _add(work, tools, tenant, line, begins=now)
    begun = replace(planned, active_from=now)
    await _save(work, planned, begun, activities.ACTIVATE_SIGNING_KEY)
    return begun


async def _add(
    work: Work, tools: TenantTools, tenant: Tenant, line: KeyLine, *, begins: datetime
) -> SigningKey:
    now = work.clock.now()
    made = tools.make_signing_key(tenant.initial_domain, now, line.algorithm)
    context = sealing_context(work.tenant_id, made.kid)
    key = SigningKey(
        tenant_id=work.tenant_id,
        kid=made.kid,
        algorithm=made.algorithm,
        certificate=made.certificate_der,
        sealed_private_key=tools.vault.seal(made.private_key_der, context=context),
        published_at=now,
        active_from=begins,
        app_id=line.app_id,
    )
    await work.uow.signing_keys.add(key)
    work.uow.touch(work.tenant_id)
    modified = tuple(
        ModifiedProperty(name, None, as_json(value))
        for name, value in (
            ("algorithm", key.algorithm),
            ("appId", key.app_id),
            ("activeFrom", key.active_from),
        )
    )
    target = AuditTarget(key.kid, key.kid, "SigningKey", modified)
    await work.audit(
        activities.ADD_SIGNING_KEY, activities.ADD, target, category=DIRECTORY_MANAGEMENT
    )
    return key


async def _save(work: Work, old: SigningKey, new: SigningKey, activity: str) -> None:
    await work.uow.signing_keys.save(new)
    work.uow.touch(work.tenant_id)
    target = AuditTarget(new.kid, new.kid, "SigningKey", changed(old, new))
    is_revocation = activity == activities.REVOKE_SIGNING_KEY
    await work.audit(
        activity,
        activities.UPDATE,
        target,
        category=DIRECTORY_MANAGEMENT,
        details=HIGH_SEVERITY if is_revocation else None,
    )
