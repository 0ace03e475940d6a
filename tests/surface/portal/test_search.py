"""Search by old and new names, by name and by identifier; and commands that can be typed."""

from __future__ import annotations

import html
import re
import shlex
from urllib.parse import quote

import pytest
from tests.surface.portal.test_pages import register

from daemonry.cli.program import build_program
from daemonry.portal.routes import PAGES

OF_EACH = 2


@pytest.mark.parametrize(
    ("typed", "address"),
    {
        "app reg": "/admin/apps",
        "App registrations (Legacy)": "/admin/apps",
        "azure ad": "/admin/tenant",
        "Entra ID > App registrations": None,
        "service principal": "/admin/enterprise-apps",
        "enterprise apps": "/admin/enterprise-apps",
        "diagnose": "/admin/errors",
        "directories + subscriptions": "/admin/tenants",
        "roles & admins": "/admin/roles",
        "all users": "/admin/users",
        "rollover": "/admin/signing-keys",
        "7000215": "/admin/errors/7000215",
        "AADSTS500011": "/admin/errors/500011",
        "": "/admin/",
    }.items(),
)
def test_pages_are_found_by_the_names_of_either_portal(admin, typed, address):
    """Complaint 11: labels and paths moved."""
    page = admin.get(f"/admin/search?q={quote(typed)}").text
    found = re.findall(r'<li><a href="([^"]+)"', page)
    assert address is None or address in found


def test_every_page_of_the_menu_is_found_by_its_name(admin):
    menu = admin.get("/admin/").text.partition('id="menu"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', menu)
    assert len(links) > 10
    for address, name in links:
        page = admin.get(f"/admin/search?q={quote(html.unescape(name))}").text
        assert f'<li><a href="{address}"' in page, name


def test_an_identifier_of_any_kind_leads_to_its_object(server, admin):
    """Complaint 10: two object IDs."""
    app, principal = server.daemon.application, server.daemon.principal
    server.token(client_id=app.app_id)
    expected = {
        app.app_id: {f"/admin/apps/{app.app_id}", f"/admin/enterprise-apps/{principal.object_id}"},
        app.object_id: {f"/admin/apps/{app.app_id}"},
        principal.object_id: {f"/admin/enterprise-apps/{principal.object_id}"},
        server.tenant.tenant_id: {"/admin/tenant"},
        server.administrator.object_id: {f"/admin/users/{server.administrator.object_id}"},
        app.app_id.upper(): {f"/admin/apps/{app.app_id}"},
    }
    for typed, addresses in expected.items():
        page = admin.get(f"/admin/search?q={typed}").text
        assert addresses <= set(re.findall(r'<li><a href="([^"]+)"', page)), typed
    refused = server.token(client_secret="wrong").json()
    page = admin.get(f"/admin/search?q={refused['correlation_id']}").text
    assert f"/admin/sign-in-logs/{refused['correlation_id']}" in page


def test_objects_are_found_by_how_their_name_begins_and_markup_stays_text(admin):
    address = register(admin, "findable-<b>daemon</b>")
    page = admin.get("/admin/search?q=FINDABLE").text
    assert address in page
    assert "<b>daemon" not in page
    assert "Ada Admin (admin@contoso" in admin.get("/admin/search?q=ada").text
    assert "No results" in admin.get("/admin/search?q=%3Cscript%3E").text


def crawl(admin, *starts):
    """Yield address and text of pages, at most two of each row of the table."""
    patterns = [(re.compile(re.sub(r"\{\w+\}", "[^/]+", page.path)), page) for page in PAGES]
    waiting, met, opened = list(starts), set(starts), {}
    while waiting:
        address = waiting.pop(0)
        path = address.partition("?")[0]
        page = next((page for pattern, page in patterns if pattern.fullmatch(path)), None)
        if page is None or page.is_file or opened.get(page, 0) >= OF_EACH:
            continue
        opened[page] = opened.get(page, 0) + 1
        text = admin.get(address).text
        yield address, text
        links = [html.unescape(link) for link in re.findall(r'href="(/admin/[^"#]*)', text)]
        waiting += [link for link in dict.fromkeys(links) if link not in met]
        met.update(links)


def parse(command: str) -> None:
    """Parse a command line with the real program, without running it."""
    for line in command.split(" && "):
        words = [__file__ if word == "FILE" else word for word in shlex.split(line)]
        assert words[0] == "daemonry"
        group, context, rest = build_program(), None, words[1:]
        while hasattr(group, "resolve_command"):
            context = group.make_context("daemonry", list(rest), parent=context)
            name, group, rest = group.resolve_command(
                context, [*context._protected_args, *context.args]
            )
        if "--help" not in rest:
            group.make_context(name, list(rest), parent=context)


def test_every_page_shows_a_command_that_the_program_understands_or_a_graph_call(admin):
    wrong, without = {}, []
    for address, text in crawl(admin, "/admin/"):
        found = re.search(r'<code id="cli">([^<]+)</code>', text)
        if found is None:
            if '<code id="graph">' not in text:
                without.append(address)
            continue
        command = html.unescape(found.group(1))
        try:
            parse(command)
        except Exception as error:  # noqa: BLE001 - whatever the parser raises
            wrong[address] = f"{command}: {error}"
    assert (wrong, without) == ({}, [])
