"""Passwords: which are taken, how they are kept, who may change them.

No rules of composition: length, and none that is guessed first (NIST SP 800-63B section
3.1.1.2; ASVS 6.2). How easily one is guessed is estimated with the person's own words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from daemonry.directory import activities
from daemonry.directory.lookup import user_target
from daemonry.directory.work import USER_MANAGEMENT
from daemonry.model.errors import PASSWORD_COMMON, PASSWORD_POLICY, PASSWORD_SAME, InvalidError

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.user import User
    from daemonry.ports import UnitOfWork

MIN_PASSWORD: Final = 12
MAX_PASSWORD: Final = 128
_GUESSABLE: Final = 1
"""Scores up to this one fall to fewer than a million guesses (zxcvbn)."""
_ESTIMATED: Final = 64
"""How much of a password is estimated: the work grows with its square."""

# OWASP Password Storage: argon2id with 19 MiB, two passes, one lane; some 35 ms.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$mPX6mxsWUQ8H313+5iGnTw$"
    "kkPN8LHpGIlQzuiX08lepr8EfkJirXhrkNsbs8uB3vM"
)
"""A hash that no password fits, for names that nobody has: they must take as long."""


def check_password(password: str, *own_words: str) -> None:
    """Refuse a password that is short, too long or guessed first, used as given.

    ``own_words`` are names of the person and the tenant.
    Raises InvalidError(PASSWORD_POLICY, PASSWORD_COMMON).
    """
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        least, most = str(MIN_PASSWORD), str(MAX_PASSWORD)
        raise InvalidError(PASSWORD_POLICY, target="password", least=least, most=most)
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists take a tenth of a second to load

    words = [part for word in own_words for part in (word, *word.replace("@", " ").split())]
    if zxcvbn(password[:_ESTIMATED], user_inputs=words)["score"] <= _GUESSABLE:
        raise InvalidError(PASSWORD_COMMON, target="password")


def hash_password(password: str) -> str:
    """Return what is kept of a password. Blocks for some 35 ms."""
    return _HASHER.hash(_bytes(password))


def checked_hash(password: str, *own_words: str) -> str:
    """Return what is to be kept of a password that somebody set for an account.

    Blocks for a tenth of a second. Raises InvalidError as ``check_password``.
    """
    check_password(password, *own_words)
    return hash_password(password)


class KeepPassword(Protocol):
    """What checks a password and returns what is kept of it: ``checked_hash``, or aside."""

    def __call__(self, password: str, *own_words: str) -> str:
        """Return the hash. Raises InvalidError as ``check_password``."""


class HashWantedError(Exception):
    """A change needs a hash that was not made yet; it is to be rolled back and begun again."""

    def __init__(self, password: str, own_words: tuple[str, ...]) -> None:
        super().__init__("the hash of a password")
        self.password = password
        self.own_words = own_words


class HashedAside:
    """``checked_hash`` for a transaction that must not wait for it.

    The change is begun, and given up where it asks for a hash that was not made yet. The
    caller then makes it while no transaction is open, and begins the change once more;
    so every other refusal comes in the order in which the change finds it.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[str, tuple[str, ...]], str] = {}

    def __call__(self, password: str, *own_words: str) -> str:
        """Return the hash. Raises HashWantedError when it has yet to be made."""
        try:
            return self._made[password, own_words]
        except KeyError:
            raise HashWantedError(password, own_words) from None

    def make(self, wanted: HashWantedError) -> None:
        """Make a hash that was asked for. Blocks, and raises, as ``checked_hash``."""
        self._made[wanted.password, wanted.own_words] = checked_hash(
            wanted.password, *wanted.own_words
        )


def password_fits(user: User | None, password: str) -> bool:
    """Tell whether the password is this account's. Blocks for some 35 ms, also for nobody."""
    kept = user.password_hash if user is not None and user.password_hash else _NOBODY
    try:
        fits = _HASHER.verify(kept, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return fits and user is not None


def needs_rehash(user: User) -> bool:
    """Tell whether the password is kept with other parameters than today's."""
    return bool(user.password_hash) and _HASHER.check_needs_rehash(user.password_hash)


async def renew_hash(uow: UnitOfWork, user: User, password_hash: str) -> User:
    """Keep the same password with today's parameters. It is no change, and leaves no trace."""
    renewed = replace(user, password_hash=password_hash)
    await uow.users.save(renewed)
    return renewed


def hash_of_choice(user: User, password: str) -> str:
    """Return what is to be kept of the password that a person chose for their account.

    Blocks for a tenth of a second: not for an event loop, nor for a transaction.
    Raises InvalidError(PASSWORD_POLICY, PASSWORD_COMMON, PASSWORD_SAME).
    """
    check_password(password, user.user_principal_name, user.display_name)
    if user.password_hash and password_fits(user, password):
        raise InvalidError(PASSWORD_SAME, target="password")
    return hash_password(password)


async def choose_password(work: Work, user: User, password_hash: str) -> User:
    """Give an account the password that its person chose; every session of it ends.

    ``password_hash`` is what ``hash_of_choice`` returned for this account. For the person
    alone, whose proof the caller has seen.
    """
    return await store_password(work, user, password_hash, activity=activities.CHANGE_PASSWORD)


async def store_password(
    work: Work, user: User, password_hash: str, *, activity: str, must_change: bool = False
) -> User:
    """Keep a checked password and end every session of the account (row A1)."""
    changed = replace(
        user,
        password_hash=password_hash,
        password_changed_at=work.clock.now(),
        must_change_password=must_change,
    )
    await work.uow.users.save(changed)
    await work.uow.sessions.remove_of_user(work.tenant_id, user.object_id)
    target = user_target(user)
    await work.audit(activity, activities.UPDATE, target, category=USER_MANAGEMENT)
    return changed


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
