"""A furnished tenant, built once and copied for each test."""

from __future__ import annotations

import pytest
from tests.unit.directory.arrange import CONTOSO, Desk, Scene, furnish


@pytest.fixture(scope="session")
def furnished() -> tuple[Desk, Scene]:
    desk = Desk()
    return desk, furnish(desk, CONTOSO, "contoso")


@pytest.fixture
def desk(furnished: tuple[Desk, Scene]) -> Desk:
    return furnished[0].copy()


@pytest.fixture
def scene(furnished: tuple[Desk, Scene]) -> Scene:
    return furnished[1]
