"""How long an access token lives (Entra: configurable-token-lifetimes)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.oauth.claims_request import CAE
from daemonry.tokens.authenticate import METHOD_MANAGED_IDENTITY

if TYPE_CHECKING:
    from daemonry.model.policy import PoliciesInForce
    from daemonry.tokens.claims import Decision


@dataclass(frozen=True, slots=True)
class LifetimeRange:
    """Seconds from ``shortest`` to ``longest``, both included; fixed when they are equal.

    A drawn lifetime keeps many clients from renewing in the same second.
    """

    shortest: int
    longest: int

    @property
    def is_fixed(self) -> bool:
        """Tell whether every token lives equally long."""
        return self.shortest == self.longest

    def draw(self, random: bytes) -> int:
        """Return a lifetime; its last four bytes decide where in the range."""
        if self.is_fixed:
            return self.shortest
        span = self.longest - self.shortest + 1
        return self.shortest + int.from_bytes(random[-4:], "big") % span


RANDOM: Final = LifetimeRange(60 * 60, 90 * 60)
"""Entra's default (Entra: access-tokens)."""

CONTINUOUS: Final = LifetimeRange(20 * 3600, 28 * 3600)
"""For tokens that are looked at again at each call, and clients that stand being told."""


def fixed(seconds: int) -> LifetimeRange:
    """Return the range of one lifetime."""
    return LifetimeRange(seconds, seconds)


def lifetime_range(
    decision: Decision,
    policies: PoliciesInForce,
    default: LifetimeRange,
    capabilities: frozenset[str],
) -> LifetimeRange:
    """Return how long tokens of this decision live; ``default`` is the server's.

    A capable client gets long-lived tokens for resources under continuous access
    evaluation, for which policies do not count (Entra:
    concept-continuous-access-evaluation). A fixed default is for tests, which expect it
    wherever no policy says otherwise.
    """
    if not default.is_fixed and CAE in capabilities and _is_evaluated_continuously(decision):
        return CONTINUOUS
    policy = policies.deciding
    if policy is None or decision.client.credential_type == METHOD_MANAGED_IDENTITY:
        # Policies do not concern managed identities (Entra: configurable-token-lifetimes).
        return default
    return fixed(policy.access_token_lifetime)


def _is_evaluated_continuously(decision: Decision) -> bool:
    """Tell whether the resource asks again, at each call, what became of the client.

    The management API does (``tokens.verify``); other APIs say so themselves.
    """
    resource = decision.resource.principal
    settings = resource.application.token_settings
    return resource.app_id == GRAPH_APP_ID or settings.continuous_access_evaluation
