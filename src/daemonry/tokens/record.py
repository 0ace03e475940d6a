"""The sign-in record of a token request, durable before the answer leaves."""

from __future__ import annotations

from time import perf_counter_ns
from typing import TYPE_CHECKING

from daemonry.model.audit import SignIn
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from daemonry.tokens.service import Attempt, Caller, TokenService


async def record(
    service: TokenService, caller: Caller, attempt: Attempt, refusal: OAuthError | None
) -> None:
    """Make the sign-in record durable. A token whose record cannot be kept is not given."""
    if attempt.tenant is None:
        return
    resource = attempt.resource
    sign_in = SignIn(
        tenant_id=attempt.tenant.tenant_id,
        sign_in_id=caller.trace_id,
        at=attempt.at,
        correlation_id=caller.correlation_id,
        app_id=attempt.app_id,
        app_display_name=attempt.app_display_name,
        service_principal_id=attempt.service_principal_id,
        resource_id=resource.app_id if resource is not None else "",
        resource_display_name=resource.display_name if resource is not None else "",
        credential_type=attempt.credential_type,
        credential_key_id=attempt.credential_key_id,
        roles=attempt.roles,
        unique_token_identifier=attempt.token_identifier if refusal is None else "",
        error_code=refusal.refusal.aadsts if refusal is not None else 0,
        failure_reason=(refusal.detail or str(refusal)) if refusal is not None else "",
        ip_address=caller.ip_address,
        user_agent=caller.user_agent,
        latency_us=(perf_counter_ns() - attempt.started_ns) // 1000,
        user=attempt.user,
    )
    try:
        await service.sign_ins.record(sign_in)
    except OSError as error:
        raise OAuthError(
            errors.TEMPORARY, detail=f"The sign-in record cannot be written: {error}"
        ) from error
