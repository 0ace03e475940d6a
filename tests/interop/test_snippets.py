"""What "Use this app" shows is run as it stands, with nothing but the secret added."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
import yaml

if TYPE_CHECKING:
    import httpx2
    from tests.interop.dev_server import DevServer

pytestmark = pytest.mark.interop
NODE = Path(__file__).parent / "node"
SECONDS = 60


@pytest.fixture(scope="module")
def snippets(server: DevServer, http: httpx2.Client) -> dict[str, str]:
    """The snippets of the daemon's page by name, as a person would copy them."""
    page = http.get(server.admin_url, follow_redirects=True)
    form = dict(re.findall(r'name="([^"]+)"[^>]*value="([^"]*)"', page.text))
    form |= {"user_name": server.admin_username, "password": server.admin_password}
    origin = {"origin": server.base_url, "sec-fetch-site": "same-origin"}
    signed_in = http.post(page.url, data=form, headers=origin)
    assert signed_in.status_code == 303, signed_in.text
    address = urljoin(server.base_url, f"/admin/apps/{server.daemon_client_id}/use")
    text = http.get(address).text
    found = re.findall(
        r'<h2 id="name-\d+">([^<]+)</h2>.*?<code id="snippet-\d+">(.*?)</code>', text, re.DOTALL
    )
    return {html.unescape(name): html.unescape(body) for name, body in found}


def run(server: DevServer, directory: Path, *command: str) -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(directory),
        "CLIENT_SECRET": server.daemon_client_secret,
        "REQUESTS_CA_BUNDLE": server.ca_file,
        "NODE_EXTRA_CA_CERTS": server.ca_file,
    }
    done = subprocess.run(
        command,
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_curl(server: DevServer, snippets: dict[str, str], tmp_path: Path):
    shutil.copy(server.ca_file, tmp_path / "ca.pem")
    answer = json.loads(run(server, tmp_path, "sh", "-c", snippets["curl"]))
    assert answer["token_type"] == "Bearer"


def test_msal_python(server: DevServer, snippets: dict[str, str], tmp_path: Path):
    assert "'access_token': 'ey" in run(
        server, tmp_path, sys.executable, "-c", snippets["MSAL Python"]
    )


def test_msal_node(server: DevServer, snippets: dict[str, str], tmp_path: Path, node_packages):
    node_packages()
    (tmp_path / "node_modules").symlink_to(NODE / "node_modules")
    (tmp_path / "snippet.mjs").write_text(snippets["MSAL Node"], encoding="utf-8")
    assert "accessToken: 'ey" in run(server, tmp_path, "node", "snippet.mjs")


@pytest.mark.parametrize("name", ["GitHub Actions", "Kubernetes"])
def test_what_is_yaml_is_well_formed(snippets: dict[str, str], name: str):
    assert yaml.safe_load(snippets[name])


def test_every_snippet_names_this_tenant_and_this_daemon(
    server: DevServer, snippets: dict[str, str]
):
    for name, text in snippets.items():
        assert server.daemon_client_id in text, name
        assert server.tenant_id in text, name
