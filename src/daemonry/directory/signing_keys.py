"""Token signing keys of a tenant: made, sealed, stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.directory import activities
from daemonry.directory.changes import as_json
from daemonry.directory.lookup import tenant_of
from daemonry.directory.permissions import require_operator
from daemonry.directory.work import DIRECTORY_MANAGEMENT, Work
from daemonry.model.audit import OPERATOR, AuditTarget, ModifiedProperty
from daemonry.model.errors import ACTIVE_FROM_IN_PAST, InvalidError
from daemonry.model.signing_key import SigningKey, sealing_context

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from daemonry.jose.jwk import MadeKey
    from daemonry.model.audit import Actor
    from daemonry.model.ids import TenantId
    from daemonry.ports import Clock, IdSource, KeyVault, UnitOfWork


@dataclass(frozen=True, slots=True)
class TenantTools:
    """What making a tenant or a key needs. ``make_signing_key(common_name, now)``."""

    clock: Clock
    ids: IdSource
    vault: KeyVault
    make_signing_key: Callable[[str, datetime], MadeKey]


async def create_signing_key(
    uow: UnitOfWork,
    tenant_id: TenantId,
    tools: TenantTools,
    *,
    active_from: datetime | None = None,
    actor: Actor = OPERATOR,
) -> SigningKey:
    """Make a key that is published now and signs from ``active_from`` on, or at once.

    For the operator only. Raises NotFoundError(TENANT_NOT_FOUND), ForbiddenError,
    InvalidError(ACTIVE_FROM_IN_PAST).
    """
    work = Work(uow, actor, tenant_id, tools.clock, tools.ids)
    require_operator(actor)
    tenant = await tenant_of(work)
    now = tools.clock.now()
    starts = active_from if active_from is not None else now
    if starts < now:
        raise InvalidError(ACTIVE_FROM_IN_PAST, target="activeFrom")
    made = tools.make_signing_key(tenant.initial_domain, now)
    context = sealing_context(tenant_id, made.kid)
    key = SigningKey(
        tenant_id=tenant_id,
        kid=made.kid,
        algorithm=made.algorithm,
        certificate=made.certificate_der,
        sealed_private_key=tools.vault.seal(made.private_key_der, context=context),
        published_at=now,
        active_from=starts,
    )
    await uow.signing_keys.add(key)
    uow.touch(tenant_id)
    modified = tuple(
        ModifiedProperty(name, None, as_json(value))
        for name, value in (("algorithm", key.algorithm), ("activeFrom", key.active_from))
    )
    target = AuditTarget(key.kid, key.kid, "SigningKey", modified)
    await work.audit(
        activities.ADD_SIGNING_KEY, activities.ADD, target, category=DIRECTORY_MANAGEMENT
    )
    return key
