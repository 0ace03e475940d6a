"""What every test shares: asyncio as the event loop, and reproducible examples."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"
