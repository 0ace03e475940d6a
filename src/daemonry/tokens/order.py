"""The order of checks as a table: what is asked when, and which refusals that can end in.

Entra's order decides which code a client sees when several things are wrong. The
checks are made by ``oauth/token_request.py`` (the first three) and ``issue.py``, whose
lines name them; ``explain.py`` reports by them, and docs/explanation/order-of-checks.md
is written from them. The credential comes before scope and resource, so that a stranger
cannot probe which APIs exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.oauth import errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.oauth.errors import Refusal


@dataclass(frozen=True, slots=True)
class Check:
    """One question that a token request has to pass, and the rows it can end in."""

    name: str
    question: str
    refusals: tuple[Refusal, ...]


METHOD: Final = Check(
    "method",
    "Is it a POST of at most 64 KiB to a host of this server?",
    (errors.POST_ONLY, errors.TOO_LARGE, errors.UNKNOWN_HOST),
)
FORM: Final = Check(
    "form",
    "Is it a form with every parameter it needs, each once, and one credential at most?",
    (
        errors.MALFORMED,
        errors.DUPLICATE_PARAMETER,
        errors.MISSING_PARAMETER,
        errors.UNSUPPORTED_GRANT,
        errors.SEVERAL_CLIENTS,
        errors.SEVERAL_CREDENTIALS,
    ),
)
TENANT: Final = Check(
    "tenant",
    "Does the name in the path belong to a tenant?",
    (
        errors.NO_TENANT,
        errors.CONSUMERS,
        errors.TENANT_NAME_MALFORMED,
        errors.TENANT_NOT_FOUND,
    ),
)
LIMITS: Final = Check(
    "limits",
    "Do the tenant, the peer and the client ask, and fail, no more often than they may?",
    (errors.THROTTLED,),
)
ASSERTION: Final = Check(
    "assertion",
    "Is the client assertion, if there is one, a well-formed JWT?",
    (errors.ASSERTION_MALFORMED, errors.ASSERTION_FIELD_MISSING),
)
CLIENT: Final = Check(
    "client",
    "Is there an application with this client ID in the tenant?",
    (errors.CLIENT_ID_MALFORMED, errors.CLIENT_NOT_FOUND),
)
PRINCIPAL: Final = Check(
    "principal",
    "Is it enabled, and present in the tenant as a service principal?",
    (errors.CLIENT_DISABLED, errors.CLIENT_WITHOUT_PRINCIPAL),
)
CREDENTIAL: Final = Check(
    "credential",
    "Does its credential prove that it is this client?",
    (
        errors.NO_CREDENTIAL,
        errors.PUBLIC_CLIENT,
        errors.CERTIFICATE_ONLY,
        errors.SECRET_MISMATCH,
        errors.SECRET_EXPIRED,
        errors.ASSERTION_TYPE,
        errors.ASSERTION_ALGORITHM,
        errors.ASSERTION_SUBJECT,
        errors.ASSERTION_CLIENT,
        errors.ASSERTION_WITHOUT_KEY,
        errors.ASSERTION_KEY_NOT_FOUND,
        errors.ASSERTION_CERTIFICATE_SUBJECT,
        errors.ASSERTION_SIGNATURE,
        errors.ASSERTION_KEY_EXPIRED,
        errors.ASSERTION_AUDIENCE,
        errors.ASSERTION_TIME,
        errors.ASSERTION_USED,
        errors.NO_FEDERATED_CREDENTIAL,
        errors.FEDERATED_TOKEN_OURS,
        errors.FEDERATED_ISSUER,
        errors.FEDERATED_AUDIENCE,
        errors.FEDERATED_SUBJECT,
        errors.FEDERATED_SUBJECT_CASE,
        errors.EXTERNAL_ISSUER,
        errors.FEDERATED_KEY_NOT_FOUND,
        errors.FEDERATED_SIGNATURE,
    ),
)
SCOPE: Final = Check(
    "scope",
    "Does it ask for exactly one API, by {resource}/.default?",
    (errors.SCOPE_WITHOUT_DEFAULT, errors.SCOPE_MIXED, errors.SCOPE_SEVERAL_RESOURCES),
)
RESOURCE: Final = Check(
    "resource",
    "Is this API in the tenant, enabled, and open to the way it is asked for?",
    (
        errors.RESOURCE_NOT_FOUND,
        errors.RESOURCE_DISABLED,
        errors.RESOURCE_ON_V2,
    ),
)
ASSIGNMENT: Final = Check(
    "assignment",
    "May the client have a token for this API, and with which roles?",
    (errors.SELF_BY_NAME, errors.NOT_ASSIGNED, errors.ROLE_NOT_GRANTED),
)
AUDIENCE: Final = Check(
    "audience",
    "May a token for an API with acceptMappedClaims name it as the client did?",
    (errors.MAPPED_CLAIMS_AUDIENCE,),
)
BINDING: Final = Check(
    "binding",
    "Does it show the key or the certificate that tokens for the API are bound to?",
    (
        errors.PROOF_NEEDED,
        errors.PROOF_WRONG,
        errors.NONCE_NEEDED,
        errors.CERTIFICATE_NEEDED,
    ),
)
REPETITION: Final = Check(
    "repetition", "Is it something else than the same request again and again?", (errors.LOOP,)
)
ISSUE: Final = Check(
    "issue",
    "Can the token be signed and its sign-in record be kept?",
    (errors.TEMPORARY, errors.UNEXPECTED),
)

ORDER: Final = (
    METHOD,
    FORM,
    TENANT,
    LIMITS,
    ASSERTION,
    CLIENT,
    PRINCIPAL,
    CREDENTIAL,
    SCOPE,
    RESOURCE,
    ASSIGNMENT,
    AUDIENCE,
    BINDING,
    REPETITION,
    ISSUE,
)
"""All checks, first to last. The first that fails decides the answer."""

AUTHENTICATION: Final = (ASSERTION, CLIENT, PRINCIPAL, CREDENTIAL)
"""The checks that a stranger fails; too many of such failures are slowed down."""


def check_of(aadsts: int, order: Sequence[Check] = ORDER) -> Check | None:
    """Return the check of an order that refuses with this code; None for a code of another."""
    return next(
        (check for check in order if any(row.aadsts == aadsts for row in check.refusals)), None
    )
