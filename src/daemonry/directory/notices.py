"""Notices that something ends: to whom, written once, tried until they arrive.

Writing and sending are two things. A notice is written with all its deliveries in one
transaction, so that none is lost and none is written twice; a delivery is claimed for a
while before it is tried, so that of all processes one tries it, and whoever dies over it
leaves it to the next. So it arrives at least once, each time under the same identifier.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.changes import changed
from daemonry.directory.lookup import tenant_of
from daemonry.directory.permissions import (
    READ_ORGANIZATION,
    WRITE_ORGANIZATION,
    require_any,
    require_operator,
)
from daemonry.directory.text_rules import MAX_URL
from daemonry.directory.work import DIRECTORY_MANAGEMENT
from daemonry.model.audit import AuditTarget
from daemonry.model.errors import INVALID_PROPERTY, NO_RECIPIENT, InvalidError
from daemonry.model.expiry import Expiry
from daemonry.model.ids import AppId
from daemonry.model.notice import (
    GIVE_UP_AFTER,
    KEPT_FOR,
    SERVER,
    TEST,
    Channel,
    Delivery,
    DeliveryState,
    Notice,
    NoticeSettings,
    threshold,
    webhook_context,
)
from daemonry.oauth.external_issuer import https_host

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.ports import KeyVault

MOST_DAYS: Final = 365
MOST_THRESHOLDS: Final = 12
SECRET_PREFIX: Final = "whsec_"  # noqa: S105 - what secrets of Standard Webhooks begin with
_SECRET_BYTES: Final = 32
_LEASE: Final = timedelta(minutes=5)
_AT_ONCE: Final = 10
_FIRST_PAUSE: Final = timedelta(minutes=1)
_LONGEST_PAUSE: Final = timedelta(hours=6)
_DOUBLINGS: Final = 16
_RESOURCE: Final = "NoticeSettings"


@dataclass(frozen=True, slots=True)
class ServerNotices:
    """What the operator chose: ``days`` before the end, and who is told of everything.

    ``mails`` are told of the server's own, and of tenants where no mail reaches anybody;
    ``sends_mail`` tells whether there is a way for mail at all.
    """

    days: tuple[int, ...]
    webhook_url: str | None = None
    mails: tuple[str, ...] = ()
    sends_mail: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt went: an empty ``failure`` is success; ``is_final`` failures stay so."""

    failure: str = ""
    is_final: bool = False


Recipient = tuple[Channel, str]


async def get_notice_settings(work: Work) -> NoticeSettings:
    """Return what the tenant chose. Raises ForbiddenError."""
    require_any(work, *READ_ORGANIZATION)
    return await _settings(work)


async def set_notice_days(work: Work, days: tuple[int, ...] | None) -> NoticeSettings:
    """Choose how many days before the end there is a notice; 0 is the end itself.

    None leaves it to the server, no days at all turn notices off. Raises
    InvalidError(INVALID_PROPERTY), ForbiddenError.
    """
    require_any(work, *WRITE_ORGANIZATION)
    if days is not None:
        if len(days) > MOST_THRESHOLDS or not all(0 <= each <= MOST_DAYS for each in days):
            raise _invalid("days")
        days = tuple(sorted(set(days), reverse=True))
    stored = await _settings(work)
    return await _store(work, stored, replace(stored, days=days))


async def set_notice_webhook(work: Work, url: str, vault: KeyVault) -> str:
    """Have notices posted to an https URL and return the secret that signs them, once.

    Raises InvalidError(INVALID_PROPERTY), ForbiddenError.
    """
    require_any(work, *WRITE_ORGANIZATION)
    try:
        https_host(url)
    except ValueError:
        raise _invalid("webhookUrl") from None
    if len(url) > MAX_URL:
        raise _invalid("webhookUrl")
    secret = work.ids.token_bytes(_SECRET_BYTES)
    sealed = vault.seal(secret, context=webhook_context(work.tenant_id))
    stored = await _settings(work)
    await _store(work, stored, replace(stored, webhook_url=url, sealed_webhook_secret=sealed))
    return SECRET_PREFIX + base64.b64encode(secret).decode("ascii")


async def remove_notice_webhook(work: Work) -> NoticeSettings:
    """Post no more notices, those that wait included. Raises ForbiddenError."""
    require_any(work, *WRITE_ORGANIZATION)
    stored = await _settings(work)
    return await _store(work, stored, replace(stored, webhook_url=None, sealed_webhook_secret=b""))


async def list_notice_recipients(work: Work, server: ServerNotices) -> Sequence[Recipient]:
    """Return who is told of everything that ends in the tenant; owners come on top.

    Raises ForbiddenError.
    """
    require_any(work, *READ_ORGANIZATION)
    return await _recipients(work, await tenant_of(work), None, server)


async def list_notice_deliveries(work: Work, *, limit: int) -> Sequence[Delivery]:
    """Return what was sent and what waits, the newest notices first. Raises ForbiddenError."""
    require_any(work, *READ_ORGANIZATION)
    return await work.uow.notices.list_newest(work.tenant_id, limit=limit)


async def write_test_notice(work: Work, server: ServerNotices) -> Notice:
    """Write a notice about nothing, which is tried once.

    Raises InvalidError(NO_RECIPIENT), ForbiddenError.
    """
    require_any(work, *WRITE_ORGANIZATION)
    tenant = await tenant_of(work)
    recipients = await _recipients(work, tenant, None, server)
    if not recipients:
        raise InvalidError(NO_RECIPIENT)
    now = work.clock.now()
    expiry = Expiry(
        kind=TEST,
        tenant_id=tenant.tenant_id,
        tenant=tenant.display_name,
        owner="",
        app_id="",
        key_id=work.ids.guid(),
        description="",
        ends_at=now,
    )
    notice = await _written(work, expiry, 0, recipients)
    await work.audit(
        activities.TEST_NOTICES,
        activities.ADD,
        AuditTarget(tenant.tenant_id, tenant.display_name, "Organization"),
        category=DIRECTORY_MANAGEMENT,
    )
    return notice


async def write_notices(
    work: Work, tenant: Tenant | None, ending: Sequence[Expiry], server: ServerNotices
) -> int:
    """Write what is to be told of things that end, and return how many notices are new.

    Without a tenant they are the server's own. What nobody would get is not written, so
    that it is told once somebody is named. A duty of the server: raises ForbiddenError.
    """
    count = 0
    for expiry, days in await list_due_notices(work, ending, server):
        recipients = await _recipients(work, tenant, expiry, server)
        if recipients:
            await _written(work, expiry, days, recipients)
            count += 1
    if count:
        await work.uow.notices.forget(work.tenant_id, before=work.clock.now() - KEPT_FOR)
    return count


async def list_due_notices(
    work: Work, ending: Sequence[Expiry], server: ServerNotices
) -> Sequence[tuple[Expiry, int]]:
    """Return what was not told of yet of things that end, with the threshold that it passed.

    A duty of the server: raises ForbiddenError.
    """
    require_operator(work.actor)
    settings, now = await _settings(work), work.clock.now()
    days = _days(settings, server)
    passed = [(one, each) for one in ending if (each := threshold(one, now, days)) is not None]
    key_ids = [expiry.key_id for expiry, _ in passed]
    told = set(await work.uow.notices.list_written(work.tenant_id, key_ids))
    return [(expiry, each) for expiry, each in passed if (expiry.key_id, each) not in told]


async def notice_span(work: Work, server: ServerNotices) -> timedelta | None:
    """Return how long before the end there is a notice; None when there is nobody to tell.

    A duty of the server: raises ForbiddenError.
    """
    require_operator(work.actor)
    settings = await _settings(work)
    if not (settings.webhook_url or server.webhook_url or server.sends_mail):
        return None
    return max((timedelta(days=each) for each in _days(settings, server)), default=None)


async def claim_deliveries(work: Work) -> Sequence[Delivery]:
    """Take some deliveries that are due; nobody else tries them for a while.

    A duty of the server: raises ForbiddenError.
    """
    require_operator(work.actor)
    now = work.clock.now()
    return await work.uow.notices.claim(work.tenant_id, now=now, until=now + _LEASE, limit=_AT_ONCE)


async def record_outcome(work: Work, delivery: Delivery, outcome: Outcome) -> Delivery:
    """Store how an attempt went, and when the next one is.

    A delivery is given up for a failure that is final, after days of failures, and a test
    at once. A duty of the server: raises ForbiddenError.
    """
    require_operator(work.actor)
    now, notice = work.clock.now(), delivery.notice
    attempts = delivery.attempts + 1
    state = DeliveryState.WAITING
    if not outcome.failure:
        state = DeliveryState.DELIVERED
    elif outcome.is_final or notice.is_test or now - notice.written_at >= GIVE_UP_AFTER:
        state = DeliveryState.GIVEN_UP
    tried = replace(
        delivery,
        state=state,
        attempts=attempts,
        changed_at=now,
        failure=outcome.failure,
        due_at=now + _pause(attempts, work.ids.token_bytes(1)[0] / 255),
    )
    await work.uow.notices.save(tried)
    if state is DeliveryState.GIVEN_UP and work.tenant_id != SERVER:
        await work.audit(
            activities.GIVE_UP_NOTICE,
            activities.UPDATE,
            AuditTarget(notice.expiry.key_id, notice.expiry.owner, "Notice"),
            category=DIRECTORY_MANAGEMENT,
            details={"channel": delivery.channel.value, "reason": outcome.failure},
        )
    return tried


async def _settings(work: Work) -> NoticeSettings:
    stored = await work.uow.notices.settings_of(work.tenant_id)
    return stored or NoticeSettings(work.tenant_id)


def _days(settings: NoticeSettings, server: ServerNotices) -> tuple[int, ...]:
    return server.days if settings.days is None else settings.days


def _pause(attempts: int, jitter: float) -> timedelta:
    """Return how long to wait after so many attempts: doubled each time, half of it by chance."""
    full = min(_FIRST_PAUSE * (1 << min(attempts - 1, _DOUBLINGS)), _LONGEST_PAUSE)
    return full * (0.5 + jitter / 2)


async def _written(
    work: Work, expiry: Expiry, days: int, recipients: Sequence[Recipient]
) -> Notice:
    now = work.clock.now()
    notice = Notice(work.tenant_id, work.ids.guid(), days, expiry, written_at=now)
    deliveries = [Delivery(notice, channel, address, due_at=now) for channel, address in recipients]
    await work.uow.notices.add(notice, deliveries)
    return notice


async def _recipients(
    work: Work, tenant: Tenant | None, expiry: Expiry | None, server: ServerNotices
) -> Sequence[Recipient]:
    """Return who is told, each once: webhooks, then mail of contacts, owners, operators."""
    settings = await _settings(work)
    hooks = [url for url in (settings.webhook_url, server.webhook_url) if url]
    mails: list[str] = []
    if server.sends_mail:
        if tenant is not None:
            mails += tenant.contacts.technical
            mails += await _owners(work, tenant, expiry) if expiry is not None else []
        mails = mails or list(server.mails)
    unique = {address.lower(): address for address in mails}
    return [
        *((Channel.WEBHOOK, url) for url in dict.fromkeys(hooks)),
        *((Channel.MAIL, address) for address in unique.values()),
    ]


async def _owners(work: Work, tenant: Tenant, expiry: Expiry) -> Sequence[str]:
    """Return the mail addresses of those who own the application that a thing belongs to."""
    if not expiry.app_id:
        return []
    uow, tenant_id = work.uow, work.tenant_id
    application = await uow.applications.get_by_app_id(tenant_id, AppId(expiry.app_id))
    if application is None:
        return []
    owners = await uow.owners.list_of(tenant_id, application.object_id)
    users = await uow.users.get_many(tenant_id, owners)
    return sorted(user.user_principal_name for user in users if _has_mail(user, tenant))


def _has_mail(user: User, tenant: Tenant) -> bool:
    """Tell whether mail can reach a person: under the initial domain there is no mailbox."""
    domain = user.user_principal_name.rpartition("@")[2].lower()
    return user.account_enabled and domain != tenant.initial_domain


async def _store(work: Work, stored: NoticeSettings, new: NoticeSettings) -> NoticeSettings:
    """Store what is different and have it on record; of a webhook only its host."""
    tenant = await tenant_of(work)
    if new != stored:
        await work.uow.notices.save_settings(new)
        await work.audit(
            activities.UPDATE_NOTICES,
            activities.UPDATE,
            AuditTarget(
                tenant.tenant_id,
                tenant.display_name,
                "Organization",
                changed(_shown(stored), _shown(new)),
            ),
            category=DIRECTORY_MANAGEMENT,
        )
    return new


def _shown(settings: NoticeSettings) -> NoticeSettings:
    url = settings.webhook_url
    return replace(settings, webhook_url=url and shown_webhook(url), sealed_webhook_secret=b"")


def shown_webhook(url: str) -> str:
    """Return a webhook's URL as people may see it: path and query are often its password."""
    host = url.partition("//")[2].partition("/")[0].partition("?")[0]
    return f"https://{host}/…"


def _invalid(name: str) -> InvalidError:
    return InvalidError(INVALID_PROPERTY, target=name, property=name, resource=_RESOURCE)
