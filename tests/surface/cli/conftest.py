from __future__ import annotations

import os
import shutil

import pytest
from tests.surface.cli.arrange import Shell, plain


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    """Commands see no setting of the machine, a terminal of 100 columns, and end at once."""
    for name in list(os.environ):
        if name.startswith("DAEMONRY_") or name in {"CLIENT_ID", "CLIENT_SECRET", "AUTHORITY"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DAEMONRY_DRAIN_DELAY", "0")


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A data directory with the tenant contoso, made once."""
    data = tmp_path_factory.mktemp("cli") / "data"
    answer = plain("init", "--tenant", "contoso", "--data", str(data), "-o", "json")
    assert answer.code == 0, answer.err
    return data, answer.json


@pytest.fixture
def contoso(template, tmp_path):
    """Commands on a data directory of one's own that holds the tenant contoso."""
    return Shell(shutil.copytree(template[0], tmp_path / "data"))


@pytest.fixture
def tutorial(contoso):
    """The same with the tutorial's API and daemon, before permission and consent."""
    api = contoso.json("app", "create", "ciam-ToDoList-api", "--expose", "--token-version", "2")
    for value in ("ToDoList.Read.All", "ToDoList.ReadWrite.All"):
        contoso.json("role", "create", "ciam-ToDoList-api", value)
    daemon = contoso.json("app", "create", "ciam-client-app")
    return contoso, api, daemon
