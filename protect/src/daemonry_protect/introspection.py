"""Asking the authority whether a token is still active (RFC 7662): it may have been revoked.

The one question that a signature cannot answer. Only tokens that passed every other
check are asked about, at the address that the operator configured.
"""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING, Final

from daemonry_protect import errors
from daemonry_protect.authority import FetchError, fetch_introspection
from daemonry_protect.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2

    from daemonry_protect.settings import Settings

_log = logging.getLogger("daemonry_protect")
_MAX_REMEMBERED: Final = 10_000


class Introspection:
    """Whether tokens are active, as the authority says now.

    An active token is believed for ``introspection_cache`` seconds; nothing is believed
    of an inactive one, so that a mistake mends itself. ``clock`` returns Unix seconds.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], float],
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._transport = transport
        self._active_until: dict[bytes, float] = {}

    async def require_active(self, token: str) -> None:
        """Raise AccessError unless the authority calls the token active (401), or answers (503)."""
        digest, now = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest(), self._clock()
        if now < self._active_until.get(digest, 0):
            return
        try:
            answer = await fetch_introspection(self._settings, token, self._transport)
        except FetchError as error:
            _log.warning("A token cannot be introspected: %s", error)
            raise AccessError(errors.INTROSPECTION_UNAVAILABLE, retry_after=1) from None
        if not isinstance(answer, dict) or answer.get("active") is not True:
            self._active_until.pop(digest, None)
            raise AccessError(errors.TOKEN_REVOKED)
        if self._settings.introspection_cache > 0:
            while len(self._active_until) >= _MAX_REMEMBERED:
                del self._active_until[next(iter(self._active_until))]
            self._active_until[digest] = now + self._settings.introspection_cache
