from __future__ import annotations

from tests.storage.conftest import postgres_server, postgres_url
from tests.surface.cli.conftest import clean_environment

__all__ = ["clean_environment", "postgres_server", "postgres_url"]
