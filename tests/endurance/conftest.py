from __future__ import annotations

import pytest
from tests.storage.conftest import postgres_server, postgres_url
from tests.surface.cli.conftest import clean_environment

__all__ = ["clean_environment", "postgres_server", "postgres_url", "unthrottled"]


@pytest.fixture(autouse=True)
def unthrottled(clean_environment, monkeypatch):
    """A withdrawn secret is tried again and again: each refusal is to say why, none to wait."""
    monkeypatch.setenv("DAEMONRY_FAILURES_PER_MINUTE", "0")
