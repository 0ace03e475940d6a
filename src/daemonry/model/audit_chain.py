"""Chains of records: each names the one before by its digest, so that none can change unseen.

Every tenant has two chains, one of directory changes and one of sign-ins. A line is a
JSON object in canonical form (RFC 8785): a record with its place in the chain and the
digest of the record before, or a checkpoint, which is the place and the digest of the
newest record, signed. Records hold texts, whole numbers, booleans and null under names in
ASCII, for which ``json.dumps`` writes that form.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

DIRECTORY_AUDITS: Final = "directoryAudits"
SIGN_INS: Final = "signIns"
LOGS: Final = (DIRECTORY_AUDITS, SIGN_INS)
"""What Microsoft Graph calls the two logs."""

BEFORE_THE_FIRST: Final = "0" * 64
"""What stands for the digest of a record before the first one."""

Line = dict[str, Any]


def canonical(value: Mapping[str, Any]) -> bytes:
    """Return the canonical JSON of a line (RFC 8785 section 3.2).

    Raises ValueError for what has none, such as half of a surrogate pair.
    """
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def digest_of(line: Mapping[str, Any]) -> str:
    """Return the digest that a record has in its chain: SHA-256 in hex, of all but itself."""
    said = {name: value for name, value in line.items() if name != "hash"}
    return hashlib.sha256(canonical(said)).hexdigest()


def record_line(  # noqa: PLR0913 - what a record in a chain is made of
    log: str,
    tenant_id: str,
    seq: int,
    *,
    record_id: str,
    at: datetime,
    record: Mapping[str, Any],
    previous: str,
) -> Line:
    """Return a record in its place, still without its own digest."""
    return {
        "type": "record",
        "log": log,
        "tenantId": tenant_id,
        "seq": seq,
        "id": record_id,
        "at": instant_text(at),
        "record": dict(record),
        "previous": previous,
    }


def checkpoint_line(  # noqa: PLR0913 - what a checkpoint says
    log: str, tenant_id: str, seq: int, *, digest: str, at: datetime, is_base: bool, key_id: str
) -> Line:
    """Return a checkpoint, still without its signature.

    ``is_base`` says that retention removed the record there and all before it.
    """
    return {
        "type": "checkpoint",
        "log": log,
        "tenantId": tenant_id,
        "seq": seq,
        "hash": digest,
        "at": instant_text(at),
        "isBase": is_base,
        "keyId": key_id,
    }


def signed_part(line: Mapping[str, Any]) -> bytes:
    """Return what the signature of a line is over: the line without it."""
    return canonical({name: value for name, value in line.items() if name != "signature"})


def instant_text(at: datetime) -> str:
    """Return a time as it stands in a line: in UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
