"""Microsoft Graph over the wire, as far as the tests need it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

JSON = dict[str, Any]


def get_access_token(
    http: httpx2.Client, token_endpoint: str, client_id: str, client_secret: str, scope: str
) -> str:
    """Return an app-only token (RFC 6749 section 4.4.2)."""
    form = {
        "grant_type": "client_credentials",
        "client_id": client_id,
        "client_secret": client_secret,
        "scope": scope,
    }
    response = http.post(token_endpoint, data=form)
    assert response.status_code == 200, response.text
    return str(response.json()["access_token"])


class Graph:
    """Calls with a bearer token; each verb asserts the status it expects."""

    def __init__(self, http: httpx2.Client, base_url: str, access_token: str) -> None:
        self._http = http
        self._base_url = base_url
        self._headers = {"Authorization": f"Bearer {access_token}"}

    def get(self, path: str, status: int = 200) -> JSON:
        return self._json("GET", path, None, status)

    def create(self, path: str, body: JSON) -> JSON:
        return self._json("POST", path, body, 201)

    def act(self, path: str, body: JSON, status: int = 200) -> JSON:
        return self._json("POST", path, body, status)

    def update(self, path: str, body: JSON) -> None:
        self._json("PATCH", path, body, 204)

    def delete(self, path: str) -> None:
        self._json("DELETE", path, None, 204)

    def _json(self, method: str, path: str, body: JSON | None, status: int) -> JSON:
        url = f"{self._base_url}{path}"
        response = self._http.request(method, url, json=body, headers=self._headers)
        assert response.status_code == status, f"{method} {path}: {response.text}"
        return response.json() if response.content else {}
