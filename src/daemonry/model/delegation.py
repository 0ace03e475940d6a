"""What a person's sign-in gives a client: a family of tokens, and what stands for it on the way.

Codes and refresh tokens are random and known to the client alone; kept are keyed digests.
Times are aware UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import AppId, ObjectId, TenantId

CODE_LIFETIME: Final = timedelta(minutes=10)
"""Of an authorization code: the most that RFC 6749 section 4.1.2 advises."""

IDLE_LIFETIME: Final = timedelta(days=90)
"""Of a refresh token that is not used (Entra: refresh-tokens)."""

SPA_LIFETIME: Final = timedelta(hours=24)
"""Of all refresh tokens of a single-page application together, from the sign-in on."""

GRACE: Final = timedelta(seconds=60)
"""How long a refresh token that was replaced still gives another one.

A client whose answer got lost, or whose processes share one cache, comes with the old one
again at once; a thief comes later. RFC 9700 section 4.14.2 leaves this to the server.
"""

DEVICE_CODE_LIFETIME: Final = timedelta(minutes=15)
DEVICE_INTERVAL: Final = 5
"""Seconds between polls (Entra: v2-oauth2-device-code)."""

DECLINED: Final = "declined"
PENDING: Final = "pending"
APPROVED: Final = "approved"
SPENT: Final = "spent"


@dataclass(frozen=True, slots=True)
class TokenFamily:
    """All tokens that come from one sign-in of a person at a client.

    ``credential_stamp`` tells which password the person had then: a family ends with it.
    ``is_public`` tells whether the client showed no credential. ``scope`` is what the
    person agreed to, which a refresh without one asks for (RFC 6749 section 6).
    """

    tenant_id: TenantId
    family_id: str
    app_id: AppId
    user_id: ObjectId
    authenticated_at: datetime
    methods: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    credential_stamp: str
    is_public: bool
    is_spa: bool = False
    revoked_at: datetime | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class AuthorizationCode:
    """A code on its way to the client, bound to what the request said (RFC 6749 section 4.1.3).

    ``token_identifier`` is of the access token that it gave, so that it can be revoked.
    """

    tenant_id: TenantId
    digest: str
    family_id: str
    redirect_uri: str
    code_challenge: str
    scope: str
    nonce: str
    expires_at: datetime
    redeemed_at: datetime | None = None
    token_identifier: str = ""
    token_expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """One refresh token of a family; ``replaced_at`` tells when its successor was given."""

    tenant_id: TenantId
    digest: str
    family_id: str
    issued_at: datetime
    expires_at: datetime
    replaced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """A device that waits for a person elsewhere (RFC 8628). ``interval`` is in seconds."""

    tenant_id: TenantId
    digest: str
    user_code_digest: str
    app_id: AppId
    scope: str
    created_at: datetime
    expires_at: datetime
    interval: int = DEVICE_INTERVAL
    state: str = PENDING
    family_id: str = ""
    polled_at: datetime | None = None
