"""Token signing keys of a tenant: made, sealed, stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.model.audit import OPERATOR

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from daemonry.jose.jwk import MadeKey
    from daemonry.model.audit import Actor
    from daemonry.model.ids import TenantId
    from daemonry.model.signing_key import SigningKey
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
    active_from: datetime,
    actor: Actor = OPERATOR,
) -> SigningKey:
    """Make a key that is published now and signs from ``active_from`` on.

    For the operator only. Raises NotFoundError(TENANT_NOT_FOUND), ForbiddenError,
    InvalidError for a time in the past.
    """
    raise NotImplementedError
