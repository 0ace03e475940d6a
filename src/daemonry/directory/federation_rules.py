"""What federated identity credentials must look like: one validator for every way in.

It looks at all credentials of the application as they will be stored. Limits are
those of Entra (Entra: workload-identity-federation-considerations).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.directory.text_rules import check_text
from daemonry.jose.key_set import parse_pinned_keys
from daemonry.model.errors import (
    FEDERATED_AUDIENCES,
    FEDERATED_EXPRESSION,
    FEDERATED_ISSUER_FORM,
    FEDERATED_ISSUER_OURS,
    FEDERATED_KEYS,
    FEDERATED_NAME_FORM,
    FEDERATED_NAME_TAKEN,
    FEDERATED_SUBJECT_TAKEN,
    FEDERATED_SUBJECT_XOR_EXPRESSION,
    INVALID_PROPERTY,
    TOO_LONG,
    TOO_MANY,
    ConflictError,
    InvalidError,
)
from daemonry.oauth.claims_matching import LANGUAGE_VERSION, ExpressionError, parse_expression
from daemonry.oauth.external_issuer import OurIssuers, check_issuer

if TYPE_CHECKING:
    from daemonry.model.federated_credential import (
        ClaimsMatchingExpression,
        FederatedIdentityCredential,
    )

MAX_CREDENTIALS: Final = 20
MAX_TEXT: Final = 600
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{2,119}")
_RESOURCE: Final = "FederatedIdentityCredential"


@dataclass(frozen=True, slots=True)
class FederationRules:
    """What the settings of the server say: issuers that are ourselves, credentials at most."""

    our_issuers: OurIssuers
    most: int = MAX_CREDENTIALS


def validate_federated_credentials(
    credentials: tuple[FederatedIdentityCredential, ...], rules: FederationRules
) -> None:
    """Check all credentials of one application as they will be stored.

    Raises InvalidError for the first broken rule, ConflictError for a name or for an
    issuer with its subject (or its expression) that stands twice.
    """
    name = "federatedIdentityCredentials"
    if len(credentials) > rules.most:
        raise InvalidError(TOO_MANY, target=name, property=name, limit=str(rules.most))
    names: set[str] = set()
    identities: set[tuple[str, str | None, str | None]] = set()
    for credential in credentials:
        _check_one(credential, rules)
        expression = credential.claims_matching_expression
        identity = (credential.issuer, credential.subject, expression.value if expression else None)
        if credential.name.lower() in names:
            raise ConflictError(FEDERATED_NAME_TAKEN, target="name", name=credential.name)
        if identity in identities:
            raise ConflictError(FEDERATED_SUBJECT_TAKEN, target="subject", name=credential.name)
        names.add(credential.name.lower())
        identities.add(identity)


def _check_one(credential: FederatedIdentityCredential, rules: FederationRules) -> None:
    if _NAME.fullmatch(credential.name) is None:
        raise InvalidError(FEDERATED_NAME_FORM, target="name", name=credential.name[:MAX_TEXT])
    _check_issuer(credential.issuer, rules)
    _check_audiences(credential.audiences)
    if credential.description:
        check_text(credential.description, "description", MAX_TEXT, lines=True, resource=_RESOURCE)
    expression = credential.claims_matching_expression
    if (credential.subject is None) == (expression is None):
        raise InvalidError(FEDERATED_SUBJECT_XOR_EXPRESSION, target="subject")
    if credential.subject is not None:
        check_text(credential.subject, "subject", MAX_TEXT, resource=_RESOURCE)
    if expression is not None:
        _check_expression(expression)
    if credential.pinned_jwks is not None:
        _check_keys(credential.pinned_jwks)


def _check_issuer(issuer: str, rules: FederationRules) -> None:
    """Check an issuer by its form only: it is compared exactly, so nothing is corrected."""
    if len(issuer) > MAX_TEXT:
        raise InvalidError(TOO_LONG, target="issuer", property="issuer", limit=str(MAX_TEXT))
    try:
        check_issuer(issuer)
    except ValueError as error:
        raise InvalidError(
            FEDERATED_ISSUER_FORM, target="issuer", issuer=issuer, reason=str(error)
        ) from None
    if rules.our_issuers.include(issuer):
        raise InvalidError(FEDERATED_ISSUER_OURS, target="issuer", issuer=issuer)


def _check_audiences(audiences: tuple[str, ...]) -> None:
    if len(audiences) != 1 or len(audiences[0]) > MAX_TEXT:
        raise InvalidError(FEDERATED_AUDIENCES, target="audiences", limit=str(MAX_TEXT))
    check_text(audiences[0], "audiences", MAX_TEXT, resource=_RESOURCE)


def _check_keys(jwks: str) -> None:
    try:
        parse_pinned_keys(jwks)
    except ValueError as error:
        raise InvalidError(FEDERATED_KEYS, target="pinnedJwks", reason=str(error)) from None


def _check_expression(expression: ClaimsMatchingExpression) -> None:
    name = "claimsMatchingExpression"
    if expression.language_version != LANGUAGE_VERSION:
        member = f"{name}.languageVersion"
        raise InvalidError(INVALID_PROPERTY, target=member, property=member, resource=_RESOURCE)
    try:
        parse_expression(expression.value)
    except ExpressionError as error:
        raise InvalidError(
            FEDERATED_EXPRESSION,
            target=f"{name}.value",
            position=str(error.position),
            reason=error.reason,
        ) from None
