"""The whole tutorial by Terraform or OpenTofu with the azuread provider, up to the to-dos.

``python -m tests.interop.terraform`` applies ``clients/terraform`` to a server of its own,
plans again and finds nothing to change, lets the Node.js daemon print the to-dos with the
secret and with the certificate that were made, and destroys everything.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.interop.dev_server import running_dev_server
from tests.interop.node_packages import install_node_packages
from tests.interop.programs import CLIENTS, NODE_DAEMON, PROGRAMS
from tests.interop.todo_api import todo_api

from daemonry.cli.certificate_files import write_pair
from daemonry.jose.jwk import make_signing_key
from daemonry.storage.system import SystemClock

if TYPE_CHECKING:
    from tests.interop.dev_server import DevServer

NODE = PROGRAMS[0]
CONFIGURATION = "TF_CLI_CONFIG_FILE"
OVERRIDES = "dev_overrides"
"""What stands in a CLI configuration that brings the provider itself; nothing to install then."""
WORKLOAD = {"issuer": "https://token.actions.githubusercontent.com", "subject": "repo:acme/todo"}


class Terraform:
    """``terraform`` or ``tofu`` in a copy of the tutorial's configuration."""

    def __init__(self, program: str, directory: Path, server: DevServer, pem: str) -> None:
        self._program, self._directory = program, directory
        self._server = server
        self._variables = {
            "TF_VAR_certificate": pem,
            "TF_VAR_workload": json.dumps(WORKLOAD),
            "ARM_METADATA_HOSTNAME": urlsplit(server.base_url).netloc,
            "ARM_TENANT_ID": server.tenant_id,
            "ARM_CLIENT_ID": server.management_client_id,
            "ARM_CLIENT_SECRET": server.management_client_secret,
        }

    def install_provider(self) -> None:
        """Let ``init`` find the provider, where the user's configuration does not name one."""
        file = os.environ.get(CONFIGURATION)
        if file and OVERRIDES in Path(file).read_text(encoding="utf-8"):
            return
        if self._run("init", "-input=false", "-no-color", ca_file=None) != 0:
            sys.exit(
                "The azuread provider is not to be had. Either let this machine reach the"
                f" provider's registry or a mirror of it, or name in {CONFIGURATION} a CLI"
                f" configuration with a mirror or with {OVERRIDES}."
            )

    def __call__(self, *arguments: str) -> None:
        """Run a command that must succeed."""
        if code := self._run(*arguments, ca_file=self._server.ca_file):
            sys.exit(f"{self._program} {arguments[0]} ended with exit code {code}.")

    def outputs(self) -> dict[str, str]:
        """Return the outputs of the configuration by name."""
        done = subprocess.run(
            [self._program, "output", "-json"],
            cwd=self._directory,
            capture_output=True,
            text=True,
            check=True,
        )
        return {name: found["value"] for name, found in json.loads(done.stdout).items()}

    def _run(self, *arguments: str, ca_file: str | None) -> int:
        environment = dict(os.environ) | self._variables
        if ca_file is not None:
            environment["SSL_CERT_FILE"] = ca_file
        command = [self._program, *arguments]
        print(f"$ {' '.join(command)}", flush=True)  # noqa: T201 - a program for people
        return subprocess.run(command, cwd=self._directory, env=environment, check=False).returncode


def walk(program: str) -> None:
    """Apply, plan, use and destroy the tutorial."""
    install_node_packages(NODE_DAEMON)
    with tempfile.TemporaryDirectory() as parent:
        here = Path(parent)
        shutil.copytree(CLIENTS / "terraform", here / "tutorial")
        key, certificate = write_pair(
            here, "terraform-client-app", make_signing_key("terraform", SystemClock().now())
        )
        data = here / "data"
        with running_dev_server("--data", str(data)) as server:
            pem = certificate.read_text(encoding="ascii")
            terraform = Terraform(program, here / "tutorial", server, pem)
            terraform.install_provider()
            terraform("apply", "-auto-approve", "-input=false", "-no-color")
            terraform("plan", "-detailed-exitcode", "-input=false", "-no-color")
            show_to_dos(server, data, terraform.outputs(), key)
            terraform("destroy", "-auto-approve", "-input=false", "-no-color")
    print("Applied, unchanged when planned again, used by the Node.js daemon, destroyed.")  # noqa: T201 - likewise


def show_to_dos(server: DevServer, data: Path, made: dict[str, str], key: Path) -> None:
    """Let the Node.js daemon list the to-dos by secret and by certificate."""
    authority = f"{server.base_url}/{made['tenant_id']}"
    with todo_api(data, authority, made["scopes"].removeprefix("api://")) as endpoint:
        settings = NODE.settings(
            server,
            AUTHORITY=authority,
            CLIENT_ID=made["client_id"],
            CLIENT_SECRET=made["client_secret"],
            SCOPES=made["scopes"],
            API_ENDPOINT=endpoint,
        )
        added = NODE.run(settings, "--op", "addToDo", "--description", "By Terraform").json()
        proving = settings | {"CLIENT_SECRET": "", "CLIENT_CERTIFICATE": str(key)}
        for used in (settings, proving):
            shown = NODE.run(used, "--op", "getToDos")
            print(shown.output, flush=True)  # noqa: T201 - likewise
            assert shown.json() == [added]


if __name__ == "__main__":
    found = shutil.which("terraform") or shutil.which("tofu")
    if found is None:
        sys.exit("Neither terraform nor tofu is on the PATH: install one of them and try again.")
    walk(found)
