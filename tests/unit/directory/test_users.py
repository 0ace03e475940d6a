"""Administrators' accounts."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type
from tests.unit.directory.arrange import CONTOSO, run

from daemonry.directory.passwords import HashedAside, HashWantedError, password_fits
from daemonry.directory.users import NewUser, create_administrator, create_user, get_user
from daemonry.model.errors import (
    NAME_IN_USE,
    PASSWORD_POLICY,
    REQUIRED_PROPERTY,
    USER_NAME_INVALID,
    ConflictError,
    InvalidError,
    NotFoundError,
)

PASSWORD = "correct horse battery"


def create(desk, name="second@contoso.onmicrosoft.com", display_name="Second", password=PASSWORD):
    return create_administrator(desk.work(), name, display_name, password)


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value


def test_the_password_is_kept_as_argon2id_and_nowhere_else(desk, scene):
    user = run(create(desk, name="Second@Contoso.OnMicrosoft.com"))
    assert user.user_principal_name == "second@contoso.onmicrosoft.com"
    assert PasswordHasher().verify(user.password_hash, PASSWORD)
    used = extract_parameters(user.password_hash)
    assert (used.type, used.memory_cost, used.time_cost) == (Type.ID, 19 * 1024, 2)
    assert run(desk.uow.users.get(CONTOSO, user.object_id)) == user
    for text in (repr(user), repr(desk.tables.events)):
        assert PASSWORD not in text
        assert user.password_hash not in text


@pytest.mark.parametrize(
    "name",
    [
        "second",
        "@contoso.onmicrosoft.com",
        "second@",
        "second@fabrikam.example",
        "second@contoso.example",
        "two words@contoso.onmicrosoft.com",
        "a@b@contoso.onmicrosoft.com",
        "<b>@contoso.onmicrosoft.com",
        "x" * 65 + "@contoso.onmicrosoft.com",
    ],
)
def test_a_name_outside_the_tenants_verified_domains_is_refused(desk, scene, name):
    error = refusal(InvalidError, create(desk, name=name))
    assert error.rule == USER_NAME_INVALID
    assert "contoso.onmicrosoft.com" in error.hint


@pytest.mark.parametrize("password", ["", "eleven chr.", "p" * 129])
def test_a_password_that_is_too_short_or_too_long_is_refused(desk, scene, password):
    assert refusal(InvalidError, create(desk, password=password)).rule == PASSWORD_POLICY


@pytest.mark.parametrize(
    "password",
    [
        "twelve chars",
        " spaces stay ",
        "\u00fcnic\u00f6de-\U0001f511-abc",
        "violet harbour " * 8 + "12345678",
    ],
)
def test_a_password_is_used_as_given(desk, scene, password):
    user = run(create(desk, password=password))
    assert PasswordHasher().verify(user.password_hash, password)


def test_a_name_is_taken_once_whatever_its_case(desk, scene):
    error = refusal(ConflictError, create(desk, name="ADMIN@contoso.onmicrosoft.com"))
    assert error.rule == NAME_IN_USE


def test_a_display_name_is_required(desk, scene):
    assert refusal(InvalidError, create(desk, display_name="")).rule == REQUIRED_PROPERTY


def test_a_hash_that_is_made_aside_lets_the_change_begin_again(desk, scene):
    new = NewUser("aside@contoso.onmicrosoft.com", "Aside", "violet harbour cymbal")
    keep = HashedAside()
    with pytest.raises(HashWantedError) as wanted:
        run(create_user(desk.work(), new, keep))
    assert new.password not in repr(wanted.value)
    with pytest.raises(NotFoundError):
        run(get_user(desk.work(), new.user_principal_name))
    keep.make(wanted.value)
    made = run(create_user(desk.work(), new, keep))
    assert password_fits(made, new.password)
