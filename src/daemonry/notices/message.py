"""A notice in words for people and as an event for programs. It never holds a secret.

Names come from whoever may register an application, so they are cut and made one line.
"""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any, Final

from daemonry.model.expiry import (
    CERTIFICATE,
    CERTIFICATE_AUTHORITY,
    CLIENT_SECRET,
    SIGNING_KEY,
    TLS_CERTIFICATE,
)
from daemonry.model.notice import TEST

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.expiry import Expiry
    from daemonry.model.notice import Delivery, Notice

CLOUD_EVENT: Final = "application/cloudevents+json; charset=utf-8"
_LONGEST: Final = 120
_DAY: Final = timedelta(days=1)


def cloud_event(notice: Notice, origin: str, now: datetime) -> bytes:
    """Return the notice as a CloudEvent in structured mode (CloudEvents 1.0, JSON format)."""
    expiry = notice.expiry
    data: dict[str, Any] = {
        "kind": expiry.kind,
        "tenant_id": expiry.tenant_id or None,
        "tenant": expiry.tenant or None,
        "app_id": expiry.app_id or None,
        "owner": expiry.owner or None,
        "key_id": expiry.key_id,
        "description": expiry.description or None,
        "ends_at": _instant(expiry.ends_at),
        "days_before": notice.days,
        "summary": summary(notice, now),
        "command": command(expiry),
        "admin_center": admin_center(expiry, origin),
    }
    event = {
        "specversion": "1.0",
        "id": notice.notice_id,
        "source": f"{origin}/{expiry.tenant_id}",
        "type": f"daemonry.notice.{_event(notice, now)}",
        "subject": expiry.key_id,
        "time": _instant(notice.written_at),
        "datacontenttype": "application/json",
        "data": data,
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


def mail(delivery: Delivery, sender: str, origin: str, now: datetime) -> EmailMessage:
    """Return the notice as a mail in plain text; whatever attempt, its Message-ID is the same."""
    notice = delivery.notice
    expiry = notice.expiry
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = delivery.recipient
    message["Subject"] = summary(notice, now)
    message["Date"] = format_datetime(notice.written_at)
    domain = sender.rpartition("@")[2].rstrip(">") or "localhost"
    message["Message-ID"] = f"<{notice.notice_id}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834 section 5: no answering machines
    facts = {
        "Tenant": expiry.tenant,
        "Application": expiry.owner if expiry.app_id else "",
        "Application (client) ID": expiry.app_id,
        "Kind": expiry.kind,
        "Identifier": expiry.key_id,
        "Description": expiry.description,
        "Ends": f"{expiry.ends_at:%Y-%m-%d %H:%M} UTC",
    }
    lines = [summary(notice, now), ""]
    lines += [f"{name}: {_line(value)}" for name, value in facts.items() if value]
    lines += ["", _TO_DO[expiry.kind].advice]
    lines.append(f"  {command(expiry)}")
    lines.append(f"  or in the admin center: {admin_center(expiry, origin)}")
    message.set_content("\n".join([*lines, ""]))
    return message


def summary(notice: Notice, now: datetime) -> str:
    """Return the notice in one line."""
    expiry = notice.expiry
    if notice.is_test:
        return f"Test: notices of {_line(expiry.tenant) or 'this server'} arrive here"
    what = f"The {expiry.kind} of {_line(expiry.owner) or 'this server'}"
    where = f" in {_line(expiry.tenant)}" if expiry.tenant else ""
    if expiry.kind == SIGNING_KEY:
        return f"{what} should have been replaced"
    if expiry.is_over(now):
        return f"{what}{where} has ended"
    days = -(-expiry.left(now) // _DAY)
    return f"{what}{where} ends in {days} day{'s' if days != 1 else ''}"


def command(expiry: Expiry) -> str:
    """Return the command that does what is to be done."""
    tenant = f" --tenant {shlex.quote(expiry.tenant_id)}" if expiry.tenant_id else ""
    return f"daemonry {_TO_DO[expiry.kind].command.format(app_id=expiry.app_id)}{tenant}"


def admin_center(expiry: Expiry, origin: str) -> str:
    """Return the page of the admin center where it is done."""
    return f"{origin}/admin/{_TO_DO[expiry.kind].page.format(app_id=expiry.app_id)}"


@dataclass(frozen=True, slots=True)
class _ToDo:
    """What to do about one kind of thing, and where."""

    advice: str
    command: str
    page: str


_TO_DO: Final = {
    CLIENT_SECRET: _ToDo(
        "Make a new one, give it to the daemon, then delete the old one:",
        "secret create {app_id}",
        "apps/{app_id}/credentials",
    ),
    CERTIFICATE: _ToDo(
        "Make a new one, give it to the daemon, then remove the old one:",
        "certificate generate {app_id}",
        "apps/{app_id}/credentials",
    ),
    CERTIFICATE_AUTHORITY: _ToDo(
        "Register the authority that follows it, then remove the old one:",
        "authority add NEW-CA.crt",
        "certificate-authorities",
    ),
    TLS_CERTIFICATE: _ToDo(
        "Renew the file, then send SIGHUP to the server; see:", "doctor", "settings"
    ),
    SIGNING_KEY: _ToDo(
        "The schedule of signing keys stands still. Look at the log of the server, and at:",
        "key list",
        "signing-keys",
    ),
    TEST: _ToDo("Nothing is to be done. Who is told is set by:", "notices list", "notices"),
}


def _event(notice: Notice, now: datetime) -> str:
    if notice.is_test:
        return TEST
    return "ended" if notice.expiry.is_over(now) else "ending"


def _instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _line(text: str) -> str:
    """Return text as part of a line of a header: printable, bounded."""
    one = "".join(c if c.isprintable() else " " for c in text).strip()
    return one if len(one) <= _LONGEST else one[: _LONGEST - 1] + "…"
