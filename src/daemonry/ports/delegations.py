"""Where the tokens that people's sign-ins give to clients are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from daemonry.model.delegation import (
        AuthorizationCode,
        DeviceCode,
        RefreshToken,
        TokenFamily,
    )
    from daemonry.model.ids import TenantId


class TokenFamilies(Protocol):
    """Families of tokens, with their codes and refresh tokens, by digest."""

    async def add(self, family: TokenFamily, *, forget_before: datetime) -> None:
        """Store a new one; those of the tenant that are over may be forgotten."""

    async def get(self, tenant_id: TenantId, family_id: str) -> TokenFamily | None:
        """Return one, revoked or not, or None."""

    async def extend(self, tenant_id: TenantId, family_id: str, expires_at: datetime) -> None:
        """Let it be kept until then."""

    async def revoke(self, tenant_id: TenantId, family_id: str, at: datetime) -> None:
        """Revoke a family; one that is revoked stays as it is."""

    async def add_code(self, code: AuthorizationCode) -> None:
        """Store a new code."""

    async def find_code(
        self, tenant_id: TenantId, digests: Collection[str]
    ) -> AuthorizationCode | None:
        """Return the code with one of these digests, for this transaction alone."""

    async def save_code(self, code: AuthorizationCode) -> None:
        """Store that it was redeemed, and for which token."""

    async def add_refresh_token(self, token: RefreshToken) -> None:
        """Store a new refresh token."""

    async def find_refresh_token(
        self, tenant_id: TenantId, digests: Collection[str]
    ) -> RefreshToken | None:
        """Return the refresh token with one of these digests, for this transaction alone."""

    async def save_refresh_token(self, token: RefreshToken) -> None:
        """Store when it was replaced."""


class DeviceCodes(Protocol):
    """Devices that wait for a person."""

    async def add(self, code: DeviceCode, *, forget_before: datetime) -> bool:
        """Store a new one; return False when its user code is in use.

        Those of the tenant that are over may be forgotten.
        """

    async def find(self, tenant_id: TenantId, digests: Collection[str]) -> DeviceCode | None:
        """Return the one whose device code has one of these digests."""

    async def find_by_user_code(
        self, tenant_id: TenantId, digests: Collection[str]
    ) -> DeviceCode | None:
        """Return the one whose user code has one of these digests."""

    async def save(self, code: DeviceCode) -> None:
        """Store its state, when it was polled, how often it may be."""
