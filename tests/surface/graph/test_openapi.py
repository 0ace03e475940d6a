"""The OpenAPI document of the management API, and that the server keeps to it.

Whatever a generator makes of the document is answered with a status and a body of the
document, and never with a fault of the server. ``make fuzz`` asks for more of it by
``DAEMONRY_FUZZ_EXAMPLES``, the number of requests for each operation.
"""

import json
import os

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.surface.graph.test_every_route import Tenant
from tests.surface.graph.test_graph import server  # noqa: F401 - the fixture
from tests.surface.login.arrange import ORIGIN

from daemonry.graph.openapi import openapi_document
from daemonry.graph.routes import ROUTES

EXAMPLES = int(os.environ.get("DAEMONRY_FUZZ_EXAMPLES", "4"))
DOCUMENT = openapi_document()
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def _order(operation):
    return operation.path.endswith("restore"), operation.method.upper() == "DELETE"


OPERATIONS = sorted((found.ok() for found in SCHEMA.get_all_operations()), key=_order)


@pytest.fixture(scope="module")
def tenant(server):  # noqa: F811 - the fixture
    """A tenant with one of everything, whose administrator asks."""
    return Tenant(server, server.tenant)


def test_the_document_is_served_to_anybody_under_both_versions(server):  # noqa: F811
    for version in ("v1.0", "beta"):
        answer = server.send("GET", f"/{version}/openapi.json")
        assert answer.status_code == 200
        assert answer.json() == json.loads(json.dumps(DOCUMENT))


def test_every_route_is_in_the_document_with_its_permissions():
    operations = [one for path in DOCUMENT["paths"].values() for one in path.values()]
    counts = [one for one in operations if one["operationId"].startswith("count_")]
    assert len(operations) - len(counts) == len(ROUTES)
    assert len({one["operationId"] for one in operations}) == len(operations)
    said = " ".join(one.get("description", "") for one in operations)
    for route in ROUTES:
        for group in route.rights:
            assert " or ".join(group) in said


def test_the_document_is_valid():
    SCHEMA.validate()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_the_server_keeps_to_the_document(tenant, operation):
    known = _real_keys(operation, tenant.ids)
    token = {"authorization": f"Bearer {tenant.admin.token}"}

    @settings(
        max_examples=EXAMPLES,
        database=None,
        derandomize=EXAMPLES < 50,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(*_cases(operation, known)), version=st.sampled_from(("v1.0", "beta")))
    def ask(case, version):
        wanted = requests.Request(
            **case.as_transport_kwargs(base_url=f"{ORIGIN}/{version}")
        ).prepare()
        headers = {name.lower(): value for name, value in wanted.headers.items()} | token
        asked = tenant.server.send(wanted.method, wanted.url, headers=headers, content=wanted.body)
        case.validate_response(asked, checks=CHECKS)

    ask()


def _cases(operation, known):
    """Return strategies for what fits the document and what does not, real keys first."""
    yield operation.as_strategy(path_parameters=known)
    yield operation.as_strategy(GenerationMode.NEGATIVE, path_parameters=known)
    yield operation.as_strategy()


def _real_keys(operation, ids):
    """Return the identifiers of what is there, by the names that the document gives keys."""
    parts = operation.path.strip("/").split("/")
    return {
        part[1:-1]: getattr(ids, parts[at - 1].lower())
        for at, part in enumerate(parts)
        if part.startswith("{")
    }
