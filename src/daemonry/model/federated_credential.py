"""A federated identity credential: which token of another issuer stands for a client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daemonry.model.ids import KeyId


@dataclass(frozen=True, slots=True)
class ClaimsMatchingExpression:
    """A condition over claims in place of an exact subject; ``language_version`` is 1."""

    value: str
    language_version: int = 1


@dataclass(frozen=True, slots=True)
class FederatedIdentityCredential:
    """One trusted identity of an external issuer (Graph: resources/federatedIdentityCredential).

    ``issuer`` and ``subject`` are compared exactly, case included. Either ``subject``
    or ``claims_matching_expression`` is given. ``pinned_jwks`` is the JSON of a JWKS
    for an issuer that cannot be reached; with it nothing is ever fetched.
    """

    credential_id: KeyId
    name: str
    issuer: str
    subject: str | None
    audiences: tuple[str, ...]
    description: str | None = None
    claims_matching_expression: ClaimsMatchingExpression | None = None
    pinned_jwks: str | None = None
