"""One token request on behalf of a person, from top to bottom.

As for daemons: tenant, client, credential, then the grant, then what of it is consented to
now, then claims, signature, record. A code is used up before the answer is made, so that of
two who come with the same one only one is answered; a refresh token with its successor.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final, assert_never

from daemonry.model.base64_text import base64url
from daemonry.model.first_party import GRAPH_APP_ID, GRAPH_IDENTIFIER_URI
from daemonry.model.ids import AppId, parse_guid
from daemonry.oauth import errors
from daemonry.oauth.delegated_request import CodeGrant, DeviceGrant, RefreshGrant
from daemonry.oauth.delegated_scope import OFFLINE_ACCESS, OPENID_SCOPES, parse_delegated_scope
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.metadata import Authority
from daemonry.oauth.redirect_uri import origins_of_spa
from daemonry.oauth.token_response import BEARER
from daemonry.tokens.authenticate import AuthenticatedClient
from daemonry.tokens.confirmation import ProofRules, confirm
from daemonry.tokens.delegated.authorization import granted_for, resolve_delegated
from daemonry.tokens.delegated.claims import (
    DelegatedDecision,
    access_token_claims,
    id_token_claims,
    wants_id_token,
)
from daemonry.tokens.delegated.codes import find_code, redeem_code, remember_token
from daemonry.tokens.delegated.devices import is_public_client, redeem_device_code
from daemonry.tokens.delegated.order import CONSENT, GRANT
from daemonry.tokens.delegated.recording import nobody_yet, on_record
from daemonry.tokens.delegated.refresh_tokens import (
    check_refresh_token,
    find_family,
    give_refresh_token,
)
from daemonry.tokens.delegated.service import SignedIn, credential_stamp
from daemonry.tokens.delegated.signing import sign_access_token, sign_id_token
from daemonry.tokens.issue import identify, prove_client, told
from daemonry.tokens.keys import select_signing_key
from daemonry.tokens.order import ISSUE
from daemonry.tokens.record import record
from daemonry.tokens.service import begin

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.model.audit import SignedInUser
    from daemonry.model.delegation import AuthorizationCode, RefreshToken, TokenFamily
    from daemonry.model.user import User
    from daemonry.oauth.delegated_request import DelegatedRequest, Grant
    from daemonry.oauth.delegated_scope import DelegatedWish
    from daemonry.oauth.token_request import TokenRequest
    from daemonry.tokens.authorize import RequestedResource
    from daemonry.tokens.delegated.service import DelegatedService
    from daemonry.tokens.service import Attempt, Caller, TokenService

METHOD_NONE: Final = "none"
_CLASS_PUBLIC: Final = "0"
_DEFAULT_SCOPE: Final = "openid profile offline_access"
_WAITING: Final = frozenset({errors.AUTHORIZATION_PENDING, errors.SLOW_DOWN})


@dataclass(frozen=True, slots=True)
class DelegatedTokens:
    """What the client gets. Lifetimes are in seconds, times Unix seconds."""

    access_token: str = field(repr=False)
    token_type: str
    lifetime: int
    scope: str
    refresh_token: str = field(repr=False)
    id_token: str = field(repr=False)
    client_info: str
    resource: str
    expires_on: int


@dataclass(frozen=True, slots=True)
class _Redeemed:
    """A grant that was good: its family, and the code or refresh token if it was one."""

    family: TokenFamily
    code: AuthorizationCode | None = None
    refresh_token: RefreshToken | None = None


async def issue_delegated(
    service: DelegatedService, caller: Caller, request: DelegatedRequest, web_origin: str
) -> DelegatedTokens:
    """Return tokens whose sign-in record is durable.

    ``web_origin`` is the ``Origin`` of a request that a browser made, or nothing. Raises
    OAuthError; that a device is told to wait leaves no record.
    """
    attempt = begin(service.tokens)
    attempt.user = nobody_yet(is_interactive=not isinstance(request.grant, RefreshGrant))
    try:
        issued = await _decide(service, caller, request, web_origin, attempt)
    except OAuthError as refusal:
        if refusal.refusal in _WAITING:
            raise
        raise await told(service.tokens, caller, attempt, refusal) from refusal
    await record(service.tokens, caller, attempt, None)
    return issued


async def name_client(
    service: DelegatedService, caller: Caller, request: TokenRequest, attempt: Attempt
) -> AuthenticatedClient:
    """Return the client of a request, proven if it shows a credential.

    Whether it may do without one is for the grant to say. Raises OAuthError.
    """
    if request.client_secret is not None or request.client_assertion is not None:
        return await prove_client(service.tokens, caller, request, attempt)
    directory = service.tokens.directory
    known = await identify(directory, caller.tenant_name, request.client_id, attempt)
    return AuthenticatedClient(known.application, known.principal, METHOD_NONE, "", _CLASS_PUBLIC)


def require_credential(client: AuthenticatedClient, *, is_public: bool) -> None:
    """Refuse a client that shows no credential where it must. Raises OAuthError."""
    is_shown = client.credential_type != METHOD_NONE
    if not is_shown and not is_public:
        raise OAuthError(errors.CREDENTIAL_MISSING)
    if is_shown and is_public:
        raise OAuthError(errors.PUBLIC_CLIENT)


async def _decide(
    service: DelegatedService,
    caller: Caller,
    request: DelegatedRequest,
    web_origin: str,
    attempt: Attempt,
) -> DelegatedTokens:
    client = await name_client(service, caller, request.client, attempt)
    attempt.credential_type = client.credential_type
    attempt.credential_key_id = client.credential_key_id
    attempt.check = GRANT
    redeemed = await _redeem(service, client, request.grant, web_origin, attempt)
    family = redeemed.family
    is_interactive = not isinstance(request.grant, RefreshGrant)
    signed_in = await _person(service, family, client)
    attempt.user = on_record(signed_in.user, is_interactive=is_interactive)
    wish = parse_delegated_scope(request.scope or family.scope or _DEFAULT_SCOPE)
    attempt.check = CONSENT
    resource = await resolve_delegated(service, caller, attempt.known_tenant, wish)
    attempt.resource = resource.principal
    decision = await _consented(
        service, caller, client, wish, resource, signed_in, request.capabilities, attempt
    )
    attempt.user = on_record(signed_in.user, decision.scopes, is_interactive=is_interactive)
    attempt.check = ISSUE
    return await _issue(service, caller, request, redeemed, wish, decision, attempt)


async def _redeem(
    service: DelegatedService,
    client: AuthenticatedClient,
    grant: Grant,
    web_origin: str,
    attempt: Attempt,
) -> _Redeemed:
    application, now = client.application, attempt.at
    match grant:
        case CodeGrant():
            found = await find_code(service, application, grant)
            attempt.user = await _named(service, found.family, is_interactive=True)
            require_credential(client, is_public=found.family.is_public)
            _check_origin(application, web_origin, is_spa=found.family.is_spa)
            await redeem_code(service, found, grant, now)
            return _Redeemed(found.family, code=found.code)
        case RefreshGrant():
            family = await find_family(service, application, grant.refresh_token)
            attempt.user = await _named(service, family, is_interactive=False)
            require_credential(client, is_public=family.is_public)
            _check_origin(application, web_origin, is_spa=family.is_spa)
            token = await check_refresh_token(service, application, grant.refresh_token, now)
            return _Redeemed(family, refresh_token=token)
        case DeviceGrant():
            require_credential(client, is_public=is_public_client(application))
            _check_origin(application, web_origin, is_spa=False)
            return _Redeemed(await redeem_device_code(service, client, grant.device_code, now))
    assert_never(grant)


async def is_own_script(
    service: TokenService, tenant_name: str, client_id: str, web_origin: str
) -> bool:
    """Tell whether a script of this origin may read what the client is told, good or bad.

    A script that cannot read why it was refused cannot ask the person to sign in again.
    """
    with suppress(OSError):
        tenant = await service.directory.tenant(tenant_name)
        app_id = parse_guid(client_id)
        if tenant is not None and app_id is not None:
            known = await service.directory.client(tenant.tenant_id, AppId(app_id))
            return known is not None and web_origin in origins_of_spa(known.application)
    return False


def _check_origin(client: Application, web_origin: str, *, is_spa: bool) -> None:
    """Let browsers redeem across origins for single-page applications alone, and those so only.

    A single-page application keeps no secret; that the browser says where it comes from
    stands in for one (Entra: reference-error-codes, 9002326 and 9002327).
    """
    if is_spa and not web_origin:
        raise OAuthError(errors.SPA_FROM_ELSEWHERE)
    if web_origin and (not is_spa or web_origin not in origins_of_spa(client)):
        raise OAuthError(errors.CROSS_ORIGIN, origin=web_origin)


async def _named(
    service: DelegatedService, family: TokenFamily, *, is_interactive: bool
) -> SignedInUser:
    """Return whose family it is, for the record, before anything is known to be good."""
    async with service.directory.read() as uow:
        user = await uow.users.get(family.tenant_id, family.user_id)
    if user is None:
        return nobody_yet(family.user_id, is_interactive=is_interactive)
    return on_record(user, is_interactive=is_interactive)


async def _person(
    service: DelegatedService, family: TokenFamily, client: AuthenticatedClient
) -> SignedIn:
    """Return the person of a family if nothing ended what they gave. Raises OAuthError."""
    async with service.directory.read() as uow:
        user = await uow.users.get(family.tenant_id, family.user_id)
    if user is None:
        raise OAuthError(errors.USER_GONE, tenant=client.application.tenant_id)
    if not user.account_enabled:
        raise OAuthError(errors.USER_DISABLED)
    ended_at = user.sessions_valid_from
    # Sign-ins are known to the second, families exactly.
    is_ended = ended_at is not None and (
        family.created_at < ended_at or family.authenticated_at < ended_at.replace(microsecond=0)
    )
    if is_ended or credential_stamp(user) != family.credential_stamp:
        issued = f"{family.created_at:%Y-%m-%dT%H:%M:%SZ}"
        raise OAuthError(errors.GRANT_REVOKED, issued=issued)
    return SignedIn(user, int(family.authenticated_at.timestamp()), family.methods)


async def _consented(  # noqa: PLR0913, PLR0917 - both ends, the person, the wish
    service: DelegatedService,
    caller: Caller,
    client: AuthenticatedClient,
    wish: DelegatedWish,
    resource: RequestedResource,
    signed_in: SignedIn,
    capabilities: frozenset[str],
    attempt: Attempt,
) -> DelegatedDecision:
    """Return what is granted of what is asked for. Raises OAuthError 65001 for what is not."""
    application, user = client.application, signed_in.user
    state = await granted_for(service, application, client.principal, wish, resource, signed_in)
    is_graph = resource.principal.app_id == GRAPH_APP_ID
    scopes = (*state.openid, *state.values) if is_graph else state.values
    scopes = tuple(scope for scope in scopes if scope != OFFLINE_ACCESS)
    if not state.is_complete or not scopes:
        raise OAuthError(
            errors.NOT_CONSENTED, client_id=application.app_id, name=application.display_name
        )
    roles: tuple[str, ...] = ()
    if is_graph:
        async with service.directory.read() as uow:
            held = await uow.role_assignments.list_of(user.tenant_id, user.object_id)
        roles = tuple(sorted({role.role_definition_id for role in held}))
    tokens = service.tokens
    constraint = resource.principal.application.token_settings.sender_constraint
    rules = ProofRules(tokens.single_use, tokens.nonce_key)
    found = await confirm(constraint, caller.shown, rules, user.tenant_id, attempt.at)
    return DelegatedDecision(
        client=client,
        resource=resource,
        tenant=attempt.known_tenant,
        signed_in=signed_in,
        scopes=scopes,
        roles=roles,
        ip_address=caller.ip_address,
        confirmation=found,
        capabilities=capabilities,
    )


async def _issue(  # noqa: PLR0913, PLR0917 - what was asked, what was redeemed, what was decided
    service: DelegatedService,
    caller: Caller,
    request: DelegatedRequest,
    redeemed: _Redeemed,
    wish: DelegatedWish,
    decision: DelegatedDecision,
    attempt: Attempt,
) -> DelegatedTokens:
    tokens, api = service.tokens, decision.resource.principal
    authority = Authority(caller.origin, api.tenant_id, tokens.exact_entra_issuer)
    keys = await tokens.directory.signing_keys(api.tenant_id)
    key = select_signing_key(keys, api.application, attempt.at)
    policies = await tokens.directory.token_lifetime_policies(api.tenant_id, api)
    claims = access_token_claims(decision, authority)
    access_token, lifetime = await sign_access_token(tokens, key, claims, policies, attempt)
    if redeemed.code is not None:
        ends_at = attempt.at + timedelta(seconds=lifetime)
        await remember_token(service, redeemed.code, attempt.token_identifier, ends_at)
    id_token = ""
    if wants_id_token(wish.openid):
        nonce = "" if redeemed.code is None else redeemed.code.nonce
        told_of = id_token_claims(decision, authority, nonce, wish.openid)
        id_token = await sign_id_token(tokens, decision.tenant, told_of, attempt)
    refresh_token = ""
    if OFFLINE_ACCESS in wish.openid or isinstance(request.grant, RefreshGrant):
        refresh_token = await give_refresh_token(service, redeemed.family, redeemed.refresh_token)
    info = client_info(decision.signed_in.user) if request.asks_client_info else ""
    confirmation = decision.confirmation
    return DelegatedTokens(
        access_token=access_token,
        token_type=confirmation.token_type if confirmation else BEARER,
        lifetime=lifetime,
        scope=_named_scopes(decision, wish),
        refresh_token=refresh_token,
        id_token=id_token,
        client_info=info,
        resource=decision.resource.identifier,
        expires_on=int(attempt.at.timestamp()) + lifetime,
    )


def client_info(user: User) -> str:
    """Return what clients name a cached account by (MSAL: ``uid`` and ``utid``)."""
    text = json.dumps({"uid": user.object_id, "utid": user.tenant_id}, separators=(",", ":"))
    return base64url(text.encode())


def _named_scopes(decision: DelegatedDecision, wish: DelegatedWish) -> str:
    """Return the granted scopes as the client names them: by the API it asked for."""
    openid = [scope for scope in decision.scopes if scope in OPENID_SCOPES]
    values = [scope for scope in decision.scopes if scope not in OPENID_SCOPES]
    if decision.resource.principal.app_id != GRAPH_APP_ID:
        openid = [scope for scope in OPENID_SCOPES if scope in wish.openid]
        openid = [scope for scope in openid if scope != OFFLINE_ACCESS]
    api = decision.resource.identifier
    prefix = "" if api == GRAPH_IDENTIFIER_URI and wish.values is not None else f"{api}/"
    named = [f"{prefix}{value}" for value in values]
    if wish.values is None:
        named.append(f"{api}/.default")
    return " ".join([*named, *openid])
