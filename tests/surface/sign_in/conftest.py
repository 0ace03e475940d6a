"""The server and the browsers of the admin center's tests."""

from tests.surface.portal.conftest import server, stranger

__all__ = ["server", "stranger"]
