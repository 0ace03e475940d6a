"""``/{tenant}/adminconsent`` and ``/v2.0/adminconsent``: an administrator consents for everybody.

Entra: v2-admin-consent. Version 1 asks for all that the registration lists, version 2 for
that of the API that ``scope`` names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from daemonry.directory.personal_consent import may_consent_for_everybody
from daemonry.directory.tenant_consent import consent_for_tenant, permissions_asked
from daemonry.login.answers import answer_client
from daemonry.login.authorize import ACCEPT, welcome_tool
from daemonry.login.visit import is_proven_lately, person_at, require_own_form, work_of
from daemonry.model.errors import DirectoryError
from daemonry.oauth import errors
from daemonry.oauth.authorization_request import QUERY, parse_parameters, parse_return_address
from daemonry.oauth.authorization_response import AuthorizationResponse
from daemonry.oauth.delegated_scope import parse_delegated_scope
from daemonry.oauth.errors import OAuthError
from daemonry.sign_in.persons import sign_in_address
from daemonry.tokens.delegated.authorization import locate, resolve_delegated
from daemonry.tokens.service import begin
from daemonry.web.forms import first, form_of, moved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daemonry.directory.tenant_consent import AskedOf
    from daemonry.login.visit import Pages, Visit
    from daemonry.model.ids import AppId
    from daemonry.sign_in.persons import Person
    from daemonry.tokens.delegated.authorization import Destination
    from daemonry.web.forms import Reply


@dataclass(frozen=True, slots=True)
class _Request:
    visit: Visit
    parameters: Mapping[str, str]
    destination: Destination
    only: AppId | None


async def admin_consent(pages: Pages, visit: Visit) -> Reply:
    """Show what is asked for to an administrator, and grant it when they say so.

    Raises OAuthError for what only the person may see.
    """
    form = form_of(visit.request.body) if visit.is_post else {}
    raw = first(form, "request").encode("utf-8", "replace") if form else visit.request.query
    request = await _open(pages, visit, parse_parameters(raw))
    person = await person_at(pages, visit, request.destination.tenant.tenant_id)
    if person is None:
        return _to_sign_in(request, is_fresh_needed=False)
    if visit.is_post:
        require_own_form(visit, person, first(form, "form_token"))
        if first(form, "decision") != ACCEPT:
            return _back(pages, request, OAuthError(errors.DECLINED))
    if not is_proven_lately(visit, person):
        return _to_sign_in(request, is_fresh_needed=True)
    answer = _grant if visit.is_post else _page
    return await answer(pages, request, person)


def _to_sign_in(request: _Request, *, is_fresh_needed: bool) -> Reply:
    address = f"{request.visit.scope['path']}?{urlencode(request.parameters)}"
    tenant_id = request.destination.tenant.tenant_id
    return moved(sign_in_address(address, tenant=tenant_id, is_fresh_needed=is_fresh_needed))


async def _open(pages: Pages, visit: Visit, parameters: Mapping[str, str]) -> _Request:
    await welcome_tool(pages, visit, parse_return_address(parameters).client_id)
    attempt = begin(pages.service.tokens)
    found = await locate(pages.service, visit.caller, parameters, attempt)
    destination = replace(found, address=replace(found.address, response_mode=QUERY))
    scope, only = parameters.get("scope", ""), None
    if scope:
        wish = parse_delegated_scope(scope)
        resource = await resolve_delegated(pages.service, visit.caller, destination.tenant, wish)
        only = resource.principal.app_id
    return _Request(visit, parameters, destination, only)


async def _page(pages: Pages, request: _Request, person: Person) -> Reply:
    destination = request.destination
    async with pages.service.directory.read() as uow:
        work = await work_of(pages, request.visit, person, uow)
        may = may_consent_for_everybody(work)
        try:
            asked = await permissions_asked(work, destination.principal, only=request.only)
        except DirectoryError as error:
            return _back(pages, request, _refusal(request, error))
    return pages.page(
        "admin_consent.html",
        {
            "client": destination.client,
            "tenant": destination.tenant,
            "user": person.user,
            "where": destination.redirect.uri,
            "rows": _rows(asked),
            "is_blocked": not may,
            "action": request.visit.scope["path"],
            "request": urlencode(request.parameters),
            "form_token": person.form_token,
        },
    )


async def _grant(pages: Pages, request: _Request, person: Person) -> Reply:
    client = request.destination.principal
    try:
        async with pages.service.directory.change() as uow:
            work = await work_of(pages, request.visit, person, uow)
            asked = await permissions_asked(work, client, only=request.only)
            await consent_for_tenant(work, client, asked)
    except DirectoryError as error:
        return _back(pages, request, _refusal(request, error))
    return _back(pages, request, None)


def _refusal(request: _Request, error: DirectoryError) -> OAuthError:
    client = request.destination.client
    return OAuthError(
        errors.NEEDS_ADMINISTRATOR,
        client_id=client.app_id,
        name=client.display_name,
        detail=str(error),
    )


def _back(pages: Pages, request: _Request, error: OAuthError | None) -> Reply:
    """Return to the client with Entra's result parameters."""
    destination, parameters = request.destination, request.parameters
    given = {
        "admin_consent": "True",
        "tenant": destination.tenant.tenant_id,
        "state": destination.address.state,
        "scope": parameters.get("scope", ""),
    }
    if error is not None:
        row = error.refusal
        given["error"] = row.error
        given["error_description"] = f"AADSTS{row.aadsts}: {error} {request.visit.tail}"
    response = AuthorizationResponse(
        destination.address.redirect_uri,
        QUERY,
        {name: value for name, value in given.items() if value},
    )
    return answer_client(pages, response, after_form=request.visit.is_post)


def _rows(asked: Sequence[AskedOf]) -> list[tuple[str, str, str]]:
    rows = []
    for each in asked:
        name = each.resource.display_name
        rows += [
            (role.display_name, f"As itself, for everybody: {role.description}", name)
            for role in each.roles
        ]
        rows += [
            (
                scope.admin_consent_display_name,
                f"For each person who signs in: {scope.admin_consent_description}",
                name,
            )
            for scope in each.scopes
        ]
    return rows
