"""The order of checks on behalf of a person, as ``tokens/order.py`` has it for daemons.

Three ways lead to a refusal: the authorization endpoint, the device authorization endpoint
and the token endpoint. A sign-in record does not name its way; what it says tells which.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from daemonry.oauth import errors
from daemonry.tokens.order import (
    ASSERTION,
    BINDING,
    CLIENT,
    CREDENTIAL,
    FORM,
    ISSUE,
    LIMITS,
    METHOD,
    PRINCIPAL,
    RESOURCE,
    TENANT,
    Check,
)

if TYPE_CHECKING:
    from daemonry.model.audit import SignIn

REDIRECT: Final = Check(
    "redirect",
    "Is the redirect URI one of the application's?",
    (errors.REDIRECT_MISMATCH, errors.NO_REDIRECT_REGISTERED, errors.REDIRECT_MISSING),
)
REQUEST: Final = Check(
    "request",
    "Does it ask for a code, in a form and by parameters that are supported?",
    (
        *(errors.RESPONSE_TYPE, errors.RESPONSE_MODE, errors.PROMPT, errors.REQUEST_OBJECT),
        *(errors.CHALLENGE_MISSING, errors.CHALLENGE_METHOD, errors.CHALLENGE_SIZE),
        *(errors.MISSING_PARAMETER, errors.DUPLICATE_PARAMETER, errors.MALFORMED),
    ),
)
PROOF: Final = replace(
    CREDENTIAL,
    question="Does its credential prove that it is this client, or may it come without one?",
    refusals=(*CREDENTIAL.refusals, errors.CREDENTIAL_MISSING),
)
GRANT: Final = Check(
    "grant",
    "Is the code, refresh token or device code good, this client's, and the person's still?",
    (
        *(errors.GRANT_INVALID, errors.CODE_REDIRECT, errors.CODE_REDEEMED, errors.CODE_EXPIRED),
        *(errors.VERIFIER_MISMATCH, errors.REFRESH_EXPIRED, errors.SPA_REFRESH_EXPIRED),
        *(errors.GRANT_REVOKED, errors.USER_DISABLED, errors.USER_GONE),
        *(errors.SPA_FROM_ELSEWHERE, errors.CROSS_ORIGIN),
        *(errors.DEVICE_CODE_UNKNOWN, errors.DEVICE_CODE_EXPIRED, errors.DEVICE_DECLINED),
    ),
)
SCOPE: Final = Check(
    "scope",
    "Does it ask for permissions of one API?",
    (errors.SCOPE_INVALID, errors.SCOPE_SEVERAL_RESOURCES, errors.SCOPE_MIXED),
)
PERSON: Final = Check(
    "person",
    "Is somebody signed in, and is it clear whose account is meant?",
    (errors.LOGIN_REQUIRED, errors.INTERACTION_REQUIRED),
)
ASSIGNMENT: Final = Check(
    "assignment", "May people use the application?", (errors.USER_NOT_ASSIGNED,)
)
CONSENT: Final = Check(
    "consent",
    "Did somebody who may consent to what is asked for?",
    (
        *(errors.SCOPE_UNKNOWN, errors.NOTHING_REQUESTED, errors.NOT_CONSENTED),
        *(errors.CONSENT_NEEDED, errors.DECLINED, errors.NEEDS_ADMINISTRATOR),
    ),
)

AUTHORIZATION: Final = (
    *(METHOD, TENANT, CLIENT, PRINCIPAL, REDIRECT, REQUEST, SCOPE, RESOURCE, PERSON),
    *(ASSIGNMENT, CONSENT, ISSUE),
)
"""What ``/authorize`` asks, first to last."""

DEVICE: Final = (
    *(METHOD, FORM, TENANT, LIMITS, ASSERTION, CLIENT, PRINCIPAL, PROOF, SCOPE, RESOURCE, ISSUE),
)
"""What ``/devicecode`` asks."""

REDEMPTION: Final = (
    *(METHOD, FORM, TENANT, LIMITS, ASSERTION, CLIENT, PRINCIPAL, PROOF, GRANT, SCOPE, RESOURCE),
    *(ASSIGNMENT, CONSENT, BINDING, ISSUE),
)
"""What ``/token`` asks of a code, a refresh token or a device code."""


def order_of(record: SignIn) -> tuple[Check, ...]:
    """Return the checks of the way that a request of a person came.

    At the token endpoint it is on record how the client proved itself ("none" for a public
    one). Where that was not reached yet the three begin alike.
    """
    if any(row.aadsts == record.error_code for row in (*GRANT.refusals, *PROOF.refusals)):
        return REDEMPTION
    if not record.credential_type:
        return AUTHORIZATION
    return DEVICE if record.user is None or not record.user.user_id else REDEMPTION
