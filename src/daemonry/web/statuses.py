"""The HTTP status of what the directory refuses, the same for machines and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.model.errors import (
    ConflictError,
    DirectoryError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_STATUS: Final[Mapping[type[DirectoryError], int]] = {
    NotFoundError: 404,
    ConflictError: 409,
    InvalidError: 400,
    ForbiddenError: 403,
}


def directory_status(error: DirectoryError) -> int:
    """Return the status of a refusal of the directory."""
    return next(status for family, status in _STATUS.items() if isinstance(error, family))
