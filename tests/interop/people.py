"""A person at a real server: a browser without scripts, over TLS, that signs in and agrees."""

from __future__ import annotations

import ssl
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx2

if TYPE_CHECKING:
    from tests.interop.dev_server import DevServer

MOST_PAGES = 12


class Page(HTMLParser):
    """The last form of a page, and where its first link leads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.action, self.link = "", ""
        self.fields: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action, self.fields = given.get("action", ""), {}
        elif tag == "input" and given.get("type", "text") not in {"checkbox", "radio"}:
            self.fields[given.get("name", "")] = given.get("value", "")
        elif tag == "a":
            self.link = self.link or given.get("href", "")


class Person:
    """Signs in as the administrator of the seeded tenant and consents for everybody."""

    def __init__(self, server: DevServer) -> None:
        self._server = server
        context = ssl.create_default_context(cafile=server.ca_file)
        self._client = httpx2.Client(verify=context, base_url=server.base_url)

    def close(self) -> None:
        self._client.close()

    def visit(self, address: str, **typed: str) -> str:
        """Go on from an address until the server leads elsewhere or has no more to ask.

        ``typed`` is what to fill in besides user name and password. Returns the address
        elsewhere, or the text of the last page. A form for elsewhere is posted there.
        """
        response = self._client.get(address)
        for _ in range(MOST_PAGES):
            location = response.headers.get("location")
            if location is not None:
                where = urljoin(str(response.url), location)
            else:
                page = Page(response.text)
                if not page.action and 'http-equiv="refresh"' in response.text:
                    where = urljoin(str(response.url), page.link)
                elif not page.action:
                    return response.text
                elif page.action.startswith("http"):
                    return self._post_elsewhere(page)
                else:
                    response = self._send(page, typed)
                    continue
            if not where.startswith(self._server.base_url):
                return where
            response = self._client.get(where)
        raise AssertionError(f"The pages have no end: {response.url}")

    def _send(self, page: Page, typed: dict[str, str]) -> httpx2.Response:
        known = {
            "user_name": self._server.admin_username,
            "password": self._server.admin_password,
            "decision": "accept",
            "everybody": "yes",
        } | typed
        fields = page.fields | {
            name: value
            for name, value in known.items()
            if name in page.fields or name in {"decision", "everybody"}
        }
        headers = {"origin": self._server.base_url, "sec-fetch-site": "same-origin"}
        response = self._client.post(page.action, data=fields, headers=headers)
        assert response.status_code < 400, response.text
        return response

    def _post_elsewhere(self, page: Page) -> str:
        answer = httpx2.post(page.action, data=page.fields)
        return answer.text
