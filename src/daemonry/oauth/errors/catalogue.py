"""Every row by its number, for those who ask about a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.oauth import errors
from daemonry.oauth.errors.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS: Final = tuple(row for row in vars(errors).values() if isinstance(row, Refusal))
_MAX_DIGITS: Final = 9


def rows_of(number: str) -> Sequence[Refusal]:
    """Return the rows with this number as somebody typed it; several share some numbers."""
    digits = number.strip().upper().removeprefix("AADSTS")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MAX_DIGITS):
        return ()
    return tuple(row for row in ROWS if row.aadsts == int(digits))
