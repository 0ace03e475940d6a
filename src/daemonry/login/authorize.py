"""``/{tenant}/oauth2/v2.0/authorize``: a person lets a client act for them, or does not.

The order: whose request is it and where does its answer go (a page tells what is wrong
with that), is it well-formed (the client is told), who is the person, which account is
meant, did somebody consent; then the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.directory.personal_consent import (
    Agreed,
    consent_in_person,
    make_tool_present,
    may_consent_for_everybody,
)
from daemonry.directory.work import Work
from daemonry.login.answers import answer_client
from daemonry.login.visit import (
    is_proven_lately,
    person_at,
    require_own_form,
    signed_in_of,
    work_of,
)
from daemonry.model.audit import OPERATOR
from daemonry.model.errors import ForbiddenError
from daemonry.model.first_party import FIRST_PARTY_CLIENTS, GRAPH_APP_ID
from daemonry.model.ids import AppId
from daemonry.oauth import errors
from daemonry.oauth.authorization_request import (
    NONE,
    continued,
    parse_parameters,
    parse_return_address,
)
from daemonry.oauth.authorization_response import refusal, success
from daemonry.oauth.errors import OAuthError
from daemonry.sign_in.persons import sign_in_address
from daemonry.tokens.delegated.authorization import (
    is_silent,
    locate,
    must_choose,
    must_consent,
    must_sign_in,
    read_request,
    state_for,
)
from daemonry.tokens.delegated.codes import give_code
from daemonry.tokens.delegated.issue import client_info
from daemonry.tokens.delegated.recording import nobody_yet, on_record, record_at_browser
from daemonry.tokens.service import begin
from daemonry.web.forms import first, form_of, moved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.login.visit import Pages, Visit
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.sign_in.persons import Person
    from daemonry.tokens.delegated.authorization import Asked, Destination
    from daemonry.tokens.delegated.scopes import ScopeState
    from daemonry.tokens.service import Attempt
    from daemonry.web.forms import Form, Reply

ACCEPT: Final = "accept"
EVERYBODY: Final = "everybody"


@dataclass(frozen=True, slots=True)
class _Request:
    """A request whose answer goes to the client."""

    visit: Visit
    parameters: Mapping[str, str]
    destination: Destination
    attempt: Attempt


async def authorize(pages: Pages, visit: Visit) -> Reply:
    """Answer an authorization request. Raises OAuthError for what only the person may see."""
    request = await _open(pages, visit, parse_parameters(visit.parameters))
    try:
        asked = await _read(pages, request)
        return await _decide(pages, request, asked)
    except OAuthError as error:
        return await _refused(pages, request, error)


async def consent(pages: Pages, visit: Visit) -> Reply:
    """Answer the form of the consent page: the request is read again, then decided."""
    if not visit.is_post:
        raise OAuthError(errors.POST_ONLY, method=visit.request.method)
    form = form_of(visit.request.body)
    parameters = parse_parameters(first(form, "request").encode("utf-8", "replace"))
    request = await _open(pages, visit, parameters)
    person = await person_at(pages, visit, request.destination.tenant.tenant_id)
    if person is None:
        return _to_sign_in(pages, request, is_fresh_needed=False)
    require_own_form(visit, person, first(form, "form_token"))
    try:
        return await _consented(pages, request, person, form)
    except OAuthError as error:
        return await _refused(pages, request, error)


async def _consented(pages: Pages, request: _Request, person: Person, form: Form) -> Reply:
    service, visit, destination = pages.service, request.visit, request.destination
    request.attempt.user = on_record(person.user, is_interactive=True)
    asked = await _read(pages, request)
    if first(form, "decision") != ACCEPT:
        raise OAuthError(errors.DECLINED)
    signed_in, for_everybody = signed_in_of(person), bool(first(form, EVERYBODY))
    is_proven = is_proven_lately(visit, person) or not for_everybody
    if not is_proven or must_sign_in(asked.request, signed_in, visit.exchange.at):
        return _to_sign_in(pages, request, is_fresh_needed=True)
    state = await state_for(service, destination, asked, signed_in)
    ends = (destination.principal, asked.resource.principal)
    await agree(pages, visit, person, ends, state, for_everybody=for_everybody)
    if not (await state_for(service, destination, asked, signed_in)).is_complete:
        raise _consent_needed(destination)
    return await _give(pages, request, asked, person)


async def agree(  # noqa: PLR0913 - who agrees to what for whom
    pages: Pages,
    visit: Visit,
    person: Person,
    ends: tuple[ServicePrincipal, ServicePrincipal],
    state: ScopeState,
    *,
    for_everybody: bool,
) -> None:
    """Store what a person agrees to; nothing is stored where nothing is missing.

    ``ends`` are the client and the API. For everybody is stored what is in the request,
    granted to this person or not. Raises OAuthError 90094 when it is not theirs to give.
    """
    service, (client, resource) = pages.service, ends
    by_value = {s.value: s for s in resource.application.api.oauth2_permission_scopes}
    wanted = state.missing
    if for_everybody:
        wanted = tuple(dict.fromkeys((*state.missing, *(by_value[v] for v in state.values))))
    agreed = [Agreed(resource, wanted)] if wanted else []
    openid = state.missing_openid or (state.openid if for_everybody else ())
    if openid:
        graph = await service.tokens.directory.resource(client.tenant_id, GRAPH_APP_ID)
        if graph is not None:
            defined = graph.application.api.oauth2_permission_scopes
            agreed.append(Agreed(graph, tuple(s for s in defined if s.value in openid)))
    if not agreed:
        return
    try:
        async with service.directory.change() as uow:
            work = await work_of(pages, visit, person, uow)
            await consent_in_person(work, client, agreed, for_everybody=for_everybody)
    except ForbiddenError as error:
        raise OAuthError(
            errors.NEEDS_ADMINISTRATOR,
            client_id=client.app_id,
            name=client.display_name,
            detail=str(error),
        ) from error


async def _open(pages: Pages, visit: Visit, parameters: Mapping[str, str]) -> _Request:
    """Return the request once it is known where its answer goes. Raises OAuthError."""
    client_id = parse_return_address(parameters).client_id
    await welcome_tool(pages, visit, client_id)
    attempt = begin(pages.service.tokens)
    hint = parameters.get("login_hint", "")
    attempt.user = nobody_yet(hint=hint, is_interactive=parameters.get("prompt") != NONE)
    try:
        destination = await locate(pages.service, visit.caller, parameters, attempt)
    except OAuthError as refusal:
        await record_at_browser(pages.service.tokens, visit.caller, attempt, refusal)
        raise
    return _Request(visit, parameters, destination, attempt)


async def _read(pages: Pages, request: _Request) -> Asked:
    """Return what is asked for; of which API goes on record. Raises OAuthError."""
    caller, destination = request.visit.caller, request.destination
    asked = await read_request(pages.service, caller, destination, request.parameters)
    request.attempt.resource = asked.resource.principal
    return asked


async def welcome_tool(pages: Pages, visit: Visit, client_id: str) -> None:
    """Make a tool that everybody knows present in the tenant when it comes for the first time."""
    app_id = AppId(client_id.lower())
    if app_id not in FIRST_PARTY_CLIENTS:
        return
    tokens = pages.service.tokens
    tenant = await tokens.directory.tenant(visit.caller.tenant_name)
    if tenant is None:
        return
    known = await tokens.directory.client(tenant.tenant_id, app_id)
    if known is None or known.principal is not None:
        return
    async with pages.service.directory.change() as uow:
        work = Work(uow, OPERATOR, tenant.tenant_id, tokens.clock, tokens.ids)
        await make_tool_present(work, app_id)


async def _decide(pages: Pages, request: _Request, asked: Asked) -> Reply:
    visit, wanted = request.visit, asked.request
    person = await person_at(pages, visit, request.destination.tenant.tenant_id)
    signed_in = None if person is None else signed_in_of(person)
    if person is not None:
        request.attempt.user = on_record(person.user, is_interactive=not is_silent(wanted))
    if person is None or signed_in is None or must_sign_in(wanted, signed_in, visit.exchange.at):
        if is_silent(wanted):
            raise OAuthError(errors.LOGIN_REQUIRED)
        return _to_sign_in(pages, request, is_fresh_needed=person is not None)
    if must_choose(wanted, signed_in):
        if is_silent(wanted):
            raise OAuthError(errors.INTERACTION_REQUIRED)
        return _account_page(pages, request, person)
    state = await state_for(pages.service, request.destination, asked, signed_in)
    if not must_consent(wanted, state):
        return await _give(pages, request, asked, person)
    if is_silent(wanted):
        raise _consent_needed(request.destination)
    return await _consent_page(pages, request, asked, person, state)


async def _give(pages: Pages, request: _Request, asked: Asked, person: Person) -> Reply:
    """Return the code to the client, for whom nothing is missing."""
    service, destination = pages.service, request.destination
    code = await give_code(service, destination, asked, signed_in_of(person))
    asks_info = request.parameters.get("client_info") == "1"
    info = client_info(person.user) if asks_info else ""
    response = success(destination.address, destination.issuer, code, info)
    return answer_client(pages, response, after_form=request.visit.is_post)


def _consent_needed(destination: Destination) -> OAuthError:
    client = destination.client
    return OAuthError(errors.CONSENT_NEEDED, client_id=client.app_id, name=client.display_name)


async def _refused(pages: Pages, request: _Request, error: OAuthError) -> Reply:
    destination, visit = request.destination, request.visit
    await record_at_browser(pages.service.tokens, visit.caller, request.attempt, error)
    response = refusal(destination.address, destination.issuer, error, visit.tail)
    return answer_client(pages, response, after_form=visit.is_post)


def _to_sign_in(pages: Pages, request: _Request, *, is_fresh_needed: bool) -> Reply:
    return moved(_sign_in_address(pages, request, is_fresh_needed=is_fresh_needed))


def _sign_in_address(pages: Pages, request: _Request, *, is_fresh_needed: bool) -> str:
    now = int(pages.service.tokens.clock.now().timestamp())
    return sign_in_address(
        f"{_address(request)}?{continued(request.parameters, now)}",
        tenant=request.destination.tenant.tenant_id,
        login_hint=request.parameters.get("login_hint", ""),
        is_fresh_needed=is_fresh_needed,
    )


def _address(request: _Request) -> str:
    return f"/{request.destination.tenant.tenant_id}/oauth2/v2.0/authorize"


def _account_page(pages: Pages, request: _Request, person: Person) -> Reply:
    at = int(person.authenticated_at.timestamp())
    return pages.page(
        "account.html",
        {
            "client": request.destination.client,
            "tenant": request.destination.tenant,
            "user": person.user,
            "same": f"{_address(request)}?{continued(request.parameters, at)}",
            "other": _sign_in_address(pages, request, is_fresh_needed=False),
        },
    )


async def _consent_page(
    pages: Pages, request: _Request, asked: Asked, person: Person, state: ScopeState
) -> Reply:
    destination = request.destination
    async with pages.service.directory.read() as uow:
        may_all = may_consent_for_everybody(await work_of(pages, request.visit, person, uow))
    at = int(person.authenticated_at.timestamp())
    return pages.page(
        "consent.html",
        {
            "client": destination.client,
            "tenant": destination.tenant,
            "user": person.user,
            "where": destination.redirect.uri,
            "rows": permission_rows(asked.resource.principal, state),
            "may_all": may_all,
            "is_blocked": state.needs_administrator and not may_all,
            "action": f"/{destination.tenant.tenant_id}/oauth2/v2.0/consent",
            "request": continued(request.parameters, at),
            "other": _sign_in_address(pages, request, is_fresh_needed=False),
            "form_token": person.form_token,
        },
    )


def permission_rows(resource: ServicePrincipal, state: ScopeState) -> list[tuple[str, str, str]]:
    """Return title, explanation and API of each permission, as a person reads them."""
    by_value = {scope.value: scope for scope in resource.application.api.oauth2_permission_scopes}
    scopes = [*state.missing, *(by_value[value] for value in state.values)]
    rows = [
        (
            scope.user_consent_display_name or scope.admin_consent_display_name,
            scope.user_consent_description or scope.admin_consent_description,
            resource.display_name,
        )
        for scope in scopes
    ]
    openid = state.missing_openid or state.openid
    return rows + [(*_OPENID_WORDS[scope], "") for scope in openid]


_OPENID_WORDS: Final = {
    "openid": ("Sign you in", "It learns that it is you."),
    "profile": ("See your name", "Your display name and your user name."),
    "email": ("See your email address", "As far as the directory has one."),
    "offline_access": (
        "Keep access to what you let it do",
        "It may act for you while you are away, until that is revoked.",
    ),
}
