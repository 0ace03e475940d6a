"""What decides how a token looks besides its roles: lifetime, binding, audience, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.model.token_settings import (
    CONSTRAINT_DPOP,
    CONSTRAINT_MTLS,
    CONSTRAINT_NONE,
    CONSTRAINT_OPTIONAL,
)
from daemonry.tokens.audience import audience
from daemonry.tokens.explanation import Decider, Finding, Outcome
from daemonry.tokens.optional_claims import CARRIED, WITHOUT_EFFECT, listed_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daemonry.model.application import Application
    from daemonry.model.policy import PoliciesInForce
    from daemonry.tokens.claims import Decision

BOUND: Final = {
    CONSTRAINT_NONE: "Tokens for the API are bearer tokens, whatever key the client shows.",
    CONSTRAINT_OPTIONAL: "A token is bound to the key of a DPoP proof or to the client certificate"
    " when the client shows one, and a bearer token otherwise.",
    CONSTRAINT_DPOP: "Tokens for the API are bound to a key: the client must send a DPoP proof"
    " (RFC 9449).",
    CONSTRAINT_MTLS: "Tokens for the API are bound to a certificate: the client must connect with"
    " one (RFC 8705).",
}
"""What the API's ``sender_constraint`` means for a request."""


def note_token(decision: Decision, policies: PoliciesInForce) -> tuple[Finding, ...]:
    """Return what decides about each of these claims, and which object says so."""
    api = decision.resource.principal
    decider = Decider("application", api.application.object_id, api.display_name)
    constraint = api.application.token_settings.sender_constraint
    return (
        _lifetime(policies, decider),
        Finding("aud", Outcome.PASSED, _audience(decision), decider),
        Finding("cnf", Outcome.PASSED, BOUND[constraint], decider),
        *_optional(api.application, decider),
    )


def _lifetime(policies: PoliciesInForce, api: Decider) -> Finding:
    policy = policies.deciding
    if policy is None:
        why = (
            "No token lifetime policy concerns the API: the server's default counts, 60 to 90"
            " minutes drawn for each token unless it is set."
        )
        return Finding("exp", Outcome.PASSED, why, api)
    held = {
        policies.of_principal: "is assigned to the API's service principal",
        policies.of_organization: "is the default of the organization",
        policies.of_application: "is assigned to the API's application",
    }
    minutes = policy.access_token_lifetime // 60
    why = (
        f"Tokens live {minutes} minutes: the policy '{policy.display_name}'"
        f" {held[policy]}. For managed identities the server's default counts all the same."
    )
    decider = Decider("tokenLifetimePolicy", policy.policy_id, policy.display_name)
    return Finding("exp", Outcome.PASSED, why, decider)


def _audience(decision: Decision) -> str:
    application = decision.resource.principal.application
    name = audience(decision.resource)
    if application.access_token_version != 1:
        return f"It is {name}, the client ID of the API: version 2 tokens know no other name."
    if name == application.app_id:
        return f"It is {name}, the client ID of the API: it was asked for by that, or lists 'aud'."
    return f"It is {name}, as the client asked for the API: version 1 tokens repeat that name."


def _optional(application: Application, decider: Decider) -> Iterator[Finding]:
    for name in listed_claims(application):
        if name in CARRIED:
            why = "The API's optional claims list it."
        else:
            reason = WITHOUT_EFFECT.get(name, "no claim of app-only tokens")
            why = f"The API's optional claims list it, without effect: {reason}."
        yield Finding(name, Outcome.PASSED, why, decider)
