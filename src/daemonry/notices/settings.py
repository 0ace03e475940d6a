"""What the settings say of notices: to whom, how long before, and by which mail server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.notices import ServerNotices
from daemonry.notices.signature import parse_webhook_secret
from daemonry.oauth.external_issuer import https_host
from daemonry.outbound.mail import MailServer

if TYPE_CHECKING:
    from daemonry.settings import Settings


def server_notices(settings: Settings) -> ServerNotices:
    """Return what the operator chose."""
    return ServerNotices(
        days=settings.notice_days,
        webhook_url=settings.notice_webhook,
        mails=tuple(address.strip() for address in settings.notice_mail if address.strip()),
        sends_mail=mail_server(settings) is not None,
    )


def mail_server(settings: Settings) -> MailServer | None:
    """Return how mail leaves, None when it does not."""
    if settings.smtp_host is None or settings.smtp_from is None:
        return None
    secret = settings.smtp_password
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=secret.get_secret_value() if secret is not None else None,
        ca=settings.smtp_ca,
    )


def check_notice_settings(settings: Settings) -> None:
    """Raise ValueError, with what to do, for settings of notices that contradict each other."""
    url, secret = settings.notice_webhook, settings.notice_webhook_secret
    if (url is None) != (secret is None):
        raise ValueError(
            "Set both DAEMONRY_NOTICE_WEBHOOK and DAEMONRY_NOTICE_WEBHOOK_SECRET, or neither."
        )
    if url is not None and secret is not None:
        try:
            https_host(url)
            parse_webhook_secret(secret.get_secret_value())
        except ValueError as error:
            raise ValueError(
                f"The webhook of notices and its secret do not fit: {error}."
            ) from None
    if settings.smtp_host is not None and settings.smtp_from is None:
        raise ValueError("Set DAEMONRY_SMTP_FROM, the address that notices come from.")
    if settings.smtp_security == "none" and settings.smtp_password is not None:
        raise ValueError("A password needs TLS: set DAEMONRY_SMTP_SECURITY to starttls or tls.")
