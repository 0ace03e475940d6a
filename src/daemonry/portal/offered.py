"""Which links a page offers: one that leads to a form of no use is greyed, and says why.

It is done to the finished page, so that no template can forget it. Menus stay: what they
lead to is there to be read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

from daemonry.model.errors import ForbiddenError, NotFoundError
from daemonry.portal import rights
from daemonry.portal.routes import find_page

if TYPE_CHECKING:
    from daemonry.portal.call import Call
    from daemonry.portal.routes import Page

PLACE: Final = '<div id="needs"></div>'
"""Where ``base.html`` lets a page say what is missing."""
_MAIN: Final = '<main id="main"'
_LINK: Final = re.compile(r'<a ([^>]*)href="(/admin/[^"]*)"([^>]*)>')
_CLASS: Final = re.compile(r'class="([^"]*)"')
_LOUD: Final = frozenset({"primary", "risky"})


async def withhold(call: Call, body: bytes) -> bytes:
    """Return the page without links to forms that would be refused for want of a right."""
    before, main, page = body.decode("utf-8").partition(_MAIN)
    refused: dict[str, str] = {}
    for _, address, _ in _LINK.findall(page):
        if address not in refused:
            refusal = await _refusal_at(call, unescape(address))
            if refusal is not None:
                refused[address] = refusal.hint
    if not refused:
        return body
    reasons = list(dict.fromkeys(refused.values()))

    def greyed(link: re.Match[str]) -> str:
        reason = refused.get(link[2])
        if reason is None:
            return link[0]
        return f'<a {_muted(link[1] + link[3])} aria-describedby="need-{reasons.index(reason)}">'

    notes = "".join(
        f'<p id="need-{number}">{escape(reason)}</p>' for number, reason in enumerate(reasons)
    )
    said = f'<div class="needs" role="note"><p>Greyed here:</p>{notes}</div>'
    return (before + main + _LINK.sub(greyed, page).replace(PLACE, said)).encode("utf-8")


async def refusal_of(call: Call, page: Page) -> ForbiddenError | None:
    """Return why this person's form on a page would be refused for want of a right, or None."""
    if not page.is_change:
        return None
    try:
        if page.require is not None:
            await page.require(call)
    except ForbiddenError as refusal:
        return refusal
    return await rights.refusal_of(call, rights.need_of(page.path))


async def _refusal_at(call: Call, address: str) -> ForbiddenError | None:
    target = urlsplit(address)
    found = find_page(target.path)
    if found is None or found[0].is_view:
        return None
    page, params = found
    try:
        return await refusal_of(
            replace(call, params=params, query=dict(parse_qsl(target.query))), page
        )
    except NotFoundError:  # which its own page says
        return None


def _muted(attributes: str) -> str:
    """Return the attributes of a link that leads nowhere."""
    styled = _CLASS.search(attributes)
    words = [] if styled is None else styled[1].split()
    kept = " ".join([*(word for word in words if word not in _LOUD), "off"])
    rest = _CLASS.sub("", attributes).strip()
    return f'class="{kept}" role="link" aria-disabled="true" {rest}'.strip()
