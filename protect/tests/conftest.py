"""What the tests share: a clock that stands still and an authority in memory."""

import pytest
from joserfc.jwk import RSAKey

from daemonry_protect import TokenValidator
from daemonry_protect.testing import LocalAuthority

NOW = 1_790_000_000.0


class Clock:
    """Unix seconds that pass only when told to."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def signing_key():
    return RSAKey.generate_key(parameters={"use": "sig"}, auto_kid=True)


@pytest.fixture(scope="session")
def other_key():
    return RSAKey.generate_key(parameters={"use": "sig"}, auto_kid=True)


@pytest.fixture
def authority(clock, signing_key):
    return LocalAuthority(clock=clock, key=signing_key)


@pytest.fixture
def audience():
    return "9f3a1c5e-7b2d-4e6f-8a90-b1c2d3e4f506"


@pytest.fixture
def make_validator(authority, audience, clock):
    def make(*, transport=None, settings=None, **options):
        return TokenValidator(
            settings or authority.settings(audience, **options),
            clock=clock,
            transport=transport or authority.transport,
        )

    return make


@pytest.fixture
def validator(make_validator):
    return make_validator()
