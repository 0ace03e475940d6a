"""``daemonry identity``, and the listener of ``dev --managed-identity``."""

from __future__ import annotations

import json

import httpx2
import pytest
from tests.surface.cli.arrange import plain, started

KEYS = {"managed_identity_url", "identity_endpoint", "identity_header"}


def test_an_identity_is_bound_listed_and_unbound(tutorial):
    contoso, _, daemon = tutorial
    bound = contoso.json("identity", "bind", "ciam-client-app", "--resource-id", "/x")
    assert bound["app_id"] == daemon["app_id"]
    assert bound["kind"] == "imds"
    assert bound["AZURE_POD_IDENTITY_AUTHORITY_HOST"].startswith("http://127.0.0.1:")
    contoso.json("identity", "bind", "ciam-client-app", "--resource-id", "/y")
    (listed,) = contoso.json("identity", "list")
    assert (listed["app_id"], listed["resource_id"]) == (daemon["app_id"], "/y")
    contoso.json("identity", "unbind", "ciam-client-app")
    assert contoso.json("identity", "list") == []


def test_the_header_secret_is_shown_once(tutorial):
    contoso, _, _ = tutorial
    bound = contoso.json("identity", "bind", "ciam-client-app", "--app-service")
    assert bound["IDENTITY_ENDPOINT"].endswith("/msi/token")
    assert bound["IDENTITY_HEADER"].startswith("dmns_")
    assert bound["IDENTITY_HEADER"] not in contoso("identity", "list").out


def test_an_identity_that_is_not_bound_is_not_found(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("identity", "unbind", "ciam-client-app", "--app-service")
    assert answer.code == 3
    assert "daemonry identity list" in answer.err


def test_an_application_without_a_service_principal_cannot_be_bound(contoso):
    contoso.json("app", "create", "bare", "--no-principal")
    assert contoso("identity", "bind", "bare").code == 3


def test_a_port_that_several_workers_would_each_pick_is_refused(monkeypatch, template):
    monkeypatch.setenv("DAEMONRY_MANAGED_IDENTITY_PORT", "0")
    answer = plain("serve", "--workers", "2", "--port", "0", "--data", str(template[0]))
    assert answer.code == 2
    assert "--workers 1" in answer.err


@pytest.mark.slow
def test_serve_answers_workloads_beside_its_own_listener(tutorial):
    contoso, api, daemon = tutorial
    contoso.json("identity", "bind", "ciam-client-app")
    data = ("--data", str(contoso.data))
    with started("serve", "--port", "0", "--managed-identity-port", "0", *data, "-o", "json") as (
        _,
        line,
    ):
        facts = json.loads(line)
        answer = httpx2.get(
            f"{facts['managed_identity_url']}/metadata/identity/oauth2/token",
            params={"api-version": "2018-02-01", "resource": api["app_id"]},
            headers={"metadata": "true"},
        )
        assert answer.json()["client_id"] == daemon["app_id"]
        contoso.json("identity", "unbind", "ciam-client-app")
        again = httpx2.get(
            f"{facts['managed_identity_url']}/metadata/identity/oauth2/token",
            params={"api-version": "2018-02-01", "resource": api["app_id"]},
            headers={"metadata": "true"},
        )
        assert again.status_code == 400


@pytest.mark.slow
def test_dev_has_managed_identities_only_when_asked():
    with started("dev", "--port", "0", "--json") as (_, line):
        assert KEYS.isdisjoint(json.loads(line))
