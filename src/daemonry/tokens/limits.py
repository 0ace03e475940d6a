"""What a client is told when it is slowed down: verdicts of ``throttle.py`` as refusals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.throttle import LOOP_WINDOW

if TYPE_CHECKING:
    from daemonry.model.ids import TenantId
    from daemonry.tokens.claims import Decision
    from daemonry.tokens.throttle import Throttle


@dataclass(frozen=True, slots=True)
class Told:
    """What becomes of a failed authentication: the refusal, after how many seconds."""

    refusal: OAuthError
    delay: float = 0.0
    is_recorded: bool = True


def judge_failure(
    throttle: Throttle,
    refusal: OAuthError,
    peer: tuple[TenantId, str, str],
    now: float,
) -> Told:
    """Count a failure to authenticate by ``peer``: tenant, known client or '', address.

    A client that fails too often is told so in place of how it failed; of such answers
    one is recorded for each pause, with the number of those that were not.
    """
    verdict = throttle.failed(*peer, now)
    if not verdict.retry_after:
        return Told(refusal, verdict.delay)
    reason = f"Too many failed authentications, the last by AADSTS{refusal.refusal.aadsts}."
    more = f" {verdict.unrecorded} more since the last record." if verdict.unrecorded else ""
    detail = f"{reason}{more} {refusal.detail or refusal}" if verdict.is_recorded else ""
    throttled = _too_many(reason, verdict.retry_after, detail)
    return Told(throttled, verdict.delay, verdict.is_recorded)


def require_admission(throttle: Throttle, tenant_id: TenantId, address: str, now: float) -> None:
    """Let pass a request that tenant and address may still make. Raises OAuthError."""
    wait = throttle.admit(tenant_id, address, now)
    if wait:
        reason = "The limit for this tenant or address is reached."
        raise _too_many(reason, wait, reason)


def require_no_loop(
    throttle: Throttle, decision: Decision, credential_key_id: str, address: str, now: float
) -> None:
    """Let pass a proven client within its limit that does not repeat itself. Raises OAuthError."""
    client = decision.client.application
    wait = throttle.succeeded(client.tenant_id, client.app_id, now)
    if wait:
        reason = "The limit for this client is reached."
        raise _too_many(reason, wait, reason)
    resource = decision.resource.identifier
    request = (client.tenant_id, client.app_id, credential_key_id, resource, address)
    if throttle.is_loop(request, now):
        count = str(throttle.limits.identical)
        raise OAuthError(errors.LOOP, count=count, seconds=str(LOOP_WINDOW))


def uniform(refusal: OAuthError, client_id: str) -> OAuthError:
    """Return the one answer to every failed authentication, for servers that want one."""
    if refusal.refusal in {errors.THROTTLED, errors.TEMPORARY}:
        return refusal
    return OAuthError(errors.SECRET_MISMATCH, client_id=client_id, detail=str(refusal))


def _too_many(reason: str, wait: int, detail: str) -> OAuthError:
    error = OAuthError(errors.THROTTLED, detail=detail, reason=reason, seconds=str(wait))
    error.retry_after = wait
    return error
