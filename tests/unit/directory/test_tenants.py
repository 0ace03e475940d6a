"""Tenants, their domains and their first signing key."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from tests.unit.directory.arrange import (
    CONTOSO,
    FABRIKAM,
    NOW,
    Desk,
    SettableClock,
    daemon,
    run,
)

from daemonry.directory.applications import (
    delete_application,
    purge_application,
    update_application,
)
from daemonry.directory.tenants import (
    NewTenant,
    add_domain,
    create_tenant,
    find_tenant,
    get_organization,
    list_domains,
    list_tenants,
    remove_domain,
    rename_tenant,
    verify_domain,
)
from daemonry.model.audit import OPERATOR
from daemonry.model.errors import (
    DOMAIN_INVALID,
    DOMAIN_NOT_FOUND,
    DOMAIN_NOT_PROVED,
    DOMAIN_NOT_REMOVABLE,
    DOMAIN_RESERVED,
    DOMAIN_TAKEN,
    INSUFFICIENT_PRIVILEGES,
    INVALID_PROPERTY,
    NAME_IN_USE,
    REQUIRED_PROPERTY,
    SUBDOMAIN_INVALID,
    TENANT_NOT_FOUND,
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.model.ids import TenantId
from daemonry.model.signing_key import state_of


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value


def create(desk, display_name="Contoso", subdomain="contoso", suffix="onmicrosoft.com", **more):
    new = NewTenant(display_name, subdomain, suffix, **more)
    return create_tenant(desk.uow, OPERATOR, new, desk.tools)


def test_a_new_tenant_has_a_domain_a_signing_key_and_the_management_api():
    desk = Desk()
    tenant = run(create(desk, subdomain="Contoso", tenant_id=TenantId(CONTOSO.upper())))
    assert (tenant.tenant_id, tenant.subdomain) == (CONTOSO, "contoso")
    assert tenant.initial_domain == tenant.default_domain == "contoso.onmicrosoft.com"
    assert tenant.tenant_type == "CIAM"
    (key,) = run(desk.uow.signing_keys.list_of(CONTOSO))
    assert state_of(key, [key], NOW) == "active"
    graph = run(desk.uow.service_principals.get_by_app_id(CONTOSO, GRAPH_APP_ID))
    assert graph.display_name == "Microsoft Graph"
    assert [event.activity for event in desk.tables.events] == [
        "Create tenant",
        "Add token signing key",
        "Add service principal",
    ]
    assert (CONTOSO, None) in desk.tables.touched


def test_the_server_makes_the_identifier_when_none_is_given():
    desk = Desk()
    tenant = run(create(desk))
    assert run(find_tenant(desk.uow, tenant.tenant_id.upper())) == tenant


def test_time_may_pass_while_a_tenant_is_made():
    class TickingClock(SettableClock):
        def now(self):
            self.advance(timedelta(microseconds=1))
            return super().now()

    desk = Desk()
    desk.clock = TickingClock()
    run(create(desk, tenant_id=CONTOSO))
    (key,) = run(desk.uow.signing_keys.list_of(CONTOSO))
    assert state_of(key, [key], desk.clock.now()) == "active"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"subdomain": "common"}, SUBDOMAIN_INVALID),
        ({"subdomain": "Organizations"}, SUBDOMAIN_INVALID),
        ({"subdomain": "two.labels"}, SUBDOMAIN_INVALID),
        ({"subdomain": ""}, SUBDOMAIN_INVALID),
        ({"subdomain": "-x"}, SUBDOMAIN_INVALID),
        ({"subdomain": CONTOSO}, SUBDOMAIN_INVALID),
        ({"suffix": "no name"}, DOMAIN_INVALID),
        ({"display_name": ""}, REQUIRED_PROPERTY),
        ({"tenant_id": TenantId("one")}, INVALID_PROPERTY),
    ],
)
def test_a_tenant_with_a_bad_name_is_refused(changes, rule):
    desk = Desk()
    assert refusal(InvalidError, create(desk, **changes)).rule == rule
    assert desk.tables.tenants == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"subdomain": "contoso", "suffix": "other.example"},
        {"subdomain": "other", "tenant_id": CONTOSO},
    ],
)
def test_a_taken_name_is_refused(desk, scene, changes):
    assert refusal(ConflictError, create(desk, **changes)).rule == NAME_IN_USE


@pytest.mark.parametrize("name", [CONTOSO, "contoso", "Contoso.OnMicrosoft.com"])
def test_a_tenant_is_found_by_its_names(desk, scene, name):
    assert run(find_tenant(desk.uow, name)).tenant_id == CONTOSO


@pytest.mark.parametrize("name", ["contoso.example", "fabrikam", "", FABRIKAM])
def test_an_unverified_domain_and_a_stranger_resolve_to_nothing(desk, scene, name):
    assert refusal(NotFoundError, find_tenant(desk.uow, name)).rule == TENANT_NOT_FOUND


def test_work_in_a_tenant_that_is_not_there_is_refused(desk, scene):
    w = desk.work(tenant_id=FABRIKAM)
    assert refusal(NotFoundError, get_organization(w)).rule == TENANT_NOT_FOUND


def test_the_operator_sees_all_tenants_oldest_first(desk, scene):
    run(create(desk, subdomain="fabrikam", tenant_id=FABRIKAM))
    found = run(list_tenants(desk.uow, OPERATOR))
    assert [tenant.tenant_id for tenant in found] == [CONTOSO, FABRIKAM]


def test_renaming_changes_only_the_display_name(desk, scene):
    before = run(get_organization(desk.work()))
    renamed = run(rename_tenant(desk.work(), "Contoso Ltd"))
    assert run(get_organization(desk.work())) == renamed
    assert (renamed.display_name, renamed.domains) == ("Contoso Ltd", before.domains)
    (prop,) = desk.tables.events[-1].targets[0].modified
    assert (prop.name, json.loads(prop.new_value)) == ("displayName", "Contoso Ltd")
    assert refusal(InvalidError, rename_tenant(desk.work(), " ")).rule == REQUIRED_PROPERTY


# Domains.


def test_a_domain_counts_only_once_it_is_verified(desk, scene):
    w = desk.work()
    added = run(add_domain(w, "Todo.Example."))
    assert (added.name, added.is_verified) == ("todo.example", False)
    assert added.verification.startswith("daemonry-domain-verification=")
    refused = refusal(InvalidError, verify_domain(w, "todo.example", vouched=False))
    assert refused.rule == DOMAIN_NOT_PROVED
    assert added.verification in refused.hint
    refusal(NotFoundError, find_tenant(desk.uow, "todo.example"))
    run(verify_domain(w, "TODO.example", vouched=True))
    assert run(find_tenant(desk.uow, "todo.example")).tenant_id == CONTOSO
    assert [domain.name for domain in run(list_domains(w)) if domain.is_verified] == [
        "contoso.onmicrosoft.com",
        "second.contoso.example",
        "todo.example",
    ]


def test_two_domains_are_proved_by_different_texts(desk, scene):
    first, second = (run(add_domain(desk.work(), name)) for name in ("a.example", "b.example"))
    assert first.verification != second.verification


def test_only_the_operator_can_vouch(desk, scene):
    w = desk.work(daemon(scene, "Domain.ReadWrite.All"))
    refused = refusal(ForbiddenError, verify_domain(w, "contoso.example", vouched=True))
    assert refused.rule == INSUFFICIENT_PRIVILEGES
    refused = refusal(InvalidError, verify_domain(w, "contoso.example", vouched=False))
    assert refused.rule == DOMAIN_NOT_PROVED


def test_verifying_twice_leaves_one_trace(desk, scene):
    run(verify_domain(desk.work(), "contoso.example", vouched=True))
    before = len(desk.tables.events)
    run(verify_domain(desk.work(), "contoso.example", vouched=False))
    assert desk.events_after(before) == []


@pytest.mark.parametrize(
    ("name", "kind", "rule"),
    [
        ("localhost", InvalidError, DOMAIN_INVALID),
        ("no name.example", InvalidError, DOMAIN_INVALID),
        ("", InvalidError, DOMAIN_INVALID),
        ("fabrikam.onmicrosoft.com", InvalidError, DOMAIN_RESERVED),
        ("deep.contoso.onmicrosoft.com", InvalidError, DOMAIN_RESERVED),
        ("onmicrosoft.com", InvalidError, DOMAIN_RESERVED),
        ("contoso.example", ConflictError, DOMAIN_TAKEN),
        ("Contoso.Example", ConflictError, DOMAIN_TAKEN),
    ],
)
def test_a_domain_that_cannot_be_the_tenants_is_refused(desk, scene, name, kind, rule):
    assert refusal(kind, add_domain(desk.work(), name)).rule == rule


def test_a_domain_belongs_to_one_tenant(desk, scene):
    run(create(desk, subdomain="fabrikam", tenant_id=FABRIKAM))
    w = desk.work(tenant_id=FABRIKAM)
    assert refusal(ConflictError, add_domain(w, "contoso.example")).rule == DOMAIN_TAKEN
    for verb in (remove_domain(w, "contoso.example"), verify_domain(w, "x.example", vouched=True)):
        assert refusal(NotFoundError, verb).rule == DOMAIN_NOT_FOUND


def test_a_removed_domain_is_free_again(desk, scene):
    run(remove_domain(desk.work(), "contoso.example"))
    run(add_domain(desk.work(), "contoso.example"))


def test_a_domain_stays_while_an_identifier_rests_on_it(desk, scene):
    w = desk.work()
    run(verify_domain(w, "contoso.example", vouched=True))
    uri = "https://api.contoso.example/todo"
    run(update_application(w, scene.bare, {"identifier_uris": (uri,)}))
    assert refusal(InvalidError, remove_domain(w, "contoso.example")).rule == DOMAIN_NOT_REMOVABLE
    run(delete_application(w, scene.bare))
    assert refusal(InvalidError, remove_domain(w, "contoso.example")).rule == DOMAIN_NOT_REMOVABLE
    run(purge_application(w, scene.bare))
    run(remove_domain(w, "contoso.example"))


def test_the_initial_domain_stays(desk, scene):
    refused = refusal(InvalidError, remove_domain(desk.work(), "contoso.onmicrosoft.com"))
    assert refused.rule == DOMAIN_NOT_REMOVABLE
