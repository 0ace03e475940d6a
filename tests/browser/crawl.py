"""Walks the whole admin center by its links, so that a new page is looked at without being named.

What a page is, its row in the table of routes says; a row that no link leads to is found out.
A row is opened in the browser once. Its further addresses are only fetched, for their links.
"""

from __future__ import annotations

import html
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
"""How many addresses of one row and view are read: an API leads elsewhere than a client."""
_LINK = re.compile(r'href="(/admin/[^"#]*)')
_PATTERNS = tuple((re.compile(re.sub(r"\{\w+\}", "[^/]+", page.path)), page) for page in PAGES)


def walk_every_page(person: Person, *starts: str) -> Iterator[Page]:
    """Read pages until every row was seen as often as links allow; yield each row once.

    The page is open while its row is yielded. Deterministic: breadth first, in the order
    of the links.
    """
    waiting = list(starts)
    met = set(waiting)
    read: Counter[tuple[Page, str]] = Counter()
    opened: set[Page] = set()
    while waiting:
        address = waiting.pop(0)
        page, view = _page_of(address), _view_of(address)
        if page is None or page.is_file or read[page, view] >= OF_EACH:
            continue
        read[page, view] += 1
        is_new = page not in opened
        opened.add(page)
        text = _text_of(person, address, is_opened=is_new)
        if is_new:
            yield page
        links = [html.unescape(link) for link in _LINK.findall(text)]
        waiting += [link for link in dict.fromkeys(links) if link not in met]
        met.update(links)


def _text_of(person: Person, address: str, *, is_opened: bool) -> str:
    goto = person.page.goto if is_opened else person.page.context.request.get
    answer = goto(person.server.base_url + address)
    assert answer is not None
    assert answer.status == 200, address
    body = answer.body()
    assert len(body) < MOST_BYTES, address
    return body.decode("utf-8")


def _page_of(address: str) -> Page | None:
    path = address.partition("?")[0]
    return next((page for pattern, page in _PATTERNS if pattern.fullmatch(path)), None)


def _view_of(address: str) -> str:
    """Return what tells views of a page apart: its query, or that there is another one."""
    query = address.partition("?")[2]
    return query if not query or query.startswith("view=") else "?"
