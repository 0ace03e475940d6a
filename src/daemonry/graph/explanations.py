"""``daemonry.explain``: why a client gets what it gets. Not part of Microsoft Graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daemonry.directory.audit import list_sign_ins
from daemonry.directory.lookup import not_found, tenant_of
from daemonry.directory.permissions import EXPLAIN, require_any
from daemonry.graph.representation import timestamp
from daemonry.graph.service_principals import named
from daemonry.graph.services import Answer
from daemonry.model.ids import parse_guid
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.tokens.explain import explain_client, explain_record
from daemonry.tokens.trial import View

if TYPE_CHECKING:
    from daemonry.graph.services import Call
    from daemonry.tokens.explanation import Decider, Explanation, Finding, Mend, RecordedRequest

    Json = dict[str, Any]


async def of_client(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{id}/daemonry.explain?resource=...``."""
    principal = await named(call)
    resource = next((value for name, value in call.options.raw if name == "resource"), "")
    if not resource:
        reason = "The query parameter 'resource' names the API: an appId or application ID URI."
        raise ODataError(errors.BAD_REQUEST, reason=reason)
    found = await explain_client(await _view(call), principal.app_id, resource)
    return Answer(200, _body(call, found))


async def of_request(call: Call) -> Answer:
    """Answer ``GET /auditLogs/signIns/{correlationId}/daemonry.explain``: the newest of that ID."""
    correlation_id = parse_guid(call.keys[0].value)
    records = (
        await list_sign_ins(
            call.work, call.services.sign_in_log, limit=1, correlation_id=correlation_id
        )
        if correlation_id is not None
        else ()
    )
    if not records:
        raise not_found(call.keys[0].value)
    return Answer(200, _body(call, await explain_record(await _view(call), records[0])))


async def _view(call: Call) -> View:
    for permissions in EXPLAIN:
        require_any(call.work, *permissions)
    work, services = call.work, call.services
    tenant = await tenant_of(work)
    origin = call.base.rsplit("/", 1)[0]
    return View(services.token_directory, work.uow, tenant, services.clock.now(), origin)


def _body(call: Call, explanation: Explanation) -> Json:
    return {"@odata.context": f"{call.base}/$metadata#daemonry.explanation"} | _explanation(
        explanation
    )


def _explanation(explanation: Explanation) -> Json:
    request, now = explanation.request, explanation.now
    return {
        "verdict": explanation.verdict,
        "errorCode": explanation.error_code,
        "client": _object(explanation.client),
        "resource": _object(explanation.resource),
        "person": _object(explanation.person) if explanation.person is not None else None,
        "checks": [_finding(finding) for finding in explanation.checks],
        "roles": [
            {
                "value": role.value,
                "permissionId": role.permission_id,
                "inToken": role.in_token,
                "why": role.why,
                "mend": _mend(role.mend),
            }
            for role in explanation.roles
        ],
        "remarks": [_finding(remark) for remark in explanation.remarks],
        "notes": [_finding(note) for note in explanation.notes],
        "claims": dict(explanation.claims),
        "request": _request(request) if request is not None else None,
        "now": _explanation(now) if now is not None else None,
    }


def _request(request: RecordedRequest) -> Json:
    return {
        "createdDateTime": timestamp(request.at),
        "correlationId": request.correlation_id,
        "id": request.sign_in_id,
        "failureReason": request.failure_reason,
        "credentialType": request.credential_type,
        "credentialKeyId": request.credential_key_id,
        "roles": list(request.roles),
        "ipAddress": request.ip_address,
    }


def _finding(finding: Finding) -> Json:
    return {
        "check": finding.check,
        "outcome": finding.outcome,
        "why": finding.why,
        "decidedBy": _object(finding.decider) if finding.decider is not None else None,
        "mend": _mend(finding.mend),
    }


def _object(decider: Decider) -> Json:
    return {"kind": decider.kind, "id": decider.id, "displayName": decider.display_name}


def _mend(mend: Mend | None) -> Json | None:
    if mend is None:
        return None
    return {"command": mend.command, "page": mend.page, "graph": mend.graph}
