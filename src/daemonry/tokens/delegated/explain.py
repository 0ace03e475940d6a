"""Why a person's request met what it met: as recorded, and as it would go by now.

``tokens/explain.py`` is the same for daemons. What was typed or clicked is not on record,
so that checks of the request itself are assumed; what the directory decides is asked again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from daemonry.model.application import PERMISSION_SCOPE
from daemonry.model.ids import ObjectId
from daemonry.oauth import errors
from daemonry.oauth.delegated_scope import OPENID_SCOPES
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.redirect_uri import registered_uris
from daemonry.tokens.credential_findings import judge_credentials
from daemonry.tokens.delegated.order import (
    ASSIGNMENT,
    CONSENT,
    GRANT,
    PERSON,
    PROOF,
    REDIRECT,
    order_of,
)
from daemonry.tokens.explanation import (
    Decider,
    Explanation,
    Finding,
    Outcome,
    RoleFinding,
    recorded_request,
)
from daemonry.tokens.issue import identify
from daemonry.tokens.mending import PEOPLE_CONSENT, Words, mend_of, mend_of_code
from daemonry.tokens.order import CLIENT, PRINCIPAL, RESOURCE, TENANT, check_of
from daemonry.tokens.service import Attempt

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from daemonry.model.application import Application, PermissionScope
    from daemonry.model.audit import SignedInUser, SignIn
    from daemonry.model.grant import PermissionGrant
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.user import User
    from daemonry.oauth.errors import Refusal
    from daemonry.tokens.explanation import Mend
    from daemonry.tokens.order import Check
    from daemonry.tokens.trial import View

_RECORDED: Final = "The request passed, else it would have ended here."
_OF_THE_REQUEST: Final = "It depends on the request, which is not kept."
_NOBODY: Final = "nobody yet"
_OF_THE_PERSON: Final = frozenset({PERSON, GRANT, CONSENT})
_OF_THE_API: Final = frozenset({RESOURCE})


async def explain_person(view: View, record: SignIn, user: SignedInUser) -> Explanation:
    """Return what a recorded request of a person met, and what it would meet now."""
    order = order_of(record)
    case = _Case(view, record, user, order, Words(client_id=record.app_id, person=user))
    now = await _now(case)
    client = Decider("application", record.app_id, record.app_display_name)
    api = Decider("servicePrincipal", record.resource_id, record.resource_display_name)
    person = Decider("user", user.user_id, user.user_principal_name or _NOBODY)
    failed = None
    if record.error_code:
        failed = check_of(record.error_code, order) or order[-1]
    last = order.index(failed) if failed is not None else len(order)
    checks = [Finding(check.name, Outcome.PASSED, _RECORDED) for check in order[:last]]
    if failed is not None:
        decider = person if failed in _OF_THE_PERSON else client
        if failed in _OF_THE_API:
            decider = api
        mend = case.words.fill(mend_of_code(record.error_code))
        checks.append(Finding(failed.name, Outcome.FAILED, record.failure_reason, decider, mend))
    checks += [Finding(check.name, Outcome.NOT_REACHED, "") for check in order[last + 1 :]]
    return Explanation(
        client=client,
        resource=api,
        person=person,
        error_code=record.error_code,
        checks=tuple(checks),
        request=recorded_request(record),
        now=replace(now, client=client, resource=api, person=person),
    )


@dataclass(slots=True)
class _Case:
    """A request that is asked again; it fills up from check to check."""

    view: View
    record: SignIn
    user: SignedInUser
    order: tuple[Check, ...]
    words: Words
    error_code: int = 0
    scopes: tuple[RoleFinding, ...] = ()

    @property
    def client(self) -> Application:
        """The client, once it was identified."""
        if self.words.client is None:
            raise LookupError("The client is not known yet.")
        return self.words.client

    def failed(
        self, check: Check, refusal: Refusal, why: str, decider: Decider, mend: Mend | None = None
    ) -> Finding:
        """Return the finding that ends the checks."""
        self.error_code = refusal.aadsts
        filled = self.words.fill(mend or mend_of(refusal))
        return Finding(check.name, Outcome.FAILED, why, decider, filled)


async def _now(case: _Case) -> Explanation:
    """Return what the directory would decide by now."""
    findings: list[Finding] = []
    for check in case.order:
        if case.error_code:
            findings.append(Finding(check.name, Outcome.NOT_REACHED, ""))
            continue
        judge = _JUDGES.get(check)
        if judge is None:
            findings.append(Finding(check.name, Outcome.ASSUMED, _OF_THE_REQUEST))
        else:
            findings.append(await judge(case, check))
    nothing = Decider("", "", "")
    return Explanation(nothing, nothing, case.error_code, tuple(findings), roles=case.scopes)


async def _tenant(case: _Case, check: Check) -> Finding:
    tenant = case.view.tenant
    decider = Decider("tenant", tenant.tenant_id, tenant.display_name)
    return Finding(check.name, Outcome.PASSED, "It is there.", decider)


async def _client(case: _Case, check: Check) -> Finding:
    """Identify the client; whether it is enabled is for the next check to say."""
    view, attempt = case.view, Attempt(0, case.view.now)
    decider = Decider("application", case.record.app_id, case.record.app_display_name)
    try:
        known = await identify(view.directory, view.tenant.tenant_id, case.record.app_id, attempt)
    except OAuthError as refusal:
        if attempt.check is CLIENT or check is PRINCIPAL:
            return case.failed(check, refusal.refusal, str(refusal), decider)
        return Finding(check.name, Outcome.PASSED, "It is registered in this tenant.", decider)
    case.words = replace(case.words, client=known.application, client_principal=known.principal)
    why = "It is enabled." if check is PRINCIPAL else "It is registered in this tenant."
    return Finding(check.name, Outcome.PASSED, why, decider)


async def _redirect(case: _Case, check: Check) -> Finding:
    decider = Decider("application", case.client.app_id, case.client.display_name)
    registered = registered_uris(case.client)
    if not registered:
        why = "No redirect URI is registered."
        return case.failed(check, errors.NO_REDIRECT_REGISTERED, why, decider)
    why = f"Registered are: {', '.join(registered)}"
    return Finding(check.name, Outcome.ASSUMED, why, decider)


async def _proof(case: _Case, check: Check) -> Finding:
    decider = Decider("application", case.client.app_id, case.client.display_name)
    if case.record.credential_type in {"", "none"}:
        return Finding(check.name, Outcome.ASSUMED, "It comes as a public client.", decider)
    principal = case.words.client_principal
    if principal is None:
        return Finding(check.name, Outcome.ASSUMED, _OF_THE_REQUEST, decider)
    judged = judge_credentials(principal, case.view.now)
    if judged.refusal is not None:
        return case.failed(check, judged.refusal.refusal, judged.why, decider)
    return Finding(check.name, Outcome.PASSED, judged.why, decider)


async def _person(case: _Case, check: Check) -> Finding:
    """Judge the account; whether somebody is signed in at a browser only the browser knows."""
    if not case.user.user_id:
        return Finding(check.name, Outcome.ASSUMED, "Who it was is not known.")
    decider = Decider("user", case.user.user_id, case.user.user_principal_name)
    account = await _account(case)
    if account is None:
        return case.failed(check, errors.USER_GONE, "The account was deleted.", decider)
    if not account.account_enabled:
        return case.failed(check, errors.USER_DISABLED, "The account is disabled.", decider)
    ended = account.sessions_valid_from, account.password_changed_at
    last = max((moment for moment in ended if moment is not None), default=None)
    if last is not None and last > case.record.at:
        why = f"The account is enabled; sign-ins of before {last:%Y-%m-%d %H:%M:%SZ} have ended."
        return Finding(check.name, Outcome.WARNING, why, decider)
    return Finding(check.name, Outcome.PASSED, "The account is enabled.", decider)


async def _account(case: _Case) -> User | None:
    tenant_id = case.view.tenant.tenant_id
    return await case.view.uow.users.get(tenant_id, ObjectId(case.user.user_id))


async def _resource(case: _Case, check: Check) -> Finding:
    record = case.record
    if not record.resource_id:
        return Finding(check.name, Outcome.ASSUMED, _OF_THE_REQUEST)
    decider = Decider("servicePrincipal", record.resource_id, record.resource_display_name)
    api = await case.view.directory.resource(case.view.tenant.tenant_id, record.resource_id)
    if api is None:
        return case.failed(check, errors.RESOURCE_NOT_FOUND, "It is not there.", decider)
    case.words = replace(case.words, api=api)
    if not api.account_enabled:
        return case.failed(check, errors.RESOURCE_DISABLED, "It is disabled.", decider)
    return Finding(check.name, Outcome.PASSED, "It is there and enabled.", decider)


async def _assignment(case: _Case, check: Check) -> Finding:
    decider = Decider("application", case.client.app_id, case.client.display_name)
    principal = case.words.client_principal
    if principal is not None and principal.app_role_assignment_required:
        why = "Assignment is required, and people hold no app roles here."
        return case.failed(check, errors.USER_NOT_ASSIGNED, why, decider)
    return Finding(check.name, Outcome.PASSED, "No assignment is required.", decider)


async def _consent(case: _Case, check: Check) -> Finding:
    api, principal = case.words.api, case.words.client_principal
    if api is None or principal is None:
        return Finding(check.name, Outcome.ASSUMED, _OF_THE_REQUEST)
    decider = Decider("servicePrincipal", api.object_id, api.display_name)
    grants = await case.view.uow.permission_grants.list_for_person(
        case.view.tenant.tenant_id, principal.object_id, ObjectId(case.user.user_id)
    )
    case.scopes = tuple(_scopes(case, api, grants))
    open_scopes = [finding.value for finding in case.scopes if not finding.in_token]
    is_openid = any(grant.resource_id == api.object_id for grant in grants)
    if not is_openid and not any(finding.in_token for finding in case.scopes):
        why = f"Nobody consented to: {', '.join(open_scopes) or 'anything of this API'}."
        return case.failed(check, errors.NOT_CONSENTED, why, decider)
    if open_scopes:
        why, mend = f"Not consented: {', '.join(open_scopes)}.", case.words.fill(PEOPLE_CONSENT)
        return Finding(check.name, Outcome.WARNING, why, decider, mend)
    return Finding(check.name, Outcome.PASSED, "All that is listed was consented to.", decider)


def _scopes(
    case: _Case, api: ServicePrincipal, grants: Sequence[PermissionGrant]
) -> list[RoleFinding]:
    """Return a row for each permission of the API that is granted, or listed by the client."""
    held = {
        value: "An administrator consented for everybody."
        if grant.principal_id is None
        else "The person consented."
        for grant in sorted(grants, key=lambda grant: grant.principal_id is None)
        if grant.resource_id == api.object_id
        for value in grant.scope.split()
    }
    settings = api.application.api
    trusted = {
        permission_id
        for known in settings.pre_authorized_applications
        if known.app_id == case.client.app_id
        for permission_id in known.delegated_permission_ids
    }
    listed = {
        access.permission_id
        for entry in case.client.required_resource_access
        if entry.resource_app_id == api.app_id
        for access in entry.resource_access
        if access.type == PERMISSION_SCOPE
    }
    found = []
    for scope in settings.oauth2_permission_scopes:
        why = held.get(scope.value or "", "")
        if scope.scope_id in trusted:
            why = "The API names the client as authorized for it."
        is_asked = scope.scope_id in listed or scope.value in case.user.scopes
        if scope.value and scope.value not in OPENID_SCOPES and (why or is_asked):
            found.append(_row(case, scope, why))
    return found


def _row(case: _Case, scope: PermissionScope, why: str) -> RoleFinding:
    value = scope.value or ""
    if why and not scope.is_enabled:
        return RoleFinding(value, scope.scope_id, in_token=False, why="The API disabled it.")
    if why:
        return RoleFinding(value, scope.scope_id, in_token=True, why=why)
    who = (
        "an administrator has to" if scope.type != "User" else "the person or an administrator can"
    )
    mend = case.words.fill(PEOPLE_CONSENT, role=value)
    return RoleFinding(value, scope.scope_id, False, f"Nobody consented; {who}.", mend)  # noqa: FBT003 - as above


_JUDGES: Final[Mapping[Check, Callable[[_Case, Check], Awaitable[Finding]]]] = {
    TENANT: _tenant,
    CLIENT: _client,
    PRINCIPAL: _client,
    REDIRECT: _redirect,
    PROOF: _proof,
    PERSON: _person,
    GRANT: _person,
    RESOURCE: _resource,
    ASSIGNMENT: _assignment,
    CONSENT: _consent,
}
