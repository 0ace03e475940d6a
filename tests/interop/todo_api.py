"""The to-do API of the tutorial as a server of its own, for an application of the test's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
