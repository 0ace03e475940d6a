"""From a run through the checks to what is said about each: why it passed or failed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from daemonry.model.ids import AppId, parse_guid
from daemonry.ports import ListQuery
from daemonry.tokens.explanation import Decider, Finding, Outcome
from daemonry.tokens.mending import ENABLE_APPLICATION, NEW_SECRET, RESTORE, mend_of
from daemonry.tokens.order import (
    ASSERTION,
    ASSIGNMENT,
    AUDIENCE,
    BINDING,
    CLIENT,
    CREDENTIAL,
    FORM,
    ISSUE,
    LIMITS,
    METHOD,
    ORDER,
    PRINCIPAL,
    REPETITION,
    RESOURCE,
    SCOPE,
)
from daemonry.tokens.token_notes import BOUND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daemonry.model.application import Application
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.oauth.errors import OAuthError
    from daemonry.tokens.claims import Decision
    from daemonry.tokens.order import Check
    from daemonry.tokens.trial import Trial, View

_NOT_ASKED: Final = "The question is about the directory, not about one request."
_OF_THE_API: Final = (RESOURCE, ASSIGNMENT, AUDIENCE, BINDING)
_OF_THE_REQUEST: Final = (SCOPE, *_OF_THE_API)


async def findings_of(view: View, trial: Trial) -> tuple[Finding, ...]:
    """Return one finding for each check, in order; none behind the failed one is reached."""
    reached = list(_reached(trial))
    found = [await _finding(view, trial, check) for check in reached]
    found += [Finding(check.name, Outcome.NOT_REACHED, "") for check in ORDER[len(reached) :]]
    return tuple(found)


def client_of(trial: Trial) -> Decider:
    """Return the client as far as it is known."""
    words = trial.words
    if words.client is None:
        return Decider("application", words.client_id, trial.attempt.app_display_name)
    return Decider("application", words.client.app_id, words.client.display_name)


def resource_of(trial: Trial) -> Decider:
    """Return the API as far as it is known, else as it was named."""
    api = trial.words.api
    if api is None:
        return Decider("servicePrincipal", "", trial.identifier)
    return _service_principal(api)


def _reached(trial: Trial) -> Iterator[Check]:
    last = trial.failed
    if last is None:
        last = ISSUE if trial.decision is not None else CREDENTIAL
    for check in ORDER:
        yield check
        if check is last:
            return


async def _finding(view: View, trial: Trial, check: Check) -> Finding:
    if check in {METHOD, FORM, LIMITS, ASSERTION, REPETITION}:
        return Finding(check.name, Outcome.ASSUMED, _NOT_ASKED)
    if check is CREDENTIAL:
        return _credential(trial)
    if check is trial.failed and trial.refusal is not None:
        return await _failure(view, trial, check, trial.refusal)
    decider, why = _passed(view, trial, check)
    return Finding(check.name, Outcome.PASSED, why, decider)


def _credential(trial: Trial) -> Finding:
    judged = trial.credentials
    if judged is None:
        return Finding(CREDENTIAL.name, Outcome.ASSUMED, "")
    if judged.refusal is not None:
        outcome, mend = Outcome.FAILED, mend_of(judged.refusal.refusal)
    elif judged.is_ending:
        outcome, mend = Outcome.WARNING, NEW_SECRET
    else:
        outcome, mend = Outcome.PASSED, None
    return Finding(CREDENTIAL.name, outcome, judged.why, client_of(trial), trial.words.fill(mend))


async def _failure(view: View, trial: Trial, check: Check, refusal: OAuthError) -> Finding:
    words = trial.words
    why, mend = refusal.detail or str(refusal), mend_of(refusal.refusal)
    if check is CLIENT:
        deleted = await _registered(view, words.client_id, deleted=True)
        if deleted is not None:
            why = f"It was deleted on {deleted.deleted_at:%Y-%m-%d}, and can be restored."
            mend, words = RESTORE, replace(words, client=deleted)
    if check is PRINCIPAL:
        client = await _registered(view, words.client_id)
        words = replace(words, client=client)
        if client is not None and client.is_disabled:
            mend = ENABLE_APPLICATION
    decider = resource_of(trial) if check in _OF_THE_API else client_of(trial)
    return Finding(check.name, Outcome.FAILED, why, decider, words.fill(mend))


def _passed(view: View, trial: Trial, check: Check) -> tuple[Decider, str]:
    """Return the object that lets the client pass, and what is worth knowing of it."""
    if check in {CLIENT, PRINCIPAL}:
        return _passed_by_client(trial, check)
    if check in _OF_THE_REQUEST:
        return resource_of(trial), _about_the_api(trial, check)
    tenant = view.tenant
    decider = Decider("tenant", tenant.tenant_id, tenant.display_name)
    if check is ISSUE and trial.signing_key is not None:
        return decider, f"The signing key {trial.signing_key.kid} is active."
    names = ", ".join((tenant.tenant_id, *sorted(tenant.verified_domains)))
    return decider, f"It is reached as {names} or {tenant.subdomain}."


def _about_the_api(trial: Trial, check: Check) -> str:
    api, decision = trial.words.api, trial.decision
    if check is RESOURCE and api is not None:
        return f"It is reached as {', '.join(api.service_principal_names)}."
    if check is ASSIGNMENT and decision is not None:
        return _held(decision)
    if check is BINDING and decision is not None:
        return BOUND[decision.resource.principal.application.token_settings.sender_constraint]
    return f"It is asked for as {trial.identifier}."


def _passed_by_client(trial: Trial, check: Check) -> tuple[Decider, str]:
    if check is CLIENT:
        return client_of(trial), "It is registered in this tenant."
    principal = trial.words.client_principal
    if principal is None:
        return client_of(trial), "It is enabled."
    return _service_principal(principal), "It is enabled."


def _held(decision: Decision) -> str:
    count = len(decision.granted.entitlement.role_ids)
    is_required = decision.resource.principal.app_role_assignment_required
    rule = "requires" if is_required else "does not require"
    return f"The client holds {count} of its roles; it {rule} any."


def _service_principal(principal: ServicePrincipal) -> Decider:
    return Decider("servicePrincipal", principal.object_id, principal.display_name)


async def _registered(view: View, client_id: str, *, deleted: bool = False) -> Application | None:
    app_id = parse_guid(client_id)
    if app_id is None:
        return None
    query = ListQuery(app_id=AppId(app_id))
    found = await view.uow.applications.list_matching(view.tenant.tenant_id, query, deleted=deleted)
    return found[0] if found else None
