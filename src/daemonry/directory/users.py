"""Administrators' accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.user import User


async def create_administrator(
    work: Work, user_principal_name: str, display_name: str, password: str
) -> User:
    """Make an administrator's account; the password is kept as argon2id.

    ``user_principal_name`` is a name at a verified domain of the tenant; ``password``
    has 8 to 128 characters and is used as given. For the operator only.
    Raises InvalidError, ConflictError(NAME_IN_USE), ForbiddenError.
    """
    raise NotImplementedError
