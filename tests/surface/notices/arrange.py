"""A server that tells of what ends, and the webhook and the mail server that it tells."""

from __future__ import annotations

import asyncio
import email
import json
import ssl
from contextlib import asynccontextmanager
from email.policy import default
from typing import TYPE_CHECKING, Any

from aiosmtpd.smtp import SMTP, AuthResult
from tests.outbound.arrange import authority, ca_file, site
from tests.surface.login.arrange import ORIGIN, Server

from daemonry.directory.notices import list_notice_deliveries, set_notice_webhook
from daemonry.notices.sender import NoticeSender
from daemonry.outbound.fetcher import Fetcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from email.message import EmailMessage

HOOK = "/hooks/daemonry"
OK = b"HTTP/1.1 204 No Content\r\n\r\n"


def failing(status: int) -> bytes:
    return f"HTTP/1.1 {status} No\r\ncontent-length: 0\r\n\r\n".encode()


class Noticing(Server):
    """A server with a sender of notices that a test drives, and a webhook on loopback."""

    def __init__(self, runner, services, clock):
        super().__init__(runner, services, clock)
        self.sender = self.new_sender()
        self._hook = site()
        self.hook = self.run(self._hook.__aenter__())
        self.hook.answers[HOOK] = OK

    def new_sender(self, **changes: Any) -> NoticeSender:
        settings = self.services.settings
        fetcher = Fetcher(
            private_hosts=frozenset(settings.private_webhook_hosts),
            private_ca=settings.private_webhook_ca,
            setting="DAEMONRY_PRIVATE_WEBHOOK_HOSTS",
            **changes,
        )
        return NoticeSender(self.services, ORIGIN, fetcher)

    @property
    def hook_url(self) -> str:
        return self.hook.url + HOOK

    def set_webhook(self, url: str | None = None) -> str:
        chosen = self.hook_url if url is None else url
        secret: str = self.change(set_notice_webhook, chosen, self.services.vault)
        return secret

    def tell(self, sender: NoticeSender | None = None) -> None:
        """Look at what ends and send what is due."""
        sender = sender or self.sender
        self.run(sender.look())
        self.run(sender.send_due())

    def deliveries(self) -> Any:
        return self.change(list_notice_deliveries, limit=50)

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.hook.bodies]

    def headers(self, index: int = -1) -> dict[str, str]:
        lines = self.hook.heads[index].decode().splitlines()[1:]
        return dict(line.lower().split(": ", 1) for line in lines if line)


class Mailbox:
    """Takes every message but those to ``refused``."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.texts: list[bytes] = []
        self.logins: list[Any] = []
        self.refused = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if address == self.refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - likewise
        assert session.ssl is not None
        self.texts.append(envelope.content)
        self.messages.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def authenticate(self, server, session, envelope, mechanism, auth_data):
        self.logins.append((auth_data.login, auth_data.password))
        return AuthResult(success=True)


@asynccontextmanager
async def mail_server(mailbox: Mailbox, port: int, *, with_tls: bool = True) -> AsyncIterator[None]:
    """Serve SMTP on loopback; with TLS nothing is taken without."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority().issue_cert("localhost").configure_cert(context)

    def protocol() -> SMTP:
        return SMTP(
            mailbox,
            hostname="localhost",
            tls_context=context if with_tls else None,
            require_starttls=with_tls,
            authenticator=mailbox.authenticate,
            auth_required=with_tls,
        )

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", port)
    try:
        yield
    finally:
        server.close()


__all__ = ["HOOK", "OK", "Mailbox", "Noticing", "ca_file", "failing", "mail_server"]
