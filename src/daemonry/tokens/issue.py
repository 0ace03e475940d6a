"""One token request from top to bottom. The order of the lines is a promise.

Entra's order of checks decides which code a client sees when several things are
wrong; it is kept once, here, and each check names itself as it begins
(``order.py`` has them as a table). ``explain.py`` asks the same functions. The
sign-in record is durable before the token leaves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from daemonry.model.ids import AppId, parse_guid
from daemonry.model.tenant import ALIASES
from daemonry.model.token_settings import CONSTRAINT_NONE
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.metadata import Authority
from daemonry.tokens.audience import require_fit_for_mapped_claims
from daemonry.tokens.authenticate import authenticate, read_evidence, spend_equal_work
from daemonry.tokens.authorize import authorize, read_wish, resolve_resource
from daemonry.tokens.claims import Decision
from daemonry.tokens.confirmation import Possession, ProofRules, confirm
from daemonry.tokens.credential_check import CredentialCheck
from daemonry.tokens.keys import select_signing_key
from daemonry.tokens.limits import (
    judge_failure,
    require_admission,
    require_no_loop,
    uniform,
)
from daemonry.tokens.order import (
    ASSERTION,
    ASSIGNMENT,
    AUDIENCE,
    AUTHENTICATION,
    BINDING,
    CLIENT,
    CREDENTIAL,
    ISSUE,
    LIMITS,
    PRINCIPAL,
    REPETITION,
    RESOURCE,
    SCOPE,
    TENANT,
)
from daemonry.tokens.record import record
from daemonry.tokens.service import begin
from daemonry.tokens.sign import prepare, sign

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from daemonry.model.application import Application
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.signing_key import SigningKey
    from daemonry.model.tenant import Tenant
    from daemonry.oauth.token_request import TokenRequest
    from daemonry.ports import ClientState, TokenDirectory
    from daemonry.tokens.authenticate import AuthenticatedClient, Evidence
    from daemonry.tokens.remembered import ReadyToken
    from daemonry.tokens.service import Attempt, Caller, IssuedToken, TokenService

_TENANT_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class KnownClient:
    """An enabled client that a request names; that it is the client is not proven yet."""

    tenant: Tenant
    application: Application
    principal: ServicePrincipal


async def issue(service: TokenService, caller: Caller, request: TokenRequest) -> IssuedToken:
    """Return a signed token whose sign-in record is durable.

    Raises OAuthError with Entra's code for the first check that fails; that is
    recorded too, as soon as the tenant is known (RFC 6749 section 4.4).
    """
    attempt = begin(service)
    return await recorded(service, caller, attempt, _decide(service, caller, request, attempt))


async def recorded(
    service: TokenService,
    caller: Caller,
    attempt: Attempt,
    deciding: Coroutine[Any, Any, IssuedToken],
) -> IssuedToken:
    """Return what ``deciding`` issues, or raise what it refuses, once that is recorded."""
    try:
        token = await deciding
    except OAuthError as refusal:
        raise await told(service, caller, attempt, refusal) from refusal
    await record(service, caller, attempt, None)
    return token


async def prove_or_record(
    service: TokenService, caller: Caller, request: TokenRequest, attempt: Attempt
) -> AuthenticatedClient:
    """Return the proven client of a request that asks for no token; a refusal is recorded."""
    try:
        return await prove_client(service, caller, request, attempt)
    except OAuthError as refusal:
        raise await told(service, caller, attempt, refusal) from refusal


async def resolve_tenant(directory: TokenDirectory, name: str) -> Tenant:
    """Return the tenant that a path segment names: ID, verified domain or subdomain.

    Case is ignored. Raises OAuthError for aliases, which name no tenant, for
    malformed names and for unknown ones.
    """
    lowered = name.lower()
    if lowered in ALIASES:
        raise OAuthError(errors.CONSUMERS if lowered == "consumers" else errors.NO_TENANT)
    if _TENANT_NAME.fullmatch(lowered) is None:
        raise OAuthError(errors.TENANT_NAME_MALFORMED, tenant=lowered)
    tenant = await directory.tenant(lowered)
    if tenant is None:
        raise OAuthError(errors.TENANT_NOT_FOUND, tenant=lowered)
    return tenant


async def told(
    service: TokenService, caller: Caller, attempt: Attempt, refusal: OAuthError
) -> OAuthError:
    """Record a refusal and return what the client is told of it."""
    tenant = attempt.tenant
    if tenant is None or attempt.check not in AUTHENTICATION:
        await record(service, caller, attempt, refusal)
        return refusal
    client_id = attempt.app_id if attempt.check in {PRINCIPAL, CREDENTIAL} else ""
    peer = (tenant.tenant_id, client_id, caller.ip_address)
    verdict = judge_failure(service.throttle, refusal, peer, attempt.at.timestamp())
    if verdict.is_recorded:
        await record(service, caller, attempt, verdict.refusal)
    if verdict.delay:
        await service.pause(verdict.delay)
    return uniform(verdict.refusal, attempt.app_id) if service.uniform_errors else verdict.refusal


async def _admit(service: TokenService, caller: Caller, attempt: Attempt) -> None:
    """Let pass a request that tenant and address may still make. Raises OAuthError."""
    tenant = attempt.tenant = await resolve_tenant(service.directory, caller.tenant_name)
    attempt.check = LIMITS
    now = attempt.at.timestamp()
    require_admission(service.throttle, tenant.tenant_id, caller.ip_address, now)


async def _decide(
    service: TokenService, caller: Caller, request: TokenRequest, attempt: Attempt
) -> IssuedToken:
    client = await prove_client(service, caller, request, attempt)
    return await issue_to_client(service, caller, client, request, attempt)


async def prove_client(
    service: TokenService, caller: Caller, request: TokenRequest, attempt: Attempt
) -> AuthenticatedClient:
    """Return the client that a request proves to come from: tenant, client, credential.

    Raises OAuthError for the first check that fails.
    """
    if service.throttle.limits_requests:
        await _admit(service, caller, attempt)
    evidence = await _evidence(service.directory, caller.tenant_name, request, attempt)
    try:
        known = await identify(service.directory, caller.tenant_name, evidence.client_id, attempt)
    except OAuthError:
        spend_equal_work(evidence, service.secret_keys)
        raise
    attempt.check = CREDENTIAL
    check = CredentialCheck(
        tenant=known.tenant,
        authority=Authority(caller.origin, known.tenant.tenant_id, service.exact_entra_issuer),
        origins=service.origins,
        now=attempt.at,
        directory=service.directory,
        single_use=service.single_use,
        issuer_keys=service.issuer_keys,
        secret_keys=service.secret_keys,
        renew_digest=service.renew_digest,
    )
    return await authenticate(known.application, known.principal, evidence, check)


async def _evidence(
    directory: TokenDirectory, tenant_name: str, request: TokenRequest, attempt: Attempt
) -> Evidence:
    """Return what the request shows; a malformed assertion counts only in a known tenant."""
    if request.client_assertion is not None:
        attempt.check = TENANT
        attempt.app_id = errors.printable(request.client_id)
        attempt.tenant = await resolve_tenant(directory, tenant_name)
        attempt.check = ASSERTION
    return read_evidence(request)


async def identify(
    directory: TokenDirectory, tenant_name: str, client_id: str, attempt: Attempt
) -> KnownClient:
    """Return whom the request claims to come from, if that client may ask for tokens at all.

    Raises OAuthError: unknown tenant or application, disabled, without a principal.
    """
    attempt.check = TENANT
    attempt.app_id = errors.printable(client_id)
    tenant = attempt.tenant = await resolve_tenant(directory, tenant_name)
    attempt.check = CLIENT
    app_id = parse_guid(client_id)
    if app_id is None:
        raise OAuthError(errors.CLIENT_ID_MALFORMED, client_id=client_id)
    state = await directory.client(tenant.tenant_id, AppId(app_id))
    if state is None:
        raise OAuthError(errors.CLIENT_NOT_FOUND, client_id=app_id, tenant=tenant.display_name)
    principal = enabled_principal(state, tenant, attempt)
    return KnownClient(tenant, state.application, principal)


def enabled_principal(state: ClientState, tenant: Tenant, attempt: Attempt) -> ServicePrincipal:
    """Return the client's service principal if it may ask for tokens at all, else raise."""
    attempt.check = PRINCIPAL
    application, principal = state.application, state.principal
    app_id, name = application.app_id, application.display_name
    attempt.app_id, attempt.app_display_name = app_id, name
    if principal is not None:
        attempt.service_principal_id = principal.object_id
    if application.is_disabled or (principal is not None and not principal.account_enabled):
        raise OAuthError(errors.CLIENT_DISABLED, client_id=app_id, name=name)
    if principal is None:
        raise OAuthError(errors.CLIENT_WITHOUT_PRINCIPAL, client_id=app_id, tenant=tenant.tenant_id)
    return principal


async def issue_to_client(
    service: TokenService,
    caller: Caller,
    client: AuthenticatedClient,
    request: TokenRequest,
    attempt: Attempt,
) -> IssuedToken:
    """Return a token for a client that is proven, however it was: resource, roles, signature.

    Of the request only what is asked for counts here, never how it was authenticated.
    """
    directory = service.directory
    attempt.credential_type = client.credential_type
    attempt.credential_key_id = client.credential_key_id
    decision = await entitle(directory, client, request, caller.origin, attempt)
    key = await choose_key(directory, decision, attempt)
    decision = await _bound(service, decision, caller.shown, attempt)
    if service.throttle.limits_successes:
        attempt.check = REPETITION
        key_id, now = attempt.credential_key_id, attempt.at.timestamp()
        require_no_loop(service.throttle, decision, key_id, caller.ip_address, now)
    ready = await prepare(service, decision, key, caller.origin, request.capabilities)
    _remember(service, caller, ready, attempt)
    return await sign(service, caller, ready, attempt)


def _remember(service: TokenService, caller: Caller, ready: ReadyToken, attempt: Attempt) -> None:
    """Let the same request be answered without these checks while nothing changes."""
    client, version = ready.decision.client, attempt.directory_version
    if caller.fingerprint is None or version is None or ready.decision.confirmation:
        return
    for credential in client.principal.client_secrets:
        if credential.key_id == client.credential_key_id:
            ends_at = credential.ends_at
            service.remembered.keep(caller.fingerprint, ready, version, ends_at)


async def issue_again(service: TokenService, caller: Caller) -> IssuedToken | None:
    """Return a token as the last one for the same request, if that still holds, else None.

    It is signed and recorded on its own like any other.
    """
    if caller.fingerprint is None:
        return None
    attempt = begin(service)
    version = attempt.directory_version
    if version is None:
        return None
    ready = service.remembered.recall(caller.fingerprint, version, attempt.at)
    if ready is None:
        return None
    decision, client = ready.decision, ready.decision.client
    attempt.check = ISSUE
    attempt.tenant = decision.tenant
    attempt.app_id = client.application.app_id
    attempt.app_display_name = client.application.display_name
    attempt.service_principal_id = client.principal.object_id
    attempt.credential_type = client.credential_type
    attempt.credential_key_id = client.credential_key_id
    attempt.resource = decision.resource.principal
    attempt.roles = decision.granted.values
    return await recorded(service, caller, attempt, sign(service, caller, ready, attempt))


async def _bound(
    service: TokenService, decision: Decision, shown: Possession, attempt: Attempt
) -> Decision:
    """Return the decision with what the token is bound to, if the API wants that."""
    constraint = decision.resource.principal.application.token_settings.sender_constraint
    if constraint == CONSTRAINT_NONE:
        return decision
    attempt.check = BINDING
    rules = ProofRules(service.single_use, service.nonce_key)
    found = await confirm(constraint, shown, rules, decision.tenant.tenant_id, attempt.at)
    attempt.check = ISSUE
    return replace(decision, confirmation=found)


async def entitle(
    directory: TokenDirectory,
    client: AuthenticatedClient,
    request: TokenRequest,
    origin: str,
    attempt: Attempt,
) -> Decision:
    """Return what a proven client is given of what it asks for. Raises OAuthError."""
    attempt.check = SCOPE
    wish = read_wish(request)
    attempt.check = RESOURCE
    tenant_id = client.application.tenant_id
    resource = await resolve_resource(directory, tenant_id, wish, origin)
    attempt.resource = resource.principal
    attempt.check = ASSIGNMENT
    granted = await authorize(directory, client, resource)
    attempt.roles = granted.values
    return Decision(client, resource, granted, attempt.known_tenant)


async def choose_key(directory: TokenDirectory, decision: Decision, attempt: Attempt) -> SigningKey:
    """Return the key that signs for the API. Raises OAuthError when none may."""
    keys = await directory.signing_keys(decision.tenant.tenant_id)
    attempt.check = AUDIENCE
    require_fit_for_mapped_claims(decision.resource, decision.tenant, keys, attempt.at)
    attempt.check = ISSUE
    return select_signing_key(keys, decision.resource.principal.application, attempt.at)
