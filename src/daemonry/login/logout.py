"""``/{tenant}/oauth2/v2.0/logout``: the person ends the session, and may go back to the client.

OpenID Connect RP-Initiated Logout 1.0. Unlike in Entra the person is asked, because a link
of another site must not sign anybody out; and nobody is sent to an address that is not one
of the client's (RFC 9700 section 4.11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from daemonry.directory.sessions import end_session
from daemonry.jose.jwt import TokenError, unverified_claims
from daemonry.login.visit import person_at, require_own_form, work_of
from daemonry.model.ids import AppId, parse_guid
from daemonry.oauth.authorization_request import parse_parameters
from daemonry.oauth.redirect_uri import match_redirect_uri
from daemonry.tokens.issue import resolve_tenant
from daemonry.web.csrf import SESSION_COOKIE, drop_cookie
from daemonry.web.forms import first, form_of
from daemonry.web.html import onward

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.login.visit import Pages, Visit
    from daemonry.model.tenant import Tenant
    from daemonry.web.forms import Reply

_HINT: Final = "id_token_hint"


async def logout(pages: Pages, visit: Visit) -> Reply:
    """Ask the person, or end the session and lead back. Raises OAuthError."""
    tenant = await resolve_tenant(pages.service.tokens.directory, visit.caller.tenant_name)
    form = form_of(visit.request.body) if visit.is_post else {}
    is_own = visit.is_post and "form_token" in form
    query = first(form, "request").encode("utf-8", "replace") if is_own else visit.parameters
    parameters = parse_parameters(query)
    back = await _address(pages, tenant, parameters)
    person = await person_at(pages, visit, tenant.tenant_id)
    if person is None:
        return onward(back) if back else _done(pages, tenant)
    if not is_own:
        return pages.page(
            "logout.html",
            {
                "tenant": tenant,
                "user": person.user,
                "action": f"/{tenant.tenant_id}/oauth2/v2.0/logout",
                "request": urlencode(parameters),
                "form_token": person.form_token,
            },
        )
    require_own_form(visit, person, first(form, "form_token"))
    async with pages.service.directory.change() as uow:
        work = await work_of(pages, visit, person, uow)
        await end_session(work, person.session, person.user)
    reply = onward(back) if back else _done(pages, tenant)
    reply.headers.append(drop_cookie(SESSION_COOKIE))
    return reply


def _done(pages: Pages, tenant: Tenant) -> Reply:
    return pages.page("logged_out.html", {"tenant": tenant})


async def _address(pages: Pages, tenant: Tenant, parameters: Mapping[str, str]) -> str:
    """Return where to go back to, or nothing: a redirect URI of the client that is named."""
    wanted, client_id = parameters.get("post_logout_redirect_uri", ""), _client(parameters)
    if not wanted or client_id is None:
        return ""
    known = await pages.service.tokens.directory.client(tenant.tenant_id, AppId(client_id))
    if known is None or match_redirect_uri(wanted, known.application) is None:
        return ""
    state = parameters.get("state", "")
    if not state:
        return wanted
    return f"{wanted}{'&' if '?' in wanted else '?'}{urlencode({'state': state})}"


def _client(parameters: Mapping[str, str]) -> str | None:
    """Return the client that a request names; the hint only selects, it proves nothing."""
    if "client_id" in parameters:
        return parse_guid(parameters["client_id"])
    try:
        audience = unverified_claims(parameters.get(_HINT, "")).get("aud")
    except TokenError:
        return None
    return parse_guid(audience) if isinstance(audience, str) else None
