"""Paths become templates; what is no route becomes nothing at all."""

from __future__ import annotations

import pytest

from daemonry.app import DELEGATED_TAILS
from daemonry.graph.routes import ROUTES
from daemonry.portal.routes import PAGES
from daemonry.watching.routes import route_of
from daemonry.web.counts import NO_ROUTE, method_label


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_of_the_management_api_has_its_template(route):
    path = f"/v1.0/{route.path.replace('*', '0c1d2e3f-0000-4000-8000-000000000001')}"
    assert route_of(route.method, path) == ("graph", f"/v1.0/{route.path}")


@pytest.mark.parametrize("tail", sorted(DELEGATED_TAILS), ids="/".join)
def test_every_page_of_the_authority_has_its_template(tail):
    name = "/".join(tail)
    assert route_of("GET", f"/contoso/{name}") == ("authority", f"/{{tenant}}/{name}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_of_the_admin_center_has_its_template(page):
    path = page.path.replace("{", "").replace("}", "")
    surface, template = route_of("GET", path)
    assert surface == "portal"
    assert template != NO_ROUTE


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/livez", ("other", "/livez")),
        (
            "/contoso/v2.0/.well-known/openid-configuration",
            ("authority", "/{tenant}/v2.0/.well-known/openid-configuration"),
        ),
        ("/x/discovery/v2.0/keys", ("authority", "/{tenant}/discovery/v2.0/keys")),
        (
            "/contoso/oauth2/v2.0/authorize",
            ("authority", "/{tenant}/oauth2/v2.0/authorize"),
        ),
        ("/contoso/oauth2/logout", ("authority", "/{tenant}/oauth2/logout")),
        ("/contoso/v2.0/adminconsent", ("authority", "/{tenant}/v2.0/adminconsent")),
        ("/contoso/sign-in/factor", ("authority", "/{tenant}/sign-in/factor")),
        ("/setup/0123456789abcdef", ("authority", "/setup/{link}")),
        ("/devicelogin", ("authority", "/devicelogin")),
        ("/oidc/userinfo", ("graph", "/oidc/userinfo")),
        ("/oidc/made-up", ("other", NO_ROUTE)),
        ("/v1.0/$batch", ("graph", "/v1.0/$batch")),
        ("/v1.0/nothing/of/the/sort", ("graph", NO_ROUTE)),
        ("/static/style.0123abcd.css", ("other", "/static/{file}")),
        ("/admin/wp-login.php", ("portal", NO_ROUTE)),
        ("/../../etc/passwd", ("other", NO_ROUTE)),
        ("/", ("other", NO_ROUTE)),
        ("", ("other", NO_ROUTE)),
    ],
)
def test_other_paths(path, expected):
    assert route_of("GET", path) == expected


def test_l4_a_method_that_a_client_made_up_is_no_label():
    assert method_label("PATCH") == "PATCH"
    assert method_label("X" * 100) == NO_ROUTE
