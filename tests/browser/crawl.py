"""Walks the whole admin center by its links, so that a new page is looked at without being named.

What a page is, its row in the table of routes says; a row that no link leads to is found out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from daemonry.portal.routes import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.steps import Person

    from daemonry.portal.routes import Page

MOST_BYTES = 150_000
OF_EACH = 2
"""How many addresses of one row and view are opened: an API leads elsewhere than a client."""
_LINKS = (
    "[...document.querySelectorAll('a[href^=\"/admin/\"]:not([download])')]"
    ".map(a => a.getAttribute('href'))"
)
_PATTERNS = tuple((re.compile(re.sub(r"\{\w+\}", "[^/]+", page.path)), page) for page in PAGES)


def walk_every_page(person: Person, *starts: str) -> Iterator[Page]:
    """Open pages until every row was seen as often as links allow; yield the row of each.

    The page is open while its row is yielded. Deterministic: breadth first, in the order
    of the links.
    """
    waiting = list(starts)
    met = set(waiting)
    opened: Counter[tuple[Page, str]] = Counter()
    while waiting:
        address = waiting.pop(0)
        page, view = _page_of(address), _view_of(address)
        if page is None or opened[page, view] >= OF_EACH:
            continue
        opened[page, view] += 1
        answer = person.page.goto(person.server.base_url + address)
        assert answer is not None
        assert answer.status == 200, address
        assert len(answer.body()) < MOST_BYTES, address
        yield page
        links = [link.partition("#")[0] for link in person.page.evaluate(_LINKS)]
        waiting += [link for link in dict.fromkeys(links) if link not in met]
        met.update(links)


def _page_of(address: str) -> Page | None:
    path = address.partition("?")[0]
    return next((page for pattern, page in _PATTERNS if pattern.fullmatch(path)), None)


def _view_of(address: str) -> str:
    """Return what tells views of a page apart: its query, or that there is another one."""
    query = address.partition("?")[2]
    return query if not query or query.startswith("view=") else "?"
