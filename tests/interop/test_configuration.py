"""The tutorial by one YAML file, up to the to-dos that the Node.js daemon prints over TLS."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.interop.dev_server import running_dev_server
from tests.interop.programs import PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.interop

EXAMPLE = Path(__file__).parents[2] / "docs/examples/tutorial.yaml"
NODE = PROGRAMS[0]
PROGRAM = str(Path(sys.executable).parent / "daemonry")
ANSWER_SECONDS = 60
STOP_SECONDS = 20


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


@contextmanager
def todo_api(data: Path, authority: str, audience: str) -> Iterator[str]:
    """Serve the to-do API for an application and yield its address."""
    options = {"--authority": f"{authority}/v2.0", "--audience": audience, "--data": str(data)}
    arguments = [word for option in options.items() for word in option]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DAEMONRY_")}
    with subprocess.Popen(
        [PROGRAM, "todo-api", *arguments], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())["todo_api_url"]
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


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
