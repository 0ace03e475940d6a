"""Who stands in the sign-in record of a request on behalf of a person, and when there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.model.audit import SignedInUser
from daemonry.oauth import errors
from daemonry.tokens.limits import judge_failure
from daemonry.tokens.record import record

if TYPE_CHECKING:
    from daemonry.model.user import User
    from daemonry.oauth.errors import OAuthError
    from daemonry.tokens.service import Attempt, Caller, TokenService

_AT_A_BROWSER: Final = "browser"
"""In the place of a client: failures of strangers at a browser slow no client down."""
_MAX_HINT: Final = 256


def on_record(user: User, scopes: tuple[str, ...] = (), *, is_interactive: bool) -> SignedInUser:
    """Return a person for the record."""
    return SignedInUser(
        user_id=user.object_id,
        user_principal_name=user.user_principal_name,
        display_name=user.display_name,
        is_interactive=is_interactive,
        scopes=scopes,
    )


def nobody_yet(user_id: str = "", hint: str = "", *, is_interactive: bool) -> SignedInUser:
    """Return somebody who did not sign in yet, or is gone; ``hint`` is a name as claimed."""
    return SignedInUser(user_id, errors.printable(hint[:_MAX_HINT]), "", is_interactive)


async def record_at_browser(
    service: TokenService, caller: Caller, attempt: Attempt, refusal: OAuthError
) -> None:
    """Record what a person, or the client, was told at the authorization endpoint.

    Strangers who are refused again and again leave one record for each pause.
    """
    tenant, user = attempt.tenant, attempt.user
    if tenant is not None and (user is None or not user.user_id):
        peer = (tenant.tenant_id, _AT_A_BROWSER, caller.ip_address)
        verdict = judge_failure(service.throttle, refusal, peer, attempt.at.timestamp())
        if not verdict.is_recorded:
            return
        refusal = verdict.refusal
    await record(service, caller, attempt, refusal)
