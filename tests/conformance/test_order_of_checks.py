"""Every refusal of an app-only request, provoked; of two faults, the earlier check's is told.

Over the whole server in process. A fault is a few parts of a request that are put in
place of the right ones; two faults can be combined when they replace different parts.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from tests.fakes.certificates import key
from tests.outbound.arrange import public_jwk
from tests.surface.login.arrange import ORIGIN, READ, Server, opened_server

from daemonry.directory.applications import update_application
from daemonry.directory.federated_credentials import (
    FederationRules,
    NewFederatedCredential,
    add_federated_credential,
)
from daemonry.directory.service_principals import update_service_principal
from daemonry.oauth.external_issuer import OurIssuers
from daemonry.tokens.order import (
    ASSERTION,
    ASSIGNMENT,
    AUDIENCE,
    CLIENT,
    CREDENTIAL,
    FORM,
    METHOD,
    ORDER,
    PRINCIPAL,
    RESOURCE,
    SCOPE,
    TENANT,
    Check,
)

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from pathlib import Path

    import httpx2
    from tests.surface.login.arrange import SettableClock

    from daemonry.services import Services

UNKNOWN = "dddddddd-0000-4000-8000-000000000001"
ANOTHER = "dddddddd-0000-4000-8000-000000000002"
ISSUER = "https://issuer.example"
JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def jwt(header: dict[str, Any] | None = None, **claims: Any) -> str:
    """Return a JWT that nobody can verify; a member of the header that is None is left out."""
    members = {"alg": "RS256", "typ": "JWT", "x5t": "AAAA"} | (header or {})
    parts = ({name: value for name, value in members.items() if value is not None}, claims)
    encoded = (base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in parts)
    return b".".join([*encoded, b"AAAA"]).decode()


class CountedKeys(dict[str, bytes]):
    """Hash keys that count how often they are used; each use makes one digest."""

    uses = 0

    def __getitem__(self, key_id: str) -> bytes:
        self.uses += 1
        return super().__getitem__(key_id)


class Ground(Server):
    """The server of the tests with everything in it that a request can stumble over."""

    def __init__(self, runner: asyncio.Runner, services: Services, clock: SettableClock) -> None:
        keys = services.secret_keys
        self.hash_keys = CountedKeys(keys.keys)
        counted = replace(keys, keys=self.hash_keys)
        super().__init__(runner, replace(services, secret_keys=counted), clock)

    def prepare(self) -> None:
        """Register what the faults name."""
        self.assign(self.daemon, READ)
        self.disabled_app = self.register_daemon()
        self.change(
            update_application, self.disabled_app.application.object_id, {"is_disabled": True}
        )
        self.disabled_principal = self.register_daemon()
        self.change(
            update_service_principal,
            self.disabled_principal.principal.object_id,
            {"account_enabled": False},
        )
        self.no_principal = self.register_daemon(with_principal=False)
        self.public = self.register_daemon(with_secret=False)
        self.change(
            update_application,
            self.public.application.object_id,
            {"is_fallback_public_client": True},
        )
        self.expired_secret = self.add_secret(self.daemon.application, days=1)
        self.disabled_api, principal = self.register_api()
        self.change(update_service_principal, principal.object_id, {"account_enabled": False})
        self.closed_api, principal = self.register_api()
        self.change(
            update_service_principal, principal.object_id, {"app_role_assignment_required": True}
        )
        self.federated = self.register_daemon(with_secret=False)
        jwks = json.dumps({"keys": [public_jwk(key(), kid="one")]})
        self.change(
            add_federated_credential,
            self.federated.application.object_id,
            NewFederatedCredential("main", ISSUER, "s", ("x",), pinned_jwks=jwks),
            FederationRules(OurIssuers(frozenset())),
        )
        self.mapped_api, _ = self.register_api(version=1)
        self.change(
            update_application, self.mapped_api.object_id, {"api": {"accept_mapped_claims": True}}
        )
        uri = f"api://{self.daemon.application.app_id}"
        self.change(
            update_application, self.daemon.application.object_id, {"identifier_uris": (uri,)}
        )
        self.clock.time += timedelta(days=2)

    def attempt(self, parts: dict[str, Any]) -> httpx2.Response:
        """Send the right request with some parts replaced; None leaves a part out."""
        form = {name[5:]: value for name, value in parts.items() if name.startswith("form:")}
        body = urlencode(self.form(**form)) + parts.get("more of the body", "")
        tenant = parts.get("tenant", self.tenant.tenant_id)
        headers = {
            "content-type": parts.get("content type", "application/x-www-form-urlencoded"),
            "host": parts.get("host", ORIGIN.removeprefix("https://")),
        }
        if "authorization" in parts:
            headers["authorization"] = parts["authorization"]
        return self.send(
            parts.get("method", "POST"),
            f"/{tenant}/oauth2/v2.0/token{parts.get('query', '')}",
            content=parts.get("body", body),
            headers=headers,
        )


@dataclass(frozen=True)
class Fault:
    """What is wrong with a request, where that is noticed, and what the client is told.

    Names in braces in ``parts`` stand for identifiers of the ground.
    """

    check: Check
    code: int
    parts: dict[str, Any]
    status: int = 400

    def of(self, ground: Ground) -> dict[str, Any]:
        """Return the parts with the ground's identifiers in them."""
        names = {
            "me": ground.daemon.application.app_id,
            "api": ground.api.app_id,
            "disabled_app": ground.disabled_app.application.app_id,
            "disabled_principal": ground.disabled_principal.application.app_id,
            "no_principal": ground.no_principal.application.app_id,
            "federated": ground.federated.application.app_id,
            "public": ground.public.application.app_id,
            "expired_secret": ground.expired_secret,
            "disabled_api": ground.disabled_api.app_id,
            "closed_api": ground.closed_api.app_id,
            "mapped_api": ground.mapped_api.app_id,
        }
        return {name: filled(value, names) for name, value in self.parts.items()}


def filled(value: Any, names: dict[str, str]) -> Any:
    """Return a part with the identifiers filled in; a function of them makes an assertion."""
    if callable(value):
        return value(names)
    return value.format_map(names) if isinstance(value, str) else value


def credential(**parts: Any) -> dict[str, Any]:
    """Return the parts of another credential; the secret is left out unless it is given."""
    return {"form:client_secret": parts.pop("secret", None)} | {
        f"form:{name}": value for name, value in parts.items()
    }


def assertion(value: Any) -> dict[str, Any]:
    """Return the parts of a client assertion in place of the secret."""
    return credential(client_assertion=value, client_assertion_type=JWT_BEARER)


def federated(token: str) -> dict[str, Any]:
    """Return the parts of a client that trusts ``ISSUER``, and this token for its credential."""
    return assertion(token) | {"form:client_id": "{federated}"}


FAULTS = {
    "a GET": Fault(METHOD, 900561, {"method": "GET"}, 405),
    "a foreign host": Fault(METHOD, 9002313, {"host": "login.example.org"}, 421),
    "no form": Fault(FORM, 900144, {"content type": "application/json"}),
    "an empty body": Fault(FORM, 900144, {"body": ""}),
    "a body that is no UTF-8": Fault(FORM, 9002313, {"body": b"grant_type=%ff"}),
    "a body that is too large": Fault(METHOD, 9002313, {"body": b"x" * 70_000}, 413),
    "a secret in the URL": Fault(FORM, 9002313, {"query": "?client_secret=x"}),
    "a malformed Basic header": Fault(FORM, 9002313, {"authorization": "Basic !!!"}),
    "claims that are no JSON": Fault(FORM, 9002313, {"form:claims": "no JSON"}),
    "a parameter twice": Fault(FORM, 9000411, {"more of the body": "&grant_type=twice"}),
    "no grant type": Fault(FORM, 900144, {"form:grant_type": None}),
    "another grant type": Fault(FORM, 70003, {"form:grant_type": "password"}),
    "no client ID": Fault(FORM, 900144, {"form:client_id": None} | credential(secret="x")),
    "no scope": Fault(FORM, 900144, {"form:scope": None}),
    "an assertion of no type": Fault(FORM, 900144, credential(client_assertion="x.y.z")),
    "a resource parameter": Fault(
        RESOURCE, 901002, {"form:resource": "api://x", "form:scope": None}
    ),
    "two credentials": Fault(
        FORM, 90023, credential(secret="x", client_assertion="y", client_assertion_type=JWT_BEARER)
    ),
    "two client IDs": Fault(
        FORM,
        7000110,
        {
            "authorization": "Basic " + base64.b64encode(f"{ANOTHER}:x".encode()).decode(),
            "form:client_secret": None,
        },
        401,
    ),
    "the tenant 'common'": Fault(TENANT, 50059, {"tenant": "common"}),
    "the tenant 'organizations'": Fault(TENANT, 50059, {"tenant": "organizations"}),
    "the tenant 'consumers'": Fault(TENANT, 9001023, {"tenant": "consumers"}),
    "a tenant that is no name": Fault(TENANT, 900023, {"tenant": "a_b"}),
    "an unknown tenant": Fault(TENANT, 90002, {"tenant": "fabrikam"}),
    "a client ID that is no GUID": Fault(CLIENT, 700038, {"form:client_id": "my-daemon"}),
    "an unknown client": Fault(CLIENT, 700016, {"form:client_id": UNKNOWN}),
    "a disabled application": Fault(PRINCIPAL, 7000112, {"form:client_id": "{disabled_app}"}),
    "a disabled service principal": Fault(
        PRINCIPAL, 7000112, {"form:client_id": "{disabled_principal}"}
    ),
    "no service principal": Fault(PRINCIPAL, 7000229, {"form:client_id": "{no_principal}"}, 401),
    "no credential": Fault(CREDENTIAL, 7000216, credential(), 401),
    "a public client": Fault(
        CREDENTIAL, 700025, {"form:client_id": "{public}"} | credential(secret="x"), 401
    ),
    "a wrong secret": Fault(CREDENTIAL, 7000215, credential(secret="wrong"), 401),
    "an expired secret": Fault(CREDENTIAL, 7000222, credential(secret="{expired_secret}"), 401),
    "an assertion that is no JWT": Fault(ASSERTION, 50027, assertion("nonsense")),
    "an assertion without an issuer": Fault(ASSERTION, 90014, assertion(jwt(sub="s", aud="x"))),
    "an assertion by an unknown certificate": Fault(
        CREDENTIAL,
        700027,
        assertion(lambda names: jwt(iss=names["me"], sub=names["me"], aud="x", exp=4e9)),
        401,
    ),
    "an assertion by an algorithm that is not offered": Fault(
        CREDENTIAL,
        5002738,
        assertion(lambda names: jwt({"alg": "none"}, iss=names["me"], sub=names["me"], aud="x")),
        401,
    ),
    "an assertion of another type": Fault(
        CREDENTIAL,
        5002727,
        assertion(lambda names: jwt({"typ": "at+jwt"}, iss=names["me"], sub=names["me"], aud="x")),
        401,
    ),
    "an assertion whose subject is not its issuer": Fault(
        CREDENTIAL,
        50048,
        assertion(lambda names: jwt(iss=names["me"], sub=ANOTHER, aud="x")),
        401,
    ),
    "an assertion by another client": Fault(
        CREDENTIAL, 700021, assertion(jwt(iss=ANOTHER, sub=ANOTHER, aud="x")), 401
    ),
    "an assertion that names no key": Fault(
        CREDENTIAL,
        5002723,
        assertion(lambda names: jwt({"x5t": None}, iss=names["me"], sub=names["me"], aud="x")),
        401,
    ),
    "an assertion of another issuer": Fault(
        CREDENTIAL, 70025, assertion(jwt(iss=ISSUER, sub="s", aud="x", exp=4e9)), 401
    ),
    "a token of an issuer that is not trusted": Fault(
        CREDENTIAL, 700211, federated(jwt(iss=f"{ISSUER}/", sub="s", aud="x", exp=4e9)), 401
    ),
    "a token for another audience": Fault(
        CREDENTIAL, 700212, federated(jwt(iss=ISSUER, sub="s", aud="y", exp=4e9)), 401
    ),
    "a token with another subject": Fault(
        CREDENTIAL, 700213, federated(jwt(iss=ISSUER, sub="t", aud="x", exp=4e9)), 401
    ),
    "a token whose subject differs in case": Fault(
        CREDENTIAL, 7002138, federated(jwt(iss=ISSUER, sub="S", aud="x", exp=4e9)), 401
    ),
    "a token of this server": Fault(
        CREDENTIAL, 700222, federated(jwt(iss=f"{ORIGIN}/t/v2.0", sub="s", aud="x", exp=4e9)), 401
    ),
    "a token by a forged signature": Fault(
        CREDENTIAL, 700027, federated(jwt(iss=ISSUER, sub="s", aud="x", exp=4e9)), 401
    ),
    "a scope without .default": Fault(SCOPE, 1002012, {"form:scope": "ToDoList.Read.All"}),
    "a scope beside .default": Fault(
        SCOPE, 70011, {"form:scope": "api://{api}/.default api://{api}/Read"}
    ),
    "two resources": Fault(SCOPE, 700022, {"form:scope": "api://a/.default api://b/.default"}),
    "an unknown resource": Fault(RESOURCE, 500011, {"form:scope": "api://nowhere/.default"}),
    "a disabled resource": Fault(RESOURCE, 50001, {"form:scope": "{disabled_api}/.default"}),
    "itself by name": Fault(ASSIGNMENT, 90009, {"form:scope": "api://{me}/.default"}),
    "a resource that requires assignment": Fault(
        ASSIGNMENT, 501051, {"form:scope": "{closed_api}/.default"}
    ),
    "an audience that mapped claims must not have": Fault(
        AUDIENCE, 501461, {"form:scope": "api://{mapped_api}/.default"}
    ),
}

PAIRS = [
    (first, second)
    for first, second in permutations(FAULTS, 2)
    if ORDER.index(FAULTS[first].check) < ORDER.index(FAULTS[second].check)
    and FAULTS[first].parts.keys().isdisjoint(FAULTS[second].parts)
]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with opened_server(tmp_path_factory.mktemp("ground") / "data", kind=Ground) as server:
        server.prepare()
        yield server


def told(response: httpx2.Response) -> tuple[int, int]:
    """Return status and code of a refusal."""
    return response.status_code, response.json()["error_codes"][0]


TESTED_ELSEWHERE = {
    90055: "tests/surface/login/test_throttling.py",
    50196: "tests/surface/login/test_throttling.py",
    700023: "tests/surface/login/test_client_certificate.py",
    700024: "tests/surface/login/test_client_certificate.py",
    50012: "tests/surface/login/test_client_certificate.py",
    700030: "tests/surface/login/test_trusted_subject.py",
    90061: "tests/surface/login/test_federation.py",
    7000272: "tests/surface/login/test_federation.py",
    9800001: "tests/conformance/test_rfc8707.py",
    9800002: "tests/conformance/test_rfc9449.py",
    9800003: "tests/conformance/test_rfc9449.py",
    9800004: "tests/conformance/test_rfc9449.py",
    9800005: "tests/conformance/test_rfc8705.py",
    90033: "test_without_its_record_no_token_leaves",
}
"""Refusals that need a signature, another server or a setting, and where they are provoked."""


def test_every_refusal_of_every_check_is_provoked() -> None:
    provoked = {fault.code for fault in FAULTS.values()} | TESTED_ELSEWHERE.keys()
    for check in ORDER:
        for row in check.refusals:
            assert row.aadsts in provoked, f"add a fault that ends in {row.aadsts} to FAULTS"


def test_the_right_request_gets_a_token(ground: Ground) -> None:
    assert ground.attempt({}).status_code == 200


@pytest.mark.spec("RFC 6749", "5.2")
@pytest.mark.parametrize("sentence", FAULTS)
def test_each_fault_has_its_code(ground: Ground, sentence: str) -> None:
    fault = FAULTS[sentence]
    response = ground.attempt(fault.of(ground))
    assert told(response) == (fault.status, fault.code)
    assert response.json()["error_description"].startswith(f"AADSTS{fault.code}: ")
    assert fault.code in {row.aadsts for row in fault.check.refusals}


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=map(" and ".join, PAIRS))
def test_of_two_faults_the_earlier_check_answers(ground: Ground, first: str, second: str) -> None:
    winner, loser = FAULTS[first], FAULTS[second]
    response = ground.attempt(loser.of(ground) | winner.of(ground))
    assert told(response) == (winner.status, winner.code)


@pytest.mark.parametrize(
    "sentence",
    [
        "an unknown client",
        "a disabled application",
        "a disabled service principal",
        "no service principal",
        "a wrong secret",
        "an expired secret",
    ],
)
def test_t7_a_refused_client_costs_as_many_hashes_as_a_good_one(
    ground: Ground, sentence: str
) -> None:
    before = ground.hash_keys.uses
    ground.attempt({"form:x-client-ver": sentence})  # a request that was never made before
    good = ground.hash_keys.uses - before
    ground.attempt(FAULTS[sentence].of(ground))
    assert ground.hash_keys.uses - before == 2 * good


def test_a_disabled_application_without_a_principal_is_told_that_it_is_disabled(
    ground: Ground,
) -> None:
    daemon = ground.register_daemon(with_principal=False)
    ground.change(update_application, daemon.application.object_id, {"is_disabled": True})
    response = ground.attempt({"form:client_id": daemon.application.app_id})
    assert told(response) == (400, 7000112)


def test_without_its_record_no_token_leaves(tmp_path: Path) -> None:
    with opened_server(tmp_path / "data", kind=Server) as server:
        server.run(server.services.sign_in_log.close())
        response = server.token()
        assert told(response) == (503, 90033)
        assert response.headers["retry-after"].isdecimal()
