"""The tutorial by one YAML file, up to the to-dos that the Node.js daemon prints over TLS."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.interop.dev_server import running_dev_server
from tests.interop.programs import PROGRAMS
from tests.interop.todo_api import PROGRAM, todo_api

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.interop

EXAMPLE = Path(__file__).parents[2] / "docs/examples/tutorial.yaml"
NODE = PROGRAMS[0]
ANSWER_SECONDS = 60


def daemonry(data: Path, *arguments: str) -> Any:
    """Run a command on the tenant fabrikam of a data directory and return its result."""
    done = subprocess.run(
        [PROGRAM, *arguments, "--data", str(data), "-o", "json"],
        capture_output=True,
        text=True,
        timeout=ANSWER_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_whole_tutorial_by_one_yaml_file(
    node_packages: Callable[[], None], tmp_path: Path
) -> None:
    node_packages()
    data = tmp_path / "data"
    with running_dev_server("--data", str(data)) as server:
        made = daemonry(data, "tenant", "create", "Fabrikam", "--subdomain", "fabrikam")
        here = ("--tenant", "fabrikam")
        done = daemonry(data, "apply", str(EXAMPLE), "--yes", *here)
        app_ids = {change["name"]: change["identifier"] for change in done["changes"]}
        secret = daemonry(data, "secret", "create", "ciam-client-app", *here)["secret"]
        authority = f"{server.base_url}/{made['tenant_id']}"
        with todo_api(data, authority, app_ids["ciam-ToDoList-api"]) as endpoint:
            settings = NODE.settings(
                server,
                AUTHORITY=authority,
                CLIENT_ID=app_ids["ciam-client-app"],
                CLIENT_SECRET=secret,
                SCOPES=f"api://{app_ids['ciam-ToDoList-api']}",
                API_ENDPOINT=endpoint,
            )
            added = NODE.run(settings, "--op", "addToDo", "--description", "By one file").json()
            assert NODE.run(settings, "--op", "getToDos").json() == [added]
        assert daemonry(data, "plan", str(EXAMPLE), *here)["changes"] == []
