"""The documents say what the code does."""

import re
import tomllib
from pathlib import Path

import pytest
from tools.reference import PAGES

from daemonry.configuration.reading import read_document
from daemonry.configuration.yaml_text import parse_yaml
from daemonry.model.errors import InvalidError
from daemonry.oauth import errors
from daemonry.oauth.errors import Refusal, delegated
from daemonry.settings import Settings
from daemonry.tokens.order import ORDER

ROOT = Path(__file__).parents[2]


def test_every_dependency_has_a_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    decision = (ROOT / "docs/decisions/0001-the-stack.md").read_text()
    for requirement in project["dependencies"]:
        name = re.split(r"[\[<>=]", requirement)[0]
        assert re.search(rf"^\|[^|]*\b{re.escape(name)}\b", decision, re.MULTILINE), name


def test_every_link_between_documents_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "protect/README.md"]
    for page in [*pages, ROOT / "bench/README.md"]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} -> {target}"


@pytest.mark.parametrize("page", PAGES)
def test_generated_reference_pages_are_current(page):
    assert (ROOT / "docs/reference" / page).read_text() == PAGES[page](), "run: make docs"


def test_every_refusal_and_every_setting_is_documented():
    errors_page = (ROOT / "docs/reference/errors.md").read_text()
    for row in vars(errors).values():
        if isinstance(row, Refusal):
            assert f"| {row.aadsts} |" in errors_page
    settings_page = (ROOT / "docs/reference/settings.md").read_text()
    for name in Settings.model_fields:
        assert f"`DAEMONRY_{name.upper()}`" in settings_page


def test_every_refusal_of_the_token_endpoint_belongs_to_one_check():
    elsewhere = {  # discovery, introspection, revocation, paths that do not exist
        errors.DISCOVERY_TENANT_MALFORMED,
        errors.DISCOVERY_TENANT_NOT_FOUND,
        errors.UNKNOWN_INSTANCE,
        errors.MALFORMED_INSTANCE_REQUEST,
        errors.PAGE_NOT_FOUND,
        errors.INTROSPECTION_NOT_ALLOWED,
        errors.REVOCATION_NOT_ALLOWED,
        errors.TOKEN_OF_ANOTHER,
    }
    # Where a person signs in, tokens/delegated/issue.py has the order.
    elsewhere |= {row for row in vars(delegated).values() if isinstance(row, Refusal)}
    ordered = [row for check in ORDER for row in check.refusals]
    assert len(ordered) == len(set(ordered))
    for name, row in vars(errors).items():
        if isinstance(row, Refusal) and row not in elsewhere:
            assert row in ordered, f"errors.{name}: say in tokens/order.py which check it ends"


def test_l3_no_document_or_fixture_holds_a_secret_with_a_valid_checksum():
    from daemonry.model.secret import SECRET_PATTERN, has_valid_checksum

    for folder in ("docs", "tests", "clients", "src", "protect", "bench"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".md", ".py", ".js", ".json"} and "node_modules" not in path.parts:
                for found in SECRET_PATTERN.findall(path.read_text(errors="replace")):
                    assert not has_valid_checksum(found), path


KNOWN_NAMES = {
    "the file": "zzz: 1\n",
    "the tenant": "tenant: {displayName: x, zzz: 1}\n",
    "a policy": "tokenLifetimePolicies:\n- {displayName: x, accessTokenLifetime: x, zzz: 1}\n",
    "what a policy applies to": (
        "tokenLifetimePolicies:\n- {displayName: x, accessTokenLifetime: x, appliesTo: {zzz: 1}}\n"
    ),
    "an application": "applications:\n- {displayName: x, zzz: 1}\n",
} | {
    name: f"applications:\n- {{displayName: x, {text}}}\n"
    for name, text in {
        "api": "api: {zzz: 1}",
        "web": "web: {zzz: 1}",
        "implicit grant": "web: {implicitGrantSettings: {zzz: 1}}",
        "info": "info: {zzz: 1}",
        "token settings": "tokenSettings: {zzz: 1}",
        "a role": "appRoles: [{value: x, zzz: 1}]",
        "a scope": "api: {oauth2PermissionScopes: [{value: x, zzz: 1}]}",
        "a trusted client": "api: {preAuthorizedApplications: [{application: x, zzz: 1}]}",
        "a claim": "optionalClaims: {accessToken: [{name: x, zzz: 1}]}",
        "claims": "optionalClaims: {zzz: 1}",
        "a certificate": "keyCredentials: [{key: x, zzz: 1}]",
        "a federated credential": "federatedIdentityCredentials: [{name: x, issuer: x, zzz: 1}]",
        "what is asked for": "requiredResourceAccess: [{resource: x, zzz: 1}]",
        "consent": "appRoleAssignments: [{resource: x, zzz: 1}]",
        "a service principal": "servicePrincipal: {zzz: 1}",
    }.items()
}


@pytest.mark.parametrize("text", KNOWN_NAMES.values(), ids=KNOWN_NAMES)
def test_every_property_of_the_configuration_file_is_documented(text):
    page = (ROOT / "docs/reference/configuration.md").read_text()
    with pytest.raises(InvalidError) as refused:
        read_document([parse_yaml(f"version: 1\n{text}".encode(), "file")])
    assert "no property 'zzz'" in str(refused.value)
    for name in refused.value.hint.removeprefix("Known here: ").rstrip(".").split(", "):
        assert re.search(rf"[`.]{name}[`.]", page), name


def test_the_example_of_the_configuration_file_is_read():
    text = (ROOT / "docs/examples/tutorial.yaml").read_bytes()
    api, daemon = read_document([parse_yaml(text, "tutorial.yaml")]).applications
    assert (api.display_name, daemon.display_name) == ("ciam-ToDoList-api", "ciam-client-app")
