"""How many statements a page costs, and that it is the same for a large directory."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from daemonry.directory.applications import create_application
from daemonry.directory.service_principals import create_service_principal

BOUNDS = {
    "/admin/": 14,
    "/admin/tenant": 10,
    "/admin/apps": 10,
    "/admin/enterprise-apps": 10,
    "/admin/search?q=app": 10,
    "/admin/errors": 8,
    "/admin/errors/7000215": 10,
    "/admin/sign-in-logs": 8,
    "/admin/audit-logs": 8,
}
MANY = 60


@pytest.fixture(scope="module")
def statements(server, admin):
    """Return what counts the statements of a page, over directory and records."""
    store = server.services.store
    engines = [store.directory._engine.sync_engine, store.sign_in_log._engine.sync_engine]

    def count(path: str) -> int:
        admin.get(path)  # templates and memory are warm afterwards
        seen: list[str] = []

        def note(_connection, _cursor, text, *_rest):
            if text.startswith("SELECT"):
                seen.append(text)

        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        try:
            assert admin.get(path).status_code == 200
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    return count


def test_no_page_costs_more_statements_in_a_larger_directory(server, statements):
    _register(server, "app first")
    few = {path: statements(path) for path in BOUNDS}
    assert {path: n for path, n in few.items() if n > BOUNDS[path]} == {}
    for number in range(MANY):
        _register(server, f"app {number:03}")
    assert {path: statements(path) for path in BOUNDS} == few


def _register(server, name: str) -> None:
    made = server.change(create_application, {"display_name": name})
    server.change(create_service_principal, made.app_id)
