"""What requests on behalf of people meet: the token service, and the directory to write to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from daemonry.model.base64_text import base64url
from daemonry.model.secret import digest_secret

if TYPE_CHECKING:
    from collections.abc import Collection

    from daemonry.model.ids import AppId, TenantId
    from daemonry.model.user import User
    from daemonry.ports import Directory
    from daemonry.tokens.service import TokenService

_RANDOM_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class DelegatedService:
    """The token service, and units of work for codes, families and grants."""

    tokens: TokenService
    directory: Directory

    def new_secret(self, prefix: str) -> str:
        """Return a code or refresh token: 256 random bits behind a recognisable prefix."""
        random = self.tokens.ids.token_bytes(_RANDOM_BYTES)
        return prefix + base64url(random)

    def digest(self, tenant_id: TenantId, app_id: AppId, secret: str) -> str:
        """Return what is kept of a secret, under the current key."""
        return digest_secret(self.tokens.secret_keys, tenant_id, app_id, secret).digest.hex()

    def digests(self, tenant_id: TenantId, app_id: AppId, secret: str) -> Collection[str]:
        """Return what may be kept of a secret, under any key that is known."""
        keys = self.tokens.secret_keys
        return [
            digest_secret(keys, tenant_id, app_id, secret, key_id=name).digest.hex()
            for name in keys.keys
        ]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, when (Unix seconds) and how, as tokens tell it."""

    user: User
    authenticated_at: int
    methods: tuple[str, ...] = field(default=())


def credential_stamp(user: User) -> str:
    """Return what changes with the password, but not when the same one is hashed anew."""
    return "" if user.password_changed_at is None else user.password_changed_at.isoformat()
