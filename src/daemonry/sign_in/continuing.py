"""Where a person may be led after signing in: to pages of this server that need one.

An allow list of our own paths, so that the sign-in page is no open redirector
(RFC 9700 section 4.11).
"""

from __future__ import annotations

import re
from typing import Final

HOME: Final = "/admin/"
_LONGEST: Final = 8192
_TENANT: Final = r"/[A-Za-z0-9][A-Za-z0-9.-]{0,252}"
_SEGMENT: Final = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+"
_PORTAL: Final = re.compile(rf"/admin/(?:{_SEGMENT}(?:/{_SEGMENT})*)?")
_AUTHORITY: Final = re.compile(
    rf"(?:{_TENANT})?/(?:oauth2/(?:v2\.0/)?(?:authorize|deviceauth|logout)|(?:v2\.0/)?adminconsent)"
    rf"|(?:{_TENANT})?/devicelogin|{_TENANT}/sign-in/(?:enrolment|new-passkey)"
)


def safe_continue(wanted: str) -> str:
    """Return where to go: the address asked for when it is one of ours that may be, or home."""
    path = wanted.partition("?")[0]
    is_plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    is_known = _PORTAL.fullmatch(path) or _AUTHORITY.fullmatch(path)
    return wanted if is_plain and is_known and len(wanted) <= _LONGEST else HOME


def leads_elsewhere(address: str) -> bool:
    """Tell whether what is there may lead on to the site of a client."""
    return not address.startswith(HOME)
