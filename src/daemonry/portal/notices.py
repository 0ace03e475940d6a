"""Notices: who is told before a secret or a certificate ends, and how that went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.notices import (
    get_notice_settings,
    list_notice_deliveries,
    list_notice_recipients,
    remove_notice_webhook,
    set_notice_days,
    set_notice_webhook,
    shown_webhook,
    write_test_notice,
)
from daemonry.directory.tenants import change_contacts
from daemonry.model.errors import INVALID_PROPERTY, InvalidError
from daemonry.model.notice import Channel
from daemonry.portal.call import Moved, Shown

if TYPE_CHECKING:
    from daemonry.model.notice import Delivery
    from daemonry.portal.call import Call

PAGE: Final = "/admin/notices"
_BLADE: Final = "notices"
_SHOWN: Final = 20


async def overview(call: Call) -> Shown:
    """Show who is told, when, and the last deliveries."""
    settings, server = await get_notice_settings(call.work), call.services.notices
    recipients = await list_notice_recipients(call.work, server)
    deliveries = await list_notice_deliveries(call.work, limit=_SHOWN)
    own = "" if settings.days is None else _text(settings.days) or "none"
    values = {
        "title": "Notices",
        "blade": _BLADE,
        "webhook": settings.webhook_url and shown_webhook(settings.webhook_url),
        "recipients": [(channel.value, _place(channel, to)) for channel, to in recipients],
        "sends_mail": server.sends_mail,
        "days": call.typed("days", own),
        "server_days": _text(server.days) or "none",
        "contacts": call.typed("contacts", "\n".join(call.tenant.contacts.technical)),
        "rows": [(one, _place(one.channel, one.recipient), _about(one)) for one in deliveries],
        "cli": "daemonry notices deliveries",
    }
    return Shown("notices.html", values)


async def save(call: Call) -> Moved:
    """Store technical contacts and days; no days leave it to the server."""
    contacts = tuple(line.strip() for line in call.text("contacts").splitlines() if line.strip())
    await set_notice_days(call.work, _days(call.text("days")))
    await change_contacts(call.work, technical=contacts)
    return Moved(PAGE, "properties-saved")


async def choosing(call: Call) -> Shown:
    """Show the form of a webhook."""
    values = {
        "title": "Set a webhook",
        "blade": _BLADE,
        "url": call.typed("url"),
        "cli": "daemonry notices webhook URL",
    }
    return Shown("new_notice_webhook.html", values)


async def choose(call: Call) -> Shown:
    """Set the webhook, and show its secret this once."""
    url = call.text("url")
    secret = await set_notice_webhook(call.work, url, call.services.tenant_tools.vault)
    values = {
        "title": "Webhook set",
        "blade": _BLADE,
        "webhook": shown_webhook(url),
        "secret": secret,
        "cli": "daemonry notices test",
    }
    return Shown("notice_webhook.html", values)


async def removing(call: Call) -> Shown:
    """Ask before nothing is posted any more."""
    del call  # the same for everybody
    return _question(
        "Remove webhook",
        "Remove",
        "Notices are no longer posted, those that wait included.",
        "daemonry notices webhook --remove",
    )


async def remove(call: Call) -> Moved:
    """Take the webhook away."""
    await remove_notice_webhook(call.work)
    return Moved(PAGE, "webhook-removed")


async def trying(call: Call) -> Shown:
    """Ask before everybody gets a test."""
    del call  # likewise
    return _question(
        "Send a test",
        "Send",
        "Everybody who is told gets a notice about nothing, within a minute.",
        "daemonry notices test",
        is_danger=False,
    )


async def attempt(call: Call) -> Moved:
    """Write a notice about nothing; a server sends it, and its outcome appears in the list."""
    await write_test_notice(call.work, call.services.notices)
    return Moved(PAGE, "notice-test")


def _question(title: str, button: str, effect: str, cli: str, *, is_danger: bool = True) -> Shown:
    values = {
        "title": title,
        "blade": _BLADE,
        "effects": (effect,),
        "button": button,
        "back": PAGE,
        "cli": cli,
        "is_danger": is_danger,
    }
    return Shown("confirmation.html", values)


def _place(channel: Channel, recipient: str) -> str:
    return shown_webhook(recipient) if channel is Channel.WEBHOOK else recipient


def _about(delivery: Delivery) -> str:
    expiry = delivery.notice.expiry
    return f"{expiry.kind} {expiry.owner}".strip().capitalize()


def _text(days: tuple[int, ...]) -> str:
    return ", ".join(map(str, days))


def _days(text: str) -> tuple[int, ...] | None:
    """Return the days that were typed. Raises InvalidError."""
    if not text.strip():
        return None
    if text.strip().lower() == "none":
        return ()
    try:
        return tuple(int(one) for one in text.split(","))
    except ValueError:
        name = "days"
        raise InvalidError(
            INVALID_PROPERTY, target=name, property=name, resource="NoticeSettings"
        ) from None
