"""Whose tokens stand for an application: rules, uniqueness, what a change leaves behind."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.fakes.certificates import key
from tests.outbound.arrange import public_jwk
from tests.unit.directory.arrange import CONTOSO, FEDERATION_RULES, TRUSTED, run

from daemonry.directory.applications import get_application
from daemonry.directory.assignments import NewAssignment, assign_app_role
from daemonry.directory.federated_credentials import (
    FederationRules,
    add_federated_credential,
    get_federated_credential,
    list_federated_credentials,
    remove_federated_credential,
    update_federated_credential,
)
from daemonry.model.errors import (
    FEDERATED_AUDIENCES,
    FEDERATED_EXPRESSION,
    FEDERATED_ISSUER_FORM,
    FEDERATED_ISSUER_OURS,
    FEDERATED_KEYS,
    FEDERATED_NAME_FIXED,
    FEDERATED_NAME_FORM,
    FEDERATED_NAME_TAKEN,
    FEDERATED_SUBJECT_TAKEN,
    FEDERATED_SUBJECT_XOR_EXPRESSION,
    INVALID_PROPERTY,
    REQUIRED_PROPERTY,
    TOO_LONG,
    TOO_MANY,
    ConflictError,
    DirectoryError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.federated_credential import ClaimsMatchingExpression
from daemonry.model.first_party import GRAPH_APP_ROLES
from daemonry.oauth.external_issuer import OurIssuers

ANY_REPOSITORY = ClaimsMatchingExpression("claims['sub'] matches 'repo:acme/*'")


def add(desk, scene, rules=FEDERATION_RULES, **different):
    return run(
        add_federated_credential(desk.work(), scene.bare, replace(TRUSTED, **different), rules)
    )


def refusal(desk, scene, rules=FEDERATION_RULES, **different):
    with pytest.raises(DirectoryError) as refused:
        add(desk, scene, rules, **different)
    return refused.value


def test_a_credential_is_found_by_its_identifier_and_by_its_name(desk, scene):
    made = add(desk, scene)
    for reference in (made.credential_id, made.credential_id.upper(), "main", "MAIN"):
        assert run(get_federated_credential(desk.work(), scene.bare, reference)) == made
    assert run(list_federated_credentials(desk.work(), scene.bare)) == (made,)
    with pytest.raises(NotFoundError):
        run(get_federated_credential(desk.work(), scene.bare, "other"))


def test_a_change_is_audited_and_told_to_the_token_service(desk, scene):
    before = len(desk.tables.events)
    add(desk, scene)
    (event,) = desk.events_after(before)
    assert event.activity == "Update application"
    (modified,) = event.targets[0].modified
    assert modified.name == "federatedIdentityCredentials"
    assert json.loads(modified.new_value)[0]["issuer"] == TRUSTED.issuer
    assert (CONTOSO, scene.bare_app_id) in desk.tables.touched


def test_s6_trusting_an_issuer_for_a_holder_of_great_power_is_of_high_severity(desk, scene):
    role = next(role for role in GRAPH_APP_ROLES if role.value == "Application.ReadWrite.All")
    run(assign_app_role(desk.work(), NewAssignment(scene.client_sp, scene.graph_sp, role.role_id)))
    before = len(desk.tables.events)
    other = replace(TRUSTED, name="other", subject="other")
    run(add_federated_credential(desk.work(), scene.client, other, FEDERATION_RULES))
    assert desk.events_after(before)[0].details["severity"] == "high"


NAMES = {
    "too short": "ab",
    "too long": "a" * 121,
    "begins with a dash": "-ab",
    "a space": "a b",
    "a slash": "a/b",
    "another alphabet": "ключ",
    "a line break": "abc\n",
    "nothing": "",
}


@pytest.mark.parametrize("case", NAMES)
def test_a_name_that_does_not_fit_into_a_url_is_refused(desk, scene, case):
    assert refusal(desk, scene, name=NAMES[case]).rule is FEDERATED_NAME_FORM


ISSUERS = {
    "plain http": "http://issuer.example",
    "no scheme": "issuer.example",
    "capital scheme": "HTTPS://issuer.example",
    "no host": "https:///path",
    "a user": "https://user@issuer.example",
    "a password": "https://user:pass@issuer.example",
    "a query": "https://issuer.example?x=1",
    "an empty query": "https://issuer.example?",
    "a fragment": "https://issuer.example#x",
    "a space": "https://issuer.example /x",
    "a line break": "https://issuer.example\n",
    "a backslash": "https://issuer.example\\@evil.example",
    "another alphabet": "https://пример.example",
    "a percent sign in the host": "https://issuer%2eexample",
    "an empty port": "https://issuer.example:",
    "port zero": "https://issuer.example:0",
    "no port number": "https://issuer.example:https",
    "an open bracket": "https://[::1",
    "nothing": "",
}


@pytest.mark.parametrize("case", ISSUERS)
def test_an_issuer_is_an_https_url_and_nothing_else(desk, scene, case):
    assert refusal(desk, scene, issuer=ISSUERS[case]).rule is FEDERATED_ISSUER_FORM


@pytest.mark.parametrize(
    "issuer",
    [
        "https://localhost:8443/11111111-1111-4111-8111-111111111111/v2.0",
        "https://localhost:8443/22222222-2222-4222-8222-222222222222/v2.0",
        "https://LOCALHOST:8443/x/",
        "https://localhost.:8443/x/",
        "https://localhost:08443/x",
    ],
)
def test_s13_tokens_of_this_server_are_no_foreign_tokens_whichever_tenant(desk, scene, issuer):
    assert refusal(desk, scene, issuer=issuer).rule is FEDERATED_ISSUER_OURS


def test_with_entras_own_issuer_names_those_are_ours_too(desk, scene):
    rules = FederationRules(OurIssuers(frozenset({"https://localhost:8443"}), True))
    issuer = "https://sts.windows.net/11111111-1111-4111-8111-111111111111/"
    assert refusal(desk, scene, rules, issuer=issuer).rule is FEDERATED_ISSUER_OURS
    assert add(desk, scene, issuer=issuer).issuer == issuer


RULES = {
    "no audience": ({"audiences": ()}, FEDERATED_AUDIENCES),
    "two audiences": ({"audiences": ("a", "b")}, FEDERATED_AUDIENCES),
    "an audience that is too long": ({"audiences": ("a" * 601,)}, FEDERATED_AUDIENCES),
    "an empty audience": ({"audiences": ("",)}, REQUIRED_PROPERTY),
    "an issuer that is too long": ({"issuer": "https://a.example/" + "a" * 600}, TOO_LONG),
    "a subject that is too long": ({"subject": "a" * 601}, TOO_LONG),
    "an empty subject": ({"subject": ""}, REQUIRED_PROPERTY),
    "a subject with a NUL": ({"subject": "a\0b"}, INVALID_PROPERTY),
    "a description that is too long": ({"description": "a" * 601}, TOO_LONG),
    "neither subject nor expression": ({"subject": None}, FEDERATED_SUBJECT_XOR_EXPRESSION),
    "subject and expression": (
        {"claims_matching_expression": ANY_REPOSITORY},
        FEDERATED_SUBJECT_XOR_EXPRESSION,
    ),
    "another language": (
        {
            "subject": None,
            "claims_matching_expression": replace(ANY_REPOSITORY, language_version=2),
        },
        INVALID_PROPERTY,
    ),
    "an expression that is none": (
        {"subject": None, "claims_matching_expression": ClaimsMatchingExpression("sub = 'x'")},
        FEDERATED_EXPRESSION,
    ),
}


@pytest.mark.parametrize("case", RULES)
def test_a_credential_that_breaks_a_rule_is_refused(desk, scene, case):
    different, rule = RULES[case]
    error = refusal(desk, scene, **different)
    assert isinstance(error, InvalidError)
    assert error.rule is rule


def test_the_longest_values_are_accepted(desk, scene):
    made = add(
        desk,
        scene,
        name="a" * 120,
        issuer="https://a.example/".ljust(600, "a"),
        subject="s" * 600,
        audiences=("a" * 600,),
        description="d" * 600,
    )
    assert run(get_application(desk.work(), scene.bare)).federated_identity_credentials == (made,)


def test_a_bad_expression_is_told_with_its_position(desk, scene):
    error = refusal(
        desk,
        scene,
        subject=None,
        claims_matching_expression=ClaimsMatchingExpression("claims['sub'] like 'x'"),
    )
    assert "at character 15: 'eq' or 'matches' was expected" in str(error)


def test_the_same_name_or_the_same_issuer_and_subject_conflict(desk, scene):
    add(desk, scene)
    same_name = refusal(desk, scene, name="MAIN", subject="other")
    same_identity = refusal(desk, scene, name="other")
    assert isinstance(same_name, ConflictError)
    assert same_name.rule is FEDERATED_NAME_TAKEN
    assert same_identity.rule is FEDERATED_SUBJECT_TAKEN
    add(desk, scene, name="other", subject=TRUSTED.subject.upper())
    add(desk, scene, name="third", issuer=TRUSTED.issuer + "/")


def test_the_same_expression_of_an_issuer_conflicts(desk, scene):
    flexible = {"subject": None, "claims_matching_expression": ANY_REPOSITORY}
    add(desk, scene, **flexible)
    assert refusal(desk, scene, name="other", **flexible).rule is FEDERATED_SUBJECT_TAKEN


def test_an_application_has_at_most_as_many_as_the_settings_say(desk, scene):
    for number in range(20):
        add(desk, scene, name=f"n{number:02}", subject=str(number))
    assert refusal(desk, scene, name="one-more", subject="x").rule is TOO_MANY
    wider = replace(FEDERATION_RULES, most=21)
    assert add(desk, scene, wider, name="one-more", subject="x").name == "one-more"


def test_s3_a_credential_of_another_application_is_not_found(desk, scene):
    for verb in (get_federated_credential, remove_federated_credential):
        with pytest.raises(NotFoundError):
            run(verb(desk.work(), scene.api, scene.federated))


def test_a_subject_gives_way_to_an_expression_in_one_change(desk, scene):
    changed = run(
        update_federated_credential(
            desk.work(),
            scene.client,
            "main",
            FEDERATION_RULES,
            name="main",
            subject=None,
            claims_matching_expression=ANY_REPOSITORY,
        )
    )
    assert changed.credential_id == scene.federated
    assert changed.claims_matching_expression == ANY_REPOSITORY


def test_the_name_stays_and_no_change_leaves_no_trace(desk, scene):
    before = len(desk.tables.events)
    with pytest.raises(InvalidError) as refused:
        run(
            update_federated_credential(
                desk.work(), scene.client, "main", FEDERATION_RULES, name="new"
            )
        )
    assert refused.value.rule is FEDERATED_NAME_FIXED
    run(
        update_federated_credential(
            desk.work(), scene.client, "main", FEDERATION_RULES, issuer=TRUSTED.issuer
        )
    )
    assert desk.events_after(before) == []


def test_a_change_is_checked_like_a_new_credential(desk, scene):
    with pytest.raises(InvalidError):
        run(
            update_federated_credential(
                desk.work(), scene.client, "main", FEDERATION_RULES, issuer="http://a.example"
            )
        )


def test_what_was_removed_is_gone_even_where_fewer_are_allowed_now(desk, scene):
    gone = run(remove_federated_credential(desk.work(), scene.client, "main"))
    assert gone.credential_id == scene.federated
    assert run(list_federated_credentials(desk.work(), scene.client)) == ()


def jwks(*keys):
    return json.dumps({"keys": keys})


GOOD_KEY = public_jwk(key(), kid="one")
KEYS = {
    "no JSON": "keys",
    "a list": "[]",
    "no list of keys": "{}",
    "no keys": jwks(),
    "no usable key": jwks(GOOD_KEY | {"use": "enc"}),
    "a private key": jwks(GOOD_KEY, GOOD_KEY | {"d": "AQAB"}),
    "a symmetric key": jwks(GOOD_KEY, {"kty": "oct", "k": "AAAA"}),
    "too long": jwks(GOOD_KEY | {"x": "y" * 16 * 1024}),
}


@pytest.mark.parametrize("case", KEYS)
def test_s9_pinned_keys_are_public_and_usable(desk, scene, case):
    assert refusal(desk, scene, pinned_jwks=KEYS[case]).rule is FEDERATED_KEYS


def test_another_issuer_leaves_pinned_keys_behind(desk, scene):
    def change(**changes):
        verb = update_federated_credential(
            desk.work(), scene.client, "main", FEDERATION_RULES, **changes
        )
        return run(verb).pinned_jwks

    pinned = jwks(GOOD_KEY)
    assert change(pinned_jwks=pinned) == pinned
    assert change(subject="other") == pinned
    assert change(issuer="https://other.example") is None
    assert change(issuer="https://third.example", pinned_jwks=pinned) == pinned
