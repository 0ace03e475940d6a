"""What checking a credential needs beside the client and the credential itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from daemonry.model.secret import SecretHashKeys
    from daemonry.model.tenant import Tenant
    from daemonry.oauth.metadata import Authority
    from daemonry.ports import IssuerKeys, RenewDigest, SingleUse, TokenDirectory


@dataclass(frozen=True, slots=True)
class CredentialCheck:
    """One check: in which tenant, through which of our origins, at what time.

    ``authority`` is the tenant as the client addressed it; ``origins`` are all of ours,
    because a client may name us by another of our names than the one it connected to.
    """

    tenant: Tenant
    authority: Authority
    origins: Collection[str]
    now: datetime
    directory: TokenDirectory
    single_use: SingleUse
    issuer_keys: IssuerKeys
    secret_keys: SecretHashKeys = field(repr=False)
    renew_digest: RenewDigest | None = field(default=None, repr=False)
