"""Why a client gets, or does not get, what it expects: asked of the same functions as tokens.

``trial.py`` runs the checks of ``issue.py`` in their order; what surrounds a decision
(who else holds a role, what was deleted) is read beside it and never decides. For
administrators: nothing of it reaches the wire of the token endpoint.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from daemonry.model.ids import ObjectId, parse_guid
from daemonry.oauth.metadata import Authority
from daemonry.oauth.scope import SUFFIX
from daemonry.ports import ListQuery
from daemonry.tokens.check_findings import client_of, findings_of, resource_of
from daemonry.tokens.claims import claims_of
from daemonry.tokens.delegated.explain import explain_person
from daemonry.tokens.explanation import Decider, Explanation, Finding, Outcome, recorded_request
from daemonry.tokens.mending import mend_of_code
from daemonry.tokens.order import CREDENTIAL, ORDER, RESOURCE, check_of
from daemonry.tokens.role_findings import judge_claims, judge_roles
from daemonry.tokens.token_notes import note_token
from daemonry.tokens.trial import run_checks

if TYPE_CHECKING:
    from daemonry.model.audit import SignIn
    from daemonry.tokens.order import Check
    from daemonry.tokens.trial import Trial, View

_RECORDED: Final = "The request passed, else it would have ended here."


async def explain_client(view: View, client_id: str, resource: str | None) -> Explanation:
    """Return what a request of this client for this API would meet, check by check.

    ``resource`` may be an appId, an application ID URI with or without ``/.default``,
    a name of the management API, the object ID of a service principal, or the display
    name that one API alone bears. Without it the checks end at the credential.
    """
    identifier = None if resource is None else await _identifier(view, resource)
    trial = await run_checks(view, client_id, identifier)
    return await _explanation(view, trial)


async def explain_record(view: View, record: SignIn) -> Explanation:
    """Return what a recorded request met, and what the same request would meet now.

    A request that was refused before its API was known is asked again without one.
    """
    if record.user is not None:
        return await explain_person(view, record, record.user)
    resource = record.resource_id or None
    trial = await run_checks(view, record.app_id, resource)
    failed = check_of(record.error_code) if record.error_code else None
    mend = trial.words.fill(mend_of_code(record.error_code))
    client = Decider("application", record.app_id, record.app_display_name)
    api = Decider("servicePrincipal", record.resource_id, record.resource_display_name)
    last = ORDER.index(failed) if failed is not None else len(ORDER)
    checks = [Finding(c.name, Outcome.PASSED, _recorded(c, record)) for c in ORDER[:last]]
    if failed is not None:
        decider = api if last >= ORDER.index(RESOURCE) else client
        checks.append(Finding(failed.name, Outcome.FAILED, record.failure_reason, decider, mend))
    checks += [Finding(c.name, Outcome.NOT_REACHED, "") for c in ORDER[last + 1 :]]
    return Explanation(
        client=client,
        resource=api,
        error_code=record.error_code,
        checks=tuple(checks),
        request=recorded_request(record),
        now=await _explanation(view, trial),
    )


async def _explanation(view: View, trial: Trial) -> Explanation:
    decision, words = trial.decision, trial.words
    explanation = Explanation(
        client=client_of(trial),
        resource=resource_of(trial),
        error_code=trial.refusal.refusal.aadsts if trial.refusal is not None else 0,
        checks=await findings_of(view, trial),
    )
    if decision is None:
        return explanation
    tenant_id, api = view.tenant.tenant_id, decision.resource.principal
    claims = claims_of(decision, Authority(view.origin, tenant_id), frozenset())
    policies = await view.directory.token_lifetime_policies(tenant_id, api)
    return replace(
        explanation,
        roles=await judge_roles(view.uow, decision, words),
        remarks=judge_claims(decision, claims, words),
        notes=note_token(decision, policies),
        claims=claims,
    )


def _recorded(check: Check, record: SignIn) -> str:
    if check is CREDENTIAL and record.credential_type:
        return f"By {record.credential_type} {record.credential_key_id}."
    return _RECORDED


async def _identifier(view: View, typed: str) -> str:
    """Return what a request would say for whatever an administrator typed."""
    typed = typed.removesuffix(SUFFIX)
    tenant_id, principals = view.tenant.tenant_id, view.uow.service_principals
    if await view.directory.resource(tenant_id, typed) is not None:
        return typed
    guid = parse_guid(typed)
    if guid is not None:
        found = await principals.get(tenant_id, ObjectId(guid))
        return found.app_id if found is not None else typed
    named = await principals.list_matching(tenant_id, ListQuery(display_name=typed))
    if len(named) != 1:
        return typed
    return next(iter(named[0].application.identifier_uris), named[0].app_id)
