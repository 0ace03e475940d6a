"""``/{tenant}/oauth2/v2.0/devicecode`` for devices, ``/devicelogin`` for the person.

RFC 8628; Entra: v2-oauth2-device-code.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from daemonry.directory.personal_consent import may_consent_for_everybody
from daemonry.login.authorize import ACCEPT, EVERYBODY, agree, permission_rows, welcome_tool
from daemonry.login.errors import PRIVATE_JSON, as_refusal, refusal_answer
from daemonry.login.visit import (
    exchange_of,
    is_proven_lately,
    open_visit,
    person_at,
    require_own_form,
    signed_in_of,
    work_of,
)
from daemonry.oauth import errors
from daemonry.oauth.delegated_request import parse_device_authorization
from daemonry.oauth.delegated_scope import parse_delegated_scope
from daemonry.oauth.errors import OAuthError
from daemonry.sign_in.persons import sign_in_address
from daemonry.tokens.delegated.authorization import granted_for, resolve_delegated
from daemonry.tokens.delegated.devices import (
    answer_device,
    ask_device_code,
    find_waiting,
    is_public_client,
)
from daemonry.tokens.delegated.issue import name_client, require_credential
from daemonry.tokens.delegated.order import SCOPE
from daemonry.tokens.delegated.recording import nobody_yet
from daemonry.tokens.issue import told
from daemonry.tokens.limits import judge_failure
from daemonry.tokens.service import begin
from daemonry.web.forms import first, form_of, moved
from daemonry.web.responses import Answer, send_answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from starlette.types import Receive, Scope, Send

    from daemonry.login.exchange import Exchange
    from daemonry.login.visit import Pages, Visit
    from daemonry.model.delegation import DeviceCode
    from daemonry.ports import ClientState
    from daemonry.sign_in.persons import Person
    from daemonry.tokens.authorize import RequestedResource
    from daemonry.tokens.delegated.devices import NewDeviceCode
    from daemonry.tokens.delegated.scopes import ScopeState
    from daemonry.web.forms import Form, Reply

PATH: Final = "/devicelogin"


async def device_authorization(
    pages: Pages, scope: Scope, receive: Receive, send: Send, tenant_name: str
) -> None:
    """Answer a device that asks for a code (RFC 8628 section 3.2)."""
    exchange = exchange_of(pages, scope, tenant_name)
    try:
        visit = await open_visit(pages, scope, receive, exchange)
        body = await _ask(pages, visit)
    except Exception as error:  # noqa: BLE001 - nothing may leave as a traceback
        await send_answer(send, refusal_answer(exchange, as_refusal(error, exchange)))
        return
    await send_answer(send, Answer(200, exchange.headers(), body, PRIVATE_JSON))


async def device_login(pages: Pages, visit: Visit) -> Reply:
    """Let a person type in a code, see who waits, and agree or not."""
    person = await person_at(pages, visit, None)
    if person is None:
        return moved(sign_in_address(PATH))
    if not visit.is_post:
        return _code_page(pages, person)
    form = form_of(visit.request.body)
    require_own_form(visit, person, first(form, "form_token"))
    try:
        code = await _waiting(pages, visit, person, first(form, "user_code"))
        return await _answer(pages, visit, person, form, code)
    except OAuthError as error:
        return _code_page(pages, person, error)


async def _ask(pages: Pages, visit: Visit) -> bytes:
    request, service = visit.request, pages.service
    if not visit.is_post:
        raise OAuthError(errors.POST_ONLY, method=request.method)
    asked = parse_device_authorization(
        request.body,
        content_type=request.header(b"content-type"),
        authorization=request.header(b"authorization"),
        query=request.query,
    )
    await welcome_tool(pages, visit, asked.client.client_id)
    attempt = begin(service.tokens)
    attempt.user = nobody_yet(is_interactive=True)
    try:
        client = await name_client(service, visit.caller, asked.client, attempt)
        attempt.credential_type = client.credential_type
        attempt.check = SCOPE
        require_credential(client, is_public=is_public_client(client.application))
        wish = parse_delegated_scope(asked.scope)
        await resolve_delegated(service, visit.caller, attempt.known_tenant, wish)
    except OAuthError as refusal:
        raise await told(service.tokens, visit.caller, attempt, refusal) from refusal
    given = await ask_device_code(service, client.application, asked.scope)
    return _render(given, visit.exchange)


def _render(given: NewDeviceCode, exchange: Exchange) -> bytes:
    address = exchange.origin + PATH
    message = (
        f"To sign in, use a web browser to open the page {address} and enter the code"
        f" {given.user_code} to authenticate."
    )
    body = {
        "user_code": given.user_code,
        "device_code": given.device_code,
        "verification_uri": address,
        "expires_in": given.expires_in,
        "interval": given.interval,
        "message": message,
    }
    return json.dumps(body, separators=(",", ":")).encode("utf-8")


async def _waiting(pages: Pages, visit: Visit, person: Person, user_code: str) -> DeviceCode:
    """Return the device that waits with this code; guessing is slowed down. Raises OAuthError."""
    service, now = pages.service, visit.exchange.at
    tenant_id = person.tenant.tenant_id
    try:
        return await find_waiting(service, tenant_id, user_code, now)
    except OAuthError as refusal:
        peer = (tenant_id, person.user.object_id, visit.caller.ip_address)
        verdict = judge_failure(service.tokens.throttle, refusal, peer, now.timestamp())
        if verdict.delay:
            await service.tokens.pause(verdict.delay)
        raise verdict.refusal from refusal


async def _answer(
    pages: Pages, visit: Visit, person: Person, form: Form, code: DeviceCode
) -> Reply:
    service, decision = pages.service, first(form, "decision")
    known = await service.tokens.directory.client(code.tenant_id, code.app_id)
    if known is None or known.principal is None:
        raise OAuthError(errors.USER_CODE_UNKNOWN)
    client = known.application
    if decision and decision != ACCEPT:
        await answer_device(service, code, client, None)
        return pages.page("device_done.html", {"client": client, "is_accepted": False})
    wish = parse_delegated_scope(code.scope)
    resource = await resolve_delegated(service, visit.caller, person.tenant, wish)
    signed_in, principal = signed_in_of(person), known.principal
    state = await granted_for(service, client, principal, wish, resource, signed_in)
    if decision != ACCEPT:
        user_code = first(form, "user_code")
        return await _confirm_page(pages, visit, person, known, resource, state, user_code)
    ends, for_everybody = (principal, resource.principal), bool(first(form, EVERYBODY))
    if for_everybody and not is_proven_lately(visit, person):
        return moved(sign_in_address(PATH, is_fresh_needed=True))
    await agree(pages, visit, person, ends, state, for_everybody=for_everybody)
    await answer_device(service, code, client, signed_in)
    return pages.page("device_done.html", {"client": client, "is_accepted": True})


def _code_page(pages: Pages, person: Person, error: OAuthError | None = None) -> Reply:
    values: Mapping[str, Any] = {
        "user": person.user,
        "form_token": person.form_token,
        "problem": None if error is None else f"AADSTS{error.refusal.aadsts}: {error}",
        "other": sign_in_address(PATH, is_fresh_needed=False),
    }
    return pages.page("device_code.html", values, 200 if error is None else error.refusal.status)


async def _confirm_page(  # noqa: PLR0913, PLR0917 - all that the person sees
    pages: Pages,
    visit: Visit,
    person: Person,
    known: ClientState,
    resource: RequestedResource,
    state: ScopeState,
    user_code: str,
) -> Reply:
    async with pages.service.directory.read() as uow:
        may_all = may_consent_for_everybody(await work_of(pages, visit, person, uow))
    return pages.page(
        "device_confirm.html",
        {
            "client": known.application,
            "tenant": person.tenant,
            "user": person.user,
            "rows": permission_rows(resource.principal, state),
            "asks": not state.is_complete,
            "may_all": may_all,
            "is_blocked": state.needs_administrator and not may_all,
            "user_code": user_code,
            "form_token": person.form_token,
        },
    )
