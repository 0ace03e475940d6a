"""Which columns hold sealed values, for whoever has to open or seal all of them anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from daemonry.model.signing_key import sealing_context
from daemonry.storage.schema import signing_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Column, Table


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column of sealed values; ``context`` makes of a row's key what a value is bound to."""

    column: Column[Any]
    context: Callable[..., str]

    @property
    def table(self) -> Table:
        """The table that has it."""
        return self.column.table

    @property
    def key(self) -> tuple[Column[Any], ...]:
        """The columns of the primary key, in order."""
        return tuple(self.table.primary_key.columns)


SEALED: Final = (SealedColumn(signing_keys.c.sealed_private_key, sealing_context),)
"""A value of no bytes was erased, or never there."""
