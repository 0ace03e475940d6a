"""Second factors of persons: authenticator apps (RFC 6238), recovery codes, and who needs one.

A person adds and uses the own ones; whoever may manage the account takes them away.
Passkeys, which need no password beside them, are in ``passkeys``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from daemonry.directory import activities
from daemonry.directory.lookup import user_target
from daemonry.directory.text_rules import check_text
from daemonry.directory.users import get_user, user_to_manage
from daemonry.directory.work import USER_MANAGEMENT
from daemonry.model.authentication_method import (
    AUTHENTICATOR,
    PASSKEY,
    RECOVERY_CODES,
    AuthenticationMethod,
    authenticator_context,
)
from daemonry.model.directory_role import PRIVILEGED_ROLES
from daemonry.model.errors import CODE_WRONG, RESOURCE_NOT_FOUND, InvalidError, NotFoundError
from daemonry.model.second_factor import ADMINISTRATORS, EVERYONE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.directory.work import Work
    from daemonry.model.second_factor import FactorRule
    from daemonry.model.user import User
    from daemonry.ports import KeyVault, UnitOfWork

MAX_LABEL: Final = 64
"""Characters of the longest name that a person gives a method."""
STEP: Final = 30
_DIGITS: Final = 6
_SECRET_BYTES: Final = 20
"""As long as the hash (RFC 4226 section 4, R6)."""
_DRIFT: Final = (0, -1, 1)
"""Steps by which clocks may differ (RFC 6238 section 5.2)."""
_CODES: Final = 10
_CODE_BYTES: Final = 10
_CODE_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class NewAuthenticator:
    """What an authenticator app must be told: the secret in base32, and all of it as a URI."""

    method: AuthenticationMethod
    secret: str = field(repr=False)
    uri: str = field(repr=False)


async def begin_authenticator(work: Work, user: User, vault: KeyVault) -> NewAuthenticator:
    """Store a secret that counts once its person shows a code of it (``confirm_authenticator``).

    One that was begun before and never confirmed is taken up again, so that a page may be
    loaded twice.
    """
    for method in await work.uow.authentication_methods.list_of(work.tenant_id, user.object_id):
        if method.kind == AUTHENTICATOR and not method.document["confirmed"]:
            return _shown(user, method, _secret(method, vault))
    key, method_id = work.ids.token_bytes(_SECRET_BYTES), work.ids.guid()
    sealed = vault.seal(key, context=authenticator_context(user.object_id, method_id))
    document = {
        "sealed": base64.b64encode(sealed).decode("ascii"),
        "confirmed": False,
        "last_step": 0,
    }
    method = AuthenticationMethod(
        tenant_id=work.tenant_id,
        method_id=method_id,
        user_id=user.object_id,
        kind=AUTHENTICATOR,
        display_name="Authenticator app",
        created_at=work.clock.now(),
        document=document,
    )
    await work.uow.authentication_methods.add(method)
    return _shown(user, method, key)


async def confirm_authenticator(
    work: Work, user: User, code: str, vault: KeyVault
) -> tuple[str, ...]:
    """Let the authenticator that was begun count, once a code proves that it works.

    Returns recovery codes when the person has none yet. Raises InvalidError(CODE_WRONG).
    """
    methods = await work.uow.authentication_methods.list_of(work.tenant_id, user.object_id)
    for method in methods:
        if method.kind != AUTHENTICATOR or method.document["confirmed"]:
            continue
        step = _step_of(method, code, work.clock.now(), vault)
        if step is None:
            break
        document = {**method.document, "confirmed": True, "last_step": step}
        await work.uow.authentication_methods.save(replace(method, document=document))
        await audit_method(work, activities.ADD_METHOD, activities.ADD, user, method)
        return await first_recovery_codes(work, user)
    raise InvalidError(CODE_WRONG, target="code")


async def code_fits(work: Work, user: User, code: str, vault: KeyVault) -> bool:
    """Tell whether a code of an authenticator, or a recovery code, is right, and use it up.

    A time step counts once (RFC 6238 section 5.2), and so does a recovery code.
    """
    now, typed = work.clock.now(), "".join(code.split()).replace("-", "").upper()
    for method in await work.uow.authentication_methods.list_of(work.tenant_id, user.object_id):
        if method.kind == AUTHENTICATOR and method.document["confirmed"]:
            step = _step_of(method, typed, now, vault)
            if step is None:
                continue
            used = replace(method, document={**method.document, "last_step": step})
        elif method.kind == RECOVERY_CODES and _digest(typed) in method.document["digests"]:
            left = [item for item in method.document["digests"] if item != _digest(typed)]
            used = replace(method, document={"digests": left})
            await audit_method(work, activities.USE_RECOVERY_CODE, activities.UPDATE, user, method)
        else:
            continue
        await work.uow.authentication_methods.save(replace(used, last_used_at=now))
        return True
    return False


async def first_recovery_codes(work: Work, user: User) -> tuple[str, ...]:
    """Return recovery codes for whoever has set up a factor and has none yet."""
    methods = await work.uow.authentication_methods.list_of(work.tenant_id, user.object_id)
    has_codes = any(item.kind == RECOVERY_CODES for item in methods)
    return () if has_codes else await renew_recovery_codes(work, user)


async def renew_recovery_codes(work: Work, user: User) -> tuple[str, ...]:
    """Make ten codes, each good once in the place of an authenticator; earlier ones end."""
    methods = work.uow.authentication_methods
    for method in await methods.list_of(work.tenant_id, user.object_id):
        if method.kind == RECOVERY_CODES:
            await methods.remove(work.tenant_id, method.method_id)
    made = [
        base64.b32encode(work.ids.token_bytes(_CODE_BYTES)).decode("ascii") for _ in range(_CODES)
    ]
    method = AuthenticationMethod(
        tenant_id=work.tenant_id,
        method_id=work.ids.guid(),
        user_id=user.object_id,
        kind=RECOVERY_CODES,
        display_name="Recovery codes",
        created_at=work.clock.now(),
        document={"digests": [_digest(code) for code in made]},
    )
    await methods.add(method)
    await audit_method(work, activities.RENEW_RECOVERY_CODES, activities.ADD, user, method)
    return tuple(
        "-".join(code[at : at + _CODE_GROUP] for at in range(0, len(code), _CODE_GROUP)).lower()
        for code in made
    )


async def list_methods(work: Work, reference: str) -> Sequence[AuthenticationMethod]:
    """Return the methods of an account that count; a person sees the own ones.

    Raises NotFoundError, ForbiddenError.
    """
    user = await get_user(work, reference)
    return await counting_methods(work.uow, user)


async def rename_method(work: Work, reference: str, method_id: str, name: str) -> None:
    """Call a method something else. A person may do so with the own ones.

    Raises NotFoundError, InvalidError, ForbiddenError.
    """
    user = await user_to_manage(work, reference, own=True)
    check_text(name, "displayName", MAX_LABEL, resource="Method")
    there = {item.method_id: item for item in await counting_methods(work.uow, user)}
    if method_id not in there:
        raise NotFoundError(RESOURCE_NOT_FOUND, id=method_id)
    renamed = replace(there[method_id], display_name=name)
    await work.uow.authentication_methods.save(renamed)
    await audit_method(work, activities.CHANGE_METHOD, activities.UPDATE, user, renamed)


async def remove_method(work: Work, reference: str, method_id: str, *, keep: str = "") -> None:
    """Take a method away; recovery codes go with the last factor that they stand in for.

    Every session of the account ends, because one of them may have begun with the method
    (ASVS 7.4.3), but that of the digest ``keep``: whoever removes an own method is at it.
    A person may do so with the own ones. Raises NotFoundError, ForbiddenError.
    """
    user = await user_to_manage(work, reference, own=True)
    methods = work.uow.authentication_methods
    there = {item.method_id: item for item in await counting_methods(work.uow, user)}
    gone = there.pop(method_id, None)
    if gone is None:
        raise NotFoundError(RESOURCE_NOT_FOUND, id=method_id)
    left = list(there.values())
    for method in [gone, *(left if all(item.kind == RECOVERY_CODES for item in left) else [])]:
        await methods.remove(work.tenant_id, method.method_id)
        await audit_method(work, activities.REMOVE_METHOD, activities.DELETE, user, method)
    await work.uow.sessions.remove_of_user(work.tenant_id, user.object_id, keep=keep)


async def counting_methods(uow: UnitOfWork, user: User) -> list[AuthenticationMethod]:
    """Return a person's methods without an authenticator that was begun and not confirmed."""
    found = await uow.authentication_methods.list_of(user.tenant_id, user.object_id)
    return [item for item in found if item.document.get("confirmed", True)]


def has_factor(methods: Sequence[AuthenticationMethod]) -> bool:
    """Tell whether these are enough to ask for a second factor."""
    return any(item.kind in {AUTHENTICATOR, PASSKEY} for item in methods)


async def needs_factor(uow: UnitOfWork, user: User, rule: FactorRule) -> bool:
    """Tell whether this person must have a second factor, by account, role, and the rule."""
    if user.is_factor_required or rule == EVERYONE:
        return True
    if rule != ADMINISTRATORS:
        return False
    held = await uow.role_assignments.list_of(user.tenant_id, user.object_id)
    return any(item.role_definition_id in PRIVILEGED_ROLES for item in held)


async def audit_method(
    work: Work, activity: str, operation: str, user: User, method: AuthenticationMethod
) -> None:
    """Record what happened to a method: its kind and name, never what it proves by."""
    target = user_target(user)
    details = {"method": method.kind, "name": method.display_name}
    await work.audit(activity, operation, target, category=USER_MANAGEMENT, details=details)


def _shown(user: User, method: AuthenticationMethod, key: bytes) -> NewAuthenticator:
    secret = base64.b32encode(key).decode("ascii").rstrip("=")
    label = quote(f"Daemonry:{user.user_principal_name}")
    uri = f"otpauth://totp/{label}?secret={secret}&issuer=Daemonry&digits={_DIGITS}&period={STEP}"
    return NewAuthenticator(method, secret, uri)


def _step_of(method: AuthenticationMethod, code: str, now: datetime, vault: KeyVault) -> int | None:
    """Return the unused time step that a code belongs to, or None."""
    if len(code) != _DIGITS or not (code.isascii() and code.isdigit()):
        return None
    current = int(now.timestamp()) // STEP
    # SHA-1 is what authenticator apps agree on; HMAC does not suffer from its collisions.
    clock = TOTP(_secret(method, vault), _DIGITS, SHA1(), STEP)  # noqa: S303 - see above
    for step in (current + drift for drift in _DRIFT):
        fits = hmac.compare_digest(clock.generate(step * STEP), code.encode("ascii"))
        if fits and step > method.document["last_step"]:
            return step
    return None


def _secret(method: AuthenticationMethod, vault: KeyVault) -> bytes:
    sealed = base64.b64decode(method.document["sealed"])
    return vault.open(sealed, context=authenticator_context(method.user_id, method.method_id))


def _digest(code: str) -> str:
    # 80 random bits need no slow hash.
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
