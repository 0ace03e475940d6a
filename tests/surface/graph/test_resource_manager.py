"""What the Azure CLI and Terraform ask before they come to Microsoft Graph."""

import pytest
from tests.surface.graph.test_graph import Caller, error, server  # noqa: F401 - the fixture

ORIGIN = "https://localhost:8443"


def test_everything_is_found_from_one_url_without_a_token(server):  # noqa: F811 - the fixture
    cloud = server.send("GET", "/metadata/endpoints?api-version=2022-09-01").json()
    assert cloud["authentication"]["loginEndpoint"] == ORIGIN
    assert cloud["authentication"]["audiences"] == [f"{ORIGIN}/arm"]
    assert cloud["resourceManager"] == ORIGIN
    assert cloud["microsoftGraphResourceId"] == f"{ORIGIN}/"
    assert isinstance(cloud["suffixes"], dict)
    assert server.send("GET", "/metadata/endpoints/?api-version=2019-05-01").json() == [cloud]


ALIASES = [
    f"{ORIGIN}//.default",
    f"{ORIGIN}/.default",
    "https://localhost/.default",
    "https://graph.microsoft.com/.default",
    "https://graph.microsoft.com//.default",
    "00000003-0000-0000-c000-000000000000/.default",
    f"{ORIGIN}/arm/.default",
    f"{ORIGIN}/arm//.default",
]


@pytest.mark.parametrize("scope", ALIASES)
def test_a_token_by_any_name_of_the_management_api_is_good_for_it(server, scope):  # noqa: F811 - the fixture
    caller = Caller(server, "Application.Read.All")
    daemon = caller.daemon
    response = server.token(
        client_id=daemon.application.app_id, client_secret=daemon.secret, scope=scope
    )
    caller.token = response.json()["access_token"]
    assert caller("GET", "/applications?$top=1").status_code == 200


def test_there_are_no_subscriptions_and_one_tenant(server):  # noqa: F811 - the fixture
    caller = Caller(server)
    headers = {"authorization": f"Bearer {caller.token}"}
    found = server.send("GET", "/subscriptions?api-version=2022-12-01", headers=headers).json()
    assert found["value"] == []
    (tenant,) = server.send("GET", "/tenants?api-version=x", headers=headers).json()["value"]
    assert tenant["tenantId"] == server.tenant.tenant_id
    assert tenant["defaultDomain"] == server.tenant.initial_domain
    for method, path in (("GET", "/providers/x"), ("PUT", "/subscriptions")):
        assert error(server.send(method, path, headers=headers)) == (404, "NotFound")
    assert server.send("GET", "/subscriptions").status_code == 401
