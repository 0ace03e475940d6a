"""Identifiers, each its own type, so that one cannot be passed for another.

All of them are GUIDs in canonical lower case (RFC 9562 section 4), except
``AssignmentId``, which is an opaque URL-safe string as in Microsoft Graph.
"""

from __future__ import annotations

import re
from typing import Final, NewType

TenantId = NewType("TenantId", str)
ObjectId = NewType("ObjectId", str)
AppId = NewType("AppId", str)
RoleId = NewType("RoleId", str)
KeyId = NewType("KeyId", str)
GrantId = NewType("GrantId", str)
AssignmentId = NewType("AssignmentId", str)

DEFAULT_ACCESS_ROLE: Final = RoleId("00000000-0000-0000-0000-000000000000")
"""The "default access" app role: an assignment that adds nothing to ``roles``."""

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def parse_guid(text: str) -> str | None:
    """Return ``text`` as a canonical lower-case GUID, or None when it is not one."""
    lowered = text.lower()
    return lowered if _GUID.fullmatch(lowered) else None
