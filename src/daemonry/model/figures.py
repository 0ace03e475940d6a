"""Figures about a tenant: what was counted, and what comes to its end. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.grant import AppRoleAssignment
    from daemonry.model.ids import AppId


@dataclass(frozen=True, slots=True)
class HourOfSignIns:
    """How many token requests ended with one code in one hour (UTC); 0 is success."""

    hour: datetime
    error_code: int
    count: int


@dataclass(frozen=True, slots=True)
class ResourceUse:
    """What one client had of one API: when last, and how many tokens an hour.

    ``tokens`` is of the last hour in which there was any, ``tokens_before`` of the hour
    before that one.
    """

    app_id: str
    resource_id: str
    hour: datetime
    tokens: int
    tokens_before: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class EndingCredential:
    """A secret or a certificate of a live application or service principal, and when it ends.

    ``kind`` is ``secret`` or ``certificate``; ``held_by`` is ``application`` or
    ``servicePrincipal``, by which the credential is found and replaced.
    """

    kind: str
    key_id: str
    display_name: str | None
    ends_at: datetime
    app_id: AppId
    app_display_name: str
    held_by: str


@dataclass(frozen=True, slots=True)
class HeldRole:
    """An app role assignment with the appIds of both ends, by which sign-ins know them."""

    assignment: AppRoleAssignment
    client_app_id: str
    resource_app_id: str
