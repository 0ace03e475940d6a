"""A browser without scripts: cookies, forms as they stand in pages, and what it was answered."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from tests.surface.login.arrange import ORIGIN, Server

from daemonry.directory.users import create_administrator

if TYPE_CHECKING:
    import httpx2

PASSWORD = "correct horse battery staple"
USER_NAME = "admin@contoso.onmicrosoft.com"


class PortalServer(Server):
    """The server of the other tests, with an administrator."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.administrator = self.change(create_administrator, USER_NAME, "Ada Admin", PASSWORD)


class Form(HTMLParser):
    """The fields of the last form of a page that is posted to the page itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._is_in = False
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._is_in = given.get("method") == "post" and "sign-out" not in given.get(
                "action", ""
            )
        name, value = given.get("name"), given.get("value") or ""
        if tag == "option" and self._is_in and "selected" in given:
            self.fields[self._select] = [value]
        if not self._is_in or not name or "disabled" in given:
            return
        if tag == "select":
            self._select = name
            return
        is_choice = given.get("type") in {"radio", "checkbox"}
        if tag == "input" and (not is_choice or "checked" in given):
            self.fields.setdefault(name, []).append(value)


class Browser:
    """Keeps cookies, as a browser does, and sends what one would send."""

    def __init__(self, server: PortalServer) -> None:
        self.server = server
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> httpx2.Response:
        return self._send("GET", path, headers=headers)

    def post(self, path: str, fields: dict[str, Any], **headers: str) -> httpx2.Response:
        sent = {"origin": ORIGIN, "sec-fetch-site": "same-origin"} | headers
        return self._send(
            "POST", path, data=fields, headers={k: v for k, v in sent.items() if v != "-"}
        )

    def submit(self, path: str, **typed: Any) -> httpx2.Response:
        """Open the page of a form, fill it in, and send it."""
        page = self.get(path)
        assert page.status_code == 200, (path, page.status_code)
        return self.post(path, Form(page.text).fields | typed)

    def follow(self, response: httpx2.Response) -> httpx2.Response:
        """Go where an answer leads."""
        assert response.status_code == 303, response.text
        return self.get(response.headers["location"])

    def sign_in(self, name: str = USER_NAME, password: str = PASSWORD) -> httpx2.Response:
        return self.submit("/common/sign-in", user_name=name, password=password)

    def _send(self, method: str, path: str, headers: dict[str, str], **options: Any) -> Any:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if cookie:
            headers = headers | {"cookie": cookie}
        response = self.server.send(method, path, headers=headers, **options)
        for line in response.headers.get_list("set-cookie"):
            name, _, rest = line.partition("=")
            value = rest.partition(";")[0]
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value
        return response
