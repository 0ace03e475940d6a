"""Password credentials of applications: made here, shown once, kept as a keyed hash."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.directory.work import Work
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.ids import KeyId, ObjectId
    from daemonry.model.secret import SecretHashKeys


@dataclass(frozen=True, slots=True)
class NewPassword:
    """Wishes for a new secret. Times are aware; the default is now until two years later."""

    display_name: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IssuedPassword:
    """A new credential with its secret, for the one answer that shows it."""

    credential: PasswordCredential
    secret_text: str = field(repr=False)


async def add_password(
    work: Work, object_id: ObjectId, new: NewPassword, keys: SecretHashKeys
) -> IssuedPassword:
    """Give an application another secret; the ones it has stay (Graph: application-addpassword).

    Raises InvalidError(PASSWORD_LIFETIME, TOO_LONG, MANIFEST_TOO_LARGE), NotFoundError,
    ForbiddenError.
    """
    raise NotImplementedError


async def remove_password(work: Work, object_id: ObjectId, key_id: KeyId) -> None:
    """Take a secret away; the next token request with it fails.

    Raises InvalidError(PASSWORD_NOT_FOUND), NotFoundError for the application,
    ForbiddenError.
    """
    raise NotImplementedError
