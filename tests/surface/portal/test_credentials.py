"""Certificates & secrets: rotation, certificates in every form, federated credentials, the test."""

import base64
import json
import re
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    load_pem_private_key,
    pkcs12,
)
from tests.fakes.certificates import ASSERTION_TYPE, assemble, b64, certificate, key, sha1
from tests.outbound.arrange import public_jwk
from tests.surface.login.arrange import NOW, READ
from tests.surface.portal.arrange import USER_NAME, Form
from tests.surface.portal.test_pages import actors_of, pem

from daemonry.directory.applications import get_application_by_app_id
from daemonry.model.secret import SECRET_PATTERN

SECONDS = int(NOW.timestamp())
ISSUER = "https://token.actions.githubusercontent.com"


@pytest.fixture
def daemon(server):
    made = server.register_daemon()
    server.assign(made, READ)
    return made


@pytest.fixture
def base(daemon):
    return f"/admin/apps/{daemon.application.app_id}/credentials"


def stored(server, daemon):
    return server.change(get_application_by_app_id, daemon.application.app_id)


def token_with(server, daemon, secret):
    return server.token(client_id=daemon.application.app_id, client_secret=secret).json()


def test_a_rotated_secret_counts_beside_the_old_one_until_its_planned_end(
    server, admin, daemon, base
):
    old = stored(server, daemon).password_credentials[0]
    page = admin.submit(f"{base}/secrets/{old.key_id}/rotate", overlap="7", description="second")
    new = SECRET_PATTERN.search(page.text).group()
    assert "counts until" in page.text
    for secret in (daemon.secret, new):
        assert "access_token" in token_with(server, daemon, secret)
    server.clock.time += timedelta(days=7, seconds=1)
    try:
        assert token_with(server, daemon, daemon.secret)["error"] == "invalid_client"
        assert "access_token" in token_with(server, daemon, new)
    finally:
        server.clock.time -= timedelta(days=7, seconds=1)


def test_rotation_never_prolongs_a_secret(server, admin, daemon, base):
    (old,) = stored(server, daemon).password_credentials
    for overlap in ("", "30"):
        admin.submit(f"{base}/secrets/{old.key_id}/rotate", overlap=overlap)
        assert stored(server, daemon).password_credentials[0].ends_at <= old.ends_at


def test_a_leaked_secret_is_rotated_at_once(server, admin, daemon, base):
    (old,) = stored(server, daemon).password_credentials
    page = admin.submit(f"{base}/secrets/{old.key_id}/rotate", overlap="0")
    assert "access_token" in token_with(server, daemon, SECRET_PATTERN.search(page.text).group())
    assert token_with(server, daemon, daemon.secret)["error"] == "invalid_client"


def test_the_list_tells_when_a_credential_was_used_last(server, admin, daemon, base):
    assert "2026-" not in admin.get(base).text.partition("Last used")[2].partition("</tr>")[0]
    token_with(server, daemon, daemon.secret)
    assert f"{NOW:%Y-%m-%d %H:%M}" in admin.get(base).text


FORMS = {
    "PEM": pem,
    "base64 of DER": lambda der: base64.b64encode(der).decode(),
    "base64 of DER in lines": lambda der: base64.encodebytes(der).decode(),
    "base64 of PEM": lambda der: base64.b64encode(pem(der).encode()).decode(),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_certificate_is_taken_in_every_form_that_tools_print(admin, base, form):
    added = admin.submit(f"{base}/certificates/new", certificate=form(certificate("client")))
    listed = admin.follow(added).text
    assert "Certificates (1)" in listed
    assert sha1(certificate("client")).hex().upper() in listed


def test_a_private_key_is_refused_and_not_kept(server, admin, base):
    text = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"
    page = admin.submit(f"{base}/certificates/new", certificate=text)
    assert page.status_code == 400
    assert "a private key was sent" in page.text


def test_a_generated_key_is_handed_out_once_and_gets_a_token(server, admin, daemon, base):
    address = f"{base}/certificates/generate"
    fields = Form(admin.get(address).text).fields | {"description": "made here"}
    page = admin.post(address, fields)
    assert page.headers["cache-control"] == "no-store"
    (data,) = re.findall(r'download="[^"]+\.pem" href="data:[^,]+,([^"]+)"', page.text)
    text = base64.b64decode(data)
    private = load_pem_private_key(text, None)
    der = x509.load_pem_x509_certificate(text).public_bytes(Encoding.DER)
    (bag,) = re.findall(r'download="[^"]+\.pfx" href="data:[^,]+,([^"]+)"', page.text)
    (password,) = re.findall(r'id="pfx-password">([^<]+)<', page.text)
    opened, leaf, _ = pkcs12.load_key_and_certificates(base64.b64decode(bag), password.encode())
    assert opened.private_numbers() == private.private_numbers()
    assert leaf.public_bytes(Encoding.DER) == der
    app_id = daemon.application.app_id
    endpoint = f"https://localhost:8443/{server.tenant.tenant_id}/oauth2/v2.0/token"
    claims = {"aud": endpoint, "iss": app_id, "sub": app_id, "jti": "1"}
    times = {"nbf": SECONDS, "exp": SECONDS + 600}
    assertion = assemble({"alg": "RS256", "x5t": b64(sha1(der))}, claims | times, private)
    answer = server.token(
        client_id=app_id,
        client_secret=None,
        client_assertion_type=ASSERTION_TYPE,
        client_assertion=assertion,
    )
    assert "access_token" in answer.json()
    again = admin.post(address, fields)
    assert again.headers["location"].startswith(f"{base}?view=certificates")
    listed = admin.follow(again).text
    assert "Certificates (1)" in listed
    assert "PRIVATE KEY" not in listed
    assert data not in listed
    assert "PRIVATE KEY" not in admin.get("/admin/audit-logs").text
    assert USER_NAME in actors_of(
        server, "Update application - Certificates and secrets management"
    )


@pytest.mark.parametrize("kind", ["ES256", "EdDSA"])
def test_other_kinds_of_keys_are_made_too(admin, base, kind):
    page = admin.submit(f"{base}/certificates/generate", kind=kind, days="90")
    assert "BEGIN PRIVATE KEY" in page.text


TEMPLATES = {
    "a branch on GitHub": (
        "github",
        {
            "organization": "contoso",
            "repository": "todo",
            "entity": "branch",
            "entity_name": "main",
        },
        "repo:contoso/todo:ref:refs/heads/main",
    ),
    "a tag on GitHub": (
        "github",
        {"organization": "contoso", "repository": "todo", "entity": "tag", "entity_name": "v1"},
        "repo:contoso/todo:ref:refs/tags/v1",
    ),
    "an environment on GitHub": (
        "github",
        {
            "organization": "contoso",
            "repository": "todo",
            "entity": "environment",
            "entity_name": "production",
        },
        "repo:contoso/todo:environment:production",
    ),
    "pull requests on GitHub": (
        "github",
        {"organization": "contoso", "repository": "todo", "entity": "pull_request"},
        "repo:contoso/todo:pull_request",
    ),
    "a branch on GitLab": (
        "gitlab",
        {"project": "contoso/todo", "entity": "branch", "entity_name": "main"},
        "project_path:contoso/todo:ref_type:branch:ref:main",
    ),
    "a tag on GitLab": (
        "gitlab",
        {"project": "contoso/todo", "entity": "tag", "entity_name": "v1"},
        "project_path:contoso/todo:ref_type:tag:ref:v1",
    ),
    "a service account": (
        "kubernetes",
        {"issuer": "https://k8s.contoso.com", "namespace": "default", "account": "todo"},
        "system:serviceaccount:default:todo",
    ),
    "a SPIFFE workload": (
        "spiffe",
        {"issuer": "https://spire.contoso.com", "spiffe_id": "contoso.com/todo"},
        "spiffe://contoso.com/todo",
    ),
    "a managed identity": (
        "managed",
        {
            "directory": "11111111-2222-4333-8444-555555555555",
            "object_id": "66666666-7777-4888-9999-000000000000",
        },
        "66666666-7777-4888-9999-000000000000",
    ),
    "any issuer": ("other", {"issuer": "https://id.contoso.com", "subject": "42"}, "42"),
}


@pytest.mark.parametrize(("scenario", "words", "subject"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_makes_the_subject_that_tokens_carry(
    server, admin, daemon, base, scenario, words, subject
):
    added = admin.submit(f"{base}/federated/new/{scenario}", name="main", **words)
    assert "Federated credentials (1)" in admin.follow(added).text
    (credential,) = stored(server, daemon).federated_identity_credentials
    assert credential.subject == subject
    assert credential.issuer.startswith("https://")
    assert credential.audiences == ("api://AzureADTokenExchange",)


def test_a_missing_word_is_refused_beside_its_field(admin, base):
    page = admin.submit(f"{base}/federated/new/kubernetes", name="main", account="")
    assert page.status_code == 400
    assert re.search(r'id="account"[^>]*aria-invalid', page.text)


def test_this_server_is_no_issuer_for_its_own_clients(server, admin, base):
    own = f"https://localhost:8443/{server.tenant.tenant_id}/v2.0"
    page = admin.submit(f"{base}/federated/new/other", name="main", issuer=own, subject="x")
    assert "is this server itself" in page.text


def test_a_federated_credential_is_edited_and_deleted(server, admin, daemon, base):
    admin.submit(f"{base}/federated/new/other", name="main", issuer=ISSUER, subject="a")
    (credential,) = stored(server, daemon).federated_identity_credentials
    address = f"{base}/federated/{credential.credential_id}"
    changed = admin.submit(address, subject="", expression="claims['sub'] matches 'repo:contoso/*'")
    assert "matches" in admin.follow(changed).text
    refused = admin.submit(address, subject="b")
    assert refused.status_code == 303  # the text area comes back empty without scripts' help
    refused = admin.submit(address, subject="b", expression="claims['sub'] eq 'b'")
    assert "either a subject or" in refused.text
    assert "are refused, from now on" in admin.get(f"{address}/delete").text
    assert "Federated credentials (0)" in admin.follow(admin.submit(f"{address}/delete")).text


class Trial:
    """A credential with pinned keys, and tokens that fit it more or less."""

    def __init__(self, admin, base):
        self.admin, self.address = admin, f"{base}/federated/test"
        jwks = json.dumps({"keys": [public_jwk(key(), kid="one", use="sig", alg="RS256")]})
        words = {"issuer": "https://id.contoso.com", "subject": "todo", "jwks": jwks}
        admin.submit(f"{base}/federated/new/other", name="pinned", **words)

    def token(self, private=None, **changes):
        claims = {
            "iss": "https://id.contoso.com",
            "sub": "todo",
            "aud": "api://AzureADTokenExchange",
            "iat": SECONDS,
            "nbf": SECONDS,
            "exp": SECONDS + 600,
        }
        return assemble({"alg": "RS256", "kid": "one"}, claims | changes, private)

    def result_of(self, token):
        return self.admin.submit(self.address, token=token)


@pytest.fixture
def trial(admin, base):
    return Trial(admin, base)


REFUSED_TOKENS = {
    "another issuer": ({"iss": "https://evil.example"}, "AADSTS700211"),
    "another audience": ({"aud": "api://else"}, "AADSTS700212"),
    "another subject": ({"sub": "other"}, "AADSTS700213"),
    "a subject in other case": ({"sub": "Todo"}, "AADSTS7002138"),
    "an expired one": ({"exp": SECONDS - 3600, "nbf": SECONDS - 7200}, "AADSTS700024"),
}


@pytest.mark.parametrize(("changes", "code"), REFUSED_TOKENS.values(), ids=REFUSED_TOKENS)
def test_the_test_tells_the_code_that_a_token_would_get(trial, changes, code):
    page = trial.result_of(trial.token(**changes))
    assert page.status_code == 200
    assert f"Refused: {code}." in page.text


def test_the_test_shows_what_fits_and_what_differs(trial):
    page = trial.result_of(trial.token(sub="other")).text
    row = page.partition("Against each credential")[2].partition("</tbody>")[0]
    assert row.count(">Fits<") == 2
    assert row.count(">Differs<") == 1


def test_a_fitting_token_stands_for_the_application_and_is_nowhere_kept(
    server, admin, trial, caplog
):
    token = trial.token()
    page = trial.result_of(token).text
    assert "The token stands for" in page
    for place in (page, admin.get("/admin/audit-logs").text, admin.get("/admin/sign-in-logs").text):
        assert token not in place
        assert token.rpartition(".")[2] not in place
    assert token not in caplog.text


def test_a_forged_signature_is_refused(trial):
    assert "AADSTS700027" in trial.result_of(trial.token(private=key("stranger"))).text


@pytest.mark.parametrize(
    "text", ["", "nonsense", "a.b.c", "\u00e4.\u00f6.\u00fc", "ey" + "A" * 20_000]
)
def test_what_is_no_token_is_told_so(trial, text):
    page = trial.result_of(text)
    assert page.status_code == 200
    assert "Refused" in page.text
