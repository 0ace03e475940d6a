"""Where sealed values are, for whoever has to open or seal all of them anew."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from daemonry.model.authentication_method import authenticator_context
from daemonry.model.notice import webhook_context
from daemonry.model.signing_key import sealing_context
from daemonry.storage.audit_chains import audit_key_context
from daemonry.storage.schema import (
    audit_keys,
    authentication_methods,
    notice_settings,
    signing_keys,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Column, Table


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column with sealed values. ``context`` makes of a row what its value is bound to.

    ``read`` takes the sealed bytes out of the column's value, none when there are none;
    ``write`` puts others in their place.
    """

    column: Column[Any]
    context: Callable[[Any], str]
    read: Callable[[Any], bytes] = bytes
    write: Callable[[Any, bytes], Any] = lambda _, sealed: sealed

    @property
    def table(self) -> Table:
        """The table that has it."""
        return self.column.table

    @property
    def key(self) -> Sequence[Column[Any]]:
        """The columns of the primary key, in order."""
        return tuple(self.table.primary_key.columns)

    def value(self, row: Any) -> bytes:
        """Return the sealed bytes of a row of the table."""
        return self.read(getattr(row, self.column.name))


def _of_method(document: str) -> bytes:
    return base64.b64decode(json.loads(document).get("sealed", ""))


def _into_method(document: str, sealed: bytes) -> str:
    return json.dumps(json.loads(document) | {"sealed": base64.b64encode(sealed).decode("ascii")})


SEALED: Final = (
    SealedColumn(
        signing_keys.c.sealed_private_key, lambda row: sealing_context(row.tenant_id, row.kid)
    ),
    SealedColumn(
        authentication_methods.c.document,
        lambda row: authenticator_context(row.user_id, row.method_id),
        _of_method,
        _into_method,
    ),
    SealedColumn(
        notice_settings.c.sealed_webhook_secret, lambda row: webhook_context(row.tenant_id)
    ),
    SealedColumn(audit_keys.c.sealed_private_key, lambda row: audit_key_context(row.key_id)),
)
"""A value of no bytes was erased, or never there."""
