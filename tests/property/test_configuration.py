"""A tenant as a file: export, apply on an empty tenant, export again; whatever the tenant holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.certificates import certificate
from tests.unit.directory.arrange import (
    CONTOSO,
    FABRIKAM,
    FEDERATION_RULES,
    Desk,
    new_tenant,
    run,
)

from daemonry.configuration.plan import Means, apply_document, export_document
from daemonry.configuration.reading import read_document
from daemonry.configuration.yaml_text import parse_yaml, write_yaml
from daemonry.directory.app_roles import NewAppRole, create_app_role
from daemonry.directory.applications import add_owner, create_application, update_application
from daemonry.directory.assignments import NewAssignment, assign_app_role
from daemonry.directory.federated_credentials import (
    NewFederatedCredential,
    add_federated_credential,
)
from daemonry.directory.key_credentials import NewKey, add_key
from daemonry.directory.lifetime_rules import define
from daemonry.directory.service_principals import create_service_principal
from daemonry.directory.token_lifetime_policies import (
    NewTokenLifetimePolicy,
    assign_policy,
    create_token_lifetime_policy,
)
from daemonry.model.application import (
    OptionalClaim,
    OptionalClaims,
    PermissionScope,
    PreAuthorizedApplication,
    RequiredResourceAccess,
    ResourceAccess,
)
from daemonry.model.ids import RoleId

NAMES = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20
).filter(lambda text: not text.isspace())
VALUES = st.from_regex(r"[A-Za-z][A-Za-z0-9.]{0,12}", fullmatch=True).filter(
    lambda text: text != "User"
)
NOTES = st.none() | NAMES | st.just("two\nlines")
MAYBE = st.none() | st.booleans()


@st.composite
def plain(draw):
    """The plain properties of an application."""
    return {
        "display_name": draw(NAMES | st.sampled_from(["twin", "null", "007", "a@b", "- x"])),
        "description": draw(NOTES),
        "notes": draw(NOTES),
        "tags": tuple(draw(st.lists(VALUES, max_size=2, unique=True))),
        "is_disabled": draw(MAYBE),
        "is_fallback_public_client": draw(MAYBE),
        "oauth2_require_post_response": draw(st.booleans()),
        "web": {
            "redirect_uris": draw(st.sampled_from([(), ("https://a.example/cb",)])),
            "enable_id_token_issuance": draw(st.booleans()),
        },
        "api": {"requested_access_token_version": draw(st.sampled_from([None, 1, 2]))},
        "token_settings": {
            "certificate_only": draw(st.booleans()),
            "access_token_profile": draw(st.sampled_from(["entra", "rfc9068"])),
            "signing_algorithm": draw(st.sampled_from(["RS256"])),
        },
        "optional_claims": draw(
            st.none()
            | st.builds(
                lambda name, essential: OptionalClaims(
                    access_token=(OptionalClaim(name, essential=essential),)
                ),
                VALUES,
                st.booleans(),
            )
        ),
    }


@st.composite
def tenants(draw):
    """What to make in a tenant, by number of application."""
    count = draw(st.integers(1, 4))
    number = st.integers(0, count - 1)
    return {
        "applications": [draw(plain()) for _ in range(count)],
        "roles": draw(st.lists(st.tuples(number, VALUES), max_size=5, unique_by=str)),
        "scopes": draw(st.lists(st.tuples(number, VALUES), max_size=2, unique_by=lambda s: s[0])),
        "absent": draw(st.sets(number, max_size=1)),
        "asked": draw(st.lists(st.tuples(number, number), max_size=4, unique=True)),
        "given": draw(st.lists(st.tuples(number, number), max_size=4, unique=True)),
        "owners": draw(st.lists(st.tuples(number, number), max_size=3, unique=True)),
        "keys": draw(st.sets(number, max_size=2)),
        "federated": draw(st.sets(number, max_size=2)),
        "policies": draw(st.lists(NAMES, max_size=2, unique=True)),
        "default": draw(st.booleans()),
    }


def build(work, wished):
    """Make it with the ordinary verbs; return nothing, the export says what there is."""
    made = [run(create_application(work, changes)) for changes in wished["applications"]]
    for number, application in enumerate(made):
        uri = f"api://{application.app_id}"
        run(update_application(work, application.object_id, {"identifier_uris": (uri,)}))
        if number not in wished["absent"]:
            run(create_service_principal(work, application.app_id))
    for number, value in wished["roles"]:
        new = NewAppRole(value, value if number else f"May {value}", f"Lets {value}")
        run(create_app_role(work, made[number].object_id, new))
    for number, value in wished["scopes"]:
        scope_id = RoleId(work.ids.guid())
        scope = PermissionScope(scope_id, f"{value}.Mine", "Admin", "Title", "Text")
        allowed = PreAuthorizedApplication(made[0].app_id, (scope_id,))
        api = {"oauth2_permission_scopes": (scope,), "pre_authorized_applications": (allowed,)}
        run(update_application(work, made[number].object_id, {"api": api}))
    relate(work, wished, made)
    furnish(work, wished, made)


def relate(work, wished, made):
    """Make them ask each other for permissions, consent, and own each other."""
    for client, api in wished["asked"]:
        _ask(work, made[client], made[api])
    for client, api in wished["given"]:
        _grant(work, made[client], made[api])
    for owned, owner in wished["owners"]:
        if owner not in wished["absent"]:
            principal = run(
                work.uow.service_principals.get_by_app_id(work.tenant_id, made[owner].app_id)
            )
            run(add_owner(work, made[owned].object_id, principal.object_id))


def furnish(work, wished, made):
    """Add credentials and policies."""
    for number in wished["keys"]:
        run(add_key(work, made[number].object_id, NewKey(certificate("p256"))))
    for number in wished["federated"]:
        new = NewFederatedCredential("main", "https://issuer.example", "repo:x", ("api://x",))
        run(add_federated_credential(work, made[number].object_id, new, FEDERATION_RULES))
    for number, name in enumerate(wished["policies"]):
        is_default = wished["default"] and number == 0
        new = NewTokenLifetimePolicy(name, define(600 + number), None, is_default)
        policy = run(create_token_lifetime_policy(work, new))
        if number == 0:
            run(assign_policy(work, policy.policy_id, made[0].object_id))


def _ask(work, client, api):
    now = run(work.uow.applications.get(work.tenant_id, api.object_id))
    asked = tuple(ResourceAccess(role.role_id, "Role") for role in now.app_roles)
    asked += tuple(ResourceAccess(s.scope_id, "Scope") for s in now.api.oauth2_permission_scopes)
    if asked:
        current = run(work.uow.applications.get(work.tenant_id, client.object_id))
        entry = RequiredResourceAccess(api.app_id, asked)
        entries = (*current.required_resource_access, entry)
        run(update_application(work, client.object_id, {"required_resource_access": entries}))


def _grant(work, client, api):
    principals = work.uow.service_principals
    there = [run(principals.get_by_app_id(work.tenant_id, each.app_id)) for each in (client, api)]
    if None in there:
        return
    for role in there[1].application.app_roles:
        new = NewAssignment(there[0].object_id, there[1].object_id, role.role_id)
        run(assign_app_role(work, new))


def document_of(text):
    return read_document([parse_yaml(text.encode(), "exported.yaml")])


@settings(max_examples=60, deadline=None)
@given(tenants())
def test_an_export_applied_to_an_empty_tenant_exports_the_same(wished):
    desk = Desk()
    new_tenant(desk)
    new_tenant(desk, FABRIKAM, "fabrikam")
    here, there = desk.work(tenant_id=CONTOSO), desk.work(tenant_id=FABRIKAM)
    build(here, wished)
    text = write_yaml(run(export_document(here)))
    means = Means(desk.tools, FEDERATION_RULES)
    run(apply_document(there, document_of(text), means))
    assert write_yaml(run(export_document(there))) == text
    events = len(desk.tables.events)
    for prune in (False, True):
        again = Means(desk.tools, FEDERATION_RULES, prune)
        for work in (here, there):
            assert run(apply_document(work, document_of(text), again)).changes == ()
    assert len(desk.tables.events) == events


@settings(max_examples=40, deadline=None)
@given(tenants(), tenants())
def test_with_prune_a_tenant_becomes_what_the_file_says(wished, other):
    desk = Desk()
    new_tenant(desk)
    new_tenant(desk, FABRIKAM, "fabrikam")
    here, there = desk.work(tenant_id=CONTOSO), desk.work(tenant_id=FABRIKAM)
    build(here, wished)
    build(there, other)
    text = write_yaml(run(export_document(here)))
    means = Means(desk.tools, FEDERATION_RULES, prune=True)
    run(apply_document(there, document_of(text), means))
    assert write_yaml(run(export_document(there))) == text
