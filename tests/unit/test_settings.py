"""Settings from the environment: read once, lists by commas."""

from __future__ import annotations

import pytest

from daemonry.settings import SettingsError, load_settings

LISTS = ["tls_names", "private_issuer_hosts"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_written_with_commas(monkeypatch, name):
    variable = f"DAEMONRY_{name.upper()}"
    monkeypatch.setenv(variable, "a.example,b.example")
    assert getattr(load_settings(), name) == ("a.example", "b.example")
    assert getattr(load_settings({variable: "c.example"}), name) == ("c.example",)


def test_only_the_environment_that_is_given_counts(monkeypatch):
    monkeypatch.setenv("DAEMONRY_PORT", "1234")
    assert load_settings().port == 1234
    assert load_settings({}).port == 8443


def test_an_unknown_setting_is_refused():
    with pytest.raises(SettingsError, match="DAEMONRY_PROT"):
        load_settings({"DAEMONRY_PROT": "1"})
