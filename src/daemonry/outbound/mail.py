"""Mail by the operator's own server, over TLS unless the operator turned that off.

Of the standard library: a message or two a day need no more than a thread. The server is
named in the settings, not by tenants, so it may be in a private network.
"""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

SMTPSecurity = Literal["starttls", "tls", "none"]
_PERMANENT: Final = 500
_SENDERS: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")
"""Apart from the threads that hash passwords and read logs: a mail server may hang."""


class MailError(OSError):
    """The message was not taken. ``is_final`` tells that the server will never take it.

    The text holds a status code at most, never what the other side said.
    """

    def __init__(self, words: str, *, is_final: bool = False) -> None:
        super().__init__(words)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in (RFC 6409). ``timeout`` is in seconds, for each step.

    ``starttls`` never falls back to plain text (RFC 8314 section 3); ``ca`` is a PEM file
    in place of the system's CAs.
    """

    host: str
    port: int
    security: SMTPSecurity = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca: Path | None = None
    timeout: float = 10.0

    async def send(self, message: EmailMessage) -> None:
        """Hand a message in. Raises MailError."""
        try:
            await asyncio.get_running_loop().run_in_executor(_SENDERS, self._send, message)
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _ in error.recipients.values()), default=0)
            raise MailError(
                f"{self.host}: the recipient is refused ({code})", is_final=code >= _PERMANENT
            ) from None
        except smtplib.SMTPResponseException as error:
            raise MailError(f"{self.host}: status {error.smtp_code}") from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise MailError(f"{self.host}: {type(error).__name__}") from None

    def _send(self, message: EmailMessage) -> None:
        context = ssl.create_default_context(cafile=self.ca)
        connection = (
            smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
            if self.security == "tls"
            else smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        )
        with connection as server:
            if self.security == "starttls":
                server.starttls(context=context)
            if self.user is not None:
                server.login(self.user, self.password or "")
            server.send_message(message)
