"""The to-do API of the tutorial as a server of its own, for an application of the test's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.interop.programs import PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.interop.dev_server import DevServer

PROGRAM = str(Path(sys.executable).parent / "daemonry")
STOP_SECONDS = 20


@contextmanager
def todo_api(data: Path, authority: str, audience: str) -> Iterator[str]:
    """Serve the to-do API for an application and yield its address.

    ``data`` is the directory of the server, whose certificate it shares; ``authority``
    is ``{origin}/{tenant}`` and ``audience`` the API's client ID.
    """
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


def to_dos_by_node(
    server: DevServer, *, api_app_id: str, client_id: str, client_secret: str
) -> list[Any]:
    """Return the to-dos that the Node.js daemon prints, both registered by some tool.

    What the server keeps lies beside its CA.
    """
    node = PROGRAMS[0]
    with todo_api(Path(server.ca_file).parent, server.authority.rstrip("/"), api_app_id) as url:
        settings = node.settings(
            server,
            CLIENT_ID=client_id,
            CLIENT_SECRET=client_secret,
            SCOPES=f"api://{api_app_id}",
            API_ENDPOINT=url,
        )
        found: list[Any] = node.run(settings, "--op", "getToDos").json()
        return found
