from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.surface.graph.test_graph import Caller
from tests.surface.login.arrange import opened_server
from tests.surface.login.people import USER_NAME, PeopleServer, Visitor

from daemonry.model.first_party import GRAPH_APP_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERYTHING = tuple(role.value for role in GRAPH_APP_ROLES if role.value)


class WholeServer(PeopleServer):
    """A server with people, a client of each kind, and an administrator over Graph."""

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.device = self.register("a television", is_fallback_public_client=True)
        self.graph = Caller(self, *EVERYTHING)
        self.person_browser = Visitor(self).sign_in_as()
        self.admin_browser = Visitor(self).sign_in_as(USER_NAME)

    def tokens_of_person(self):
        return self.redeem(self.person_browser.code(self)).json()

    def device_code(self):
        form = {"client_id": self.device.app_id, "scope": self.scope}
        path = f"/{self.tenant.tenant_id}/oauth2/v2.0/devicecode"
        return self.send("POST", path, data=form).json()


@pytest.fixture(scope="package")
def server(tmp_path_factory) -> Iterator[WholeServer]:
    data = tmp_path_factory.mktemp("security") / "data"
    with opened_server(data, kind=WholeServer) as running:
        yield running
