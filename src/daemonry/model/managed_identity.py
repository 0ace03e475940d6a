"""A managed identity: a service principal that workloads on this machine act as."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from daemonry.model.credential import SecretDigest
    from daemonry.model.ids import AppId, ObjectId, TenantId

IMDS: Final = "imds"
APP_SERVICE: Final = "appService"


@dataclass(frozen=True, slots=True)
class ManagedIdentity:
    """One binding of this machine to a service principal.

    By ``IMDS`` every local process may ask; by ``APP_SERVICE`` whoever knows the header
    secret that belongs to ``header_digest``. ``resource_id`` is a name of the operator's
    choice that clients may give as ``msi_res_id``. ``principal_id`` pins the principal:
    one that is made anew for the same application is another one.
    """

    kind: str
    tenant_id: TenantId
    app_id: AppId
    principal_id: ObjectId
    resource_id: str = ""
    header_digest: SecretDigest | None = field(default=None, repr=False)
