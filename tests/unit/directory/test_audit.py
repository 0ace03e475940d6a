"""Reading the trail, and writing down what was refused."""

from __future__ import annotations

import pytest
from tests.unit.directory.arrange import CONTOSO, FABRIKAM, daemon, furnish, run
from tests.unit.directory.memory import MemorySignInLog

from daemonry.directory.applications import update_application
from daemonry.directory.audit import list_audit_events, list_sign_ins, record_denied
from daemonry.model.errors import ForbiddenError


def test_events_come_newest_first_in_pages(desk, scene):
    everything = run(list_audit_events(desk.work(), limit=1000))
    assert list(everything) == desk.tables.events[::-1]
    first = run(list_audit_events(desk.work(), limit=3))
    second = run(list_audit_events(desk.work(), limit=3, before=first[-1].event_id))
    assert [*first, *second] == list(everything[:6])


def test_events_are_narrowed_to_one_object(desk, scene):
    found = run(list_audit_events(desk.work(), target_id=scene.client_sp))
    assert {event.activity for event in found} == {
        "Add service principal",
        "Add app role assignment to service principal",
        "Add delegated permission grant",
    }


def test_events_of_another_tenant_are_not_shown(desk, scene):
    furnish(desk, FABRIKAM, "fabrikam")
    for tenant_id in (CONTOSO, FABRIKAM):
        found = run(list_audit_events(desk.work(tenant_id=tenant_id), limit=1000))
        assert {event.tenant_id for event in found} == {tenant_id}


def test_a_denied_attempt_leaves_a_record_of_who_tried_what(desk, scene):
    actor = daemon(scene, "Application.Read.All")
    with pytest.raises(ForbiddenError) as refused:
        run(update_application(desk.work(actor), scene.api, {"notes": "x"}))
    run(record_denied(desk.work(actor), "Update application", refused.value, scene.api))
    event = desk.tables.events[-1]
    assert (event.result, event.activity) == ("failure", "Update application")
    assert event.reason == "Insufficient privileges to complete the operation."
    assert event.actor == actor
    assert event.targets[0].object_id == scene.api
    assert event.details == {"errorCode": "Authorization_RequestDenied"}


def test_a_denied_attempt_without_a_target_is_recorded_too(desk, scene):
    with pytest.raises(ForbiddenError) as refused:
        run(update_application(desk.work(daemon(scene)), scene.api, {}))
    run(record_denied(desk.work(), "Add application", refused.value))
    assert desk.tables.events[-1].targets == ()


def test_sign_ins_are_asked_of_the_log_for_this_tenant_only(desk, scene):
    log = MemorySignInLog()
    run(list_sign_ins(desk.work(), log, limit=5, app_id="a", correlation_id="c", before="b"))
    narrowed = {"limit": 5, "before": "b", "app_id": "a", "correlation_id": "c", "where": None}
    assert log.asked == [(CONTOSO, narrowed)]
