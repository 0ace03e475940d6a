"""Applications as our own Graph answers them, read as those of a real tenant, stay the same."""

from __future__ import annotations

import json

from hypothesis import given, settings
from tests.property.test_configuration import build, tenants
from tests.unit.directory.arrange import CONTOSO, FABRIKAM, FEDERATION_RULES, Desk, new_tenant, run

from daemonry.configuration.graph_import import read_graph
from daemonry.configuration.plan import Means, apply_document, export_document
from daemonry.configuration.reading import read_document
from daemonry.graph import representation
from daemonry.ports import ListQuery

NOT_OF_GRAPH = ("owners", "appRoleAssignments", "federatedIdentityCredentials", "servicePrincipal")


@settings(max_examples=40, deadline=None)
@given(tenants())
def test_every_settable_property_and_identifier_survives(wished):
    desk = Desk()
    new_tenant(desk)
    new_tenant(desk, FABRIKAM, "fabrikam")
    here, there = desk.work(tenant_id=CONTOSO), desk.work(tenant_id=FABRIKAM)
    build(here, wished)
    stored = run(here.uow.applications.list_matching(CONTOSO, ListQuery()))
    page = {
        "value": [representation.application(item, with_keys=True, is_beta=True) for item in stored]
    }
    source, _ = read_graph(json.dumps(page).encode(), "graph.json")
    means = Means(desk.tools, FEDERATION_RULES)
    run(apply_document(there, read_document([source]), means))
    assert _without(run(export_document(there))) == _without(run(export_document(here)))


def _without(document):
    """Return the applications without what Graph keeps elsewhere."""
    return [
        {name: value for name, value in item.items() if name not in NOT_OF_GRAPH}
        for item in document["applications"]
    ]
