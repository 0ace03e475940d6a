"""Would this token stand for that client? Every step in order, in words for its owner.

The steps are those of ``federation.py``, asked one by one; nothing is decided here and
nothing is recorded. What the token says is shown with every character that is not
plain ASCII escaped, so that look-alikes and line breaks are seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from daemonry.oauth.client_assertion import parse_client_assertion
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.assertion_rules import ENTRA, check_times
from daemonry.tokens.client_certificate import is_self_issued
from daemonry.tokens.federation import (
    Comparison,
    compare,
    keys_for,
    match_credential,
    our_issuers,
    verify_signature,
)

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.oauth.client_assertion import UnverifiedAssertion
    from daemonry.tokens.credential_check import CredentialCheck

_MAX_SHOWN: Final = 300
_NOT_FEDERATED: Final = (
    "its issuer is an application ID: the client signed it itself, so its certificates count"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One check and its outcome; ``passed`` is None for one that was not made."""

    check: str
    passed: bool | None
    detail: str


@dataclass(frozen=True, slots=True)
class ClaimedIdentity:
    """Whom an unverified token speaks for, escaped to plain ASCII and cut to 300 characters."""

    issuer: str
    subject: str
    audiences: str
    algorithm: str
    key_id: str


@dataclass(frozen=True, slots=True)
class FederationTrial:
    """The steps of one trial. ``refusal`` is what a token request would have answered.

    ``claimed`` is what the token says, ``compared`` how far it fits each credential.
    """

    steps: tuple[Step, ...]
    refusal: OAuthError | None = None
    claimed: ClaimedIdentity | None = None
    compared: tuple[Comparison, ...] = ()

    @property
    def would_be_accepted(self) -> bool:
        """Tell whether every step was made and passed."""
        return all(step.passed for step in self.steps)


async def try_token(
    application: Application, text: str, check: CredentialCheck, *, fetch: bool = True
) -> FederationTrial:
    """Return how a token request with this token would go, step by step.

    Without ``fetch`` keys that are not pinned are left alone, and so are the steps that
    need them.
    """
    steps: list[Step] = []
    refused: OAuthError | None = None
    try:
        await _walk(application, text, check, steps, fetch=fetch)
    except OAuthError as refusal:
        refused = refusal
    try:
        assertion = parse_client_assertion(text.strip())
    except OAuthError:
        return FederationTrial(tuple(steps), refused)
    compared = tuple(
        compare(each, assertion) for each in application.federated_identity_credentials
    )
    return FederationTrial(tuple(steps), refused, _claimed(assertion), compared)


async def _walk(
    application: Application,
    text: str,
    check: CredentialCheck,
    steps: list[Step],
    *,
    fetch: bool,
) -> None:
    with _Watched(steps, "token") as step:
        assertion = parse_client_assertion(text.strip())
        step.says(_summary(assertion))
        if is_self_issued(assertion):
            step.fails(_NOT_FEDERATED)
            return
    for credential in application.federated_identity_credentials:
        compared = compare(credential, assertion)
        steps.append(
            Step(f"credential {credential.name}", compared.fits, _compared(compared, assertion))
        )
    with _Watched(steps, "match") as step:
        credential = match_credential(application, assertion, our_issuers(check))
        step.says(f"credential '{credential.name}' ({credential.credential_id})")
    # One match is enough; the others only show why they are none.
    steps[:] = [each for each in steps if each.passed or not each.check.startswith("credential ")]
    if credential.pinned_jwks is None and not fetch:
        steps.append(Step("keys", None, "not fetched, as asked; signature and times are unchecked"))
        return
    with _Watched(steps, "keys") as step:
        keys = await keys_for(credential, assertion, check)
        named = ", ".join(_shown(key.key_id or "(no kid)") for key in keys)
        step.says(f"{'pinned' if credential.pinned_jwks else 'fetched'}: {named}")
    with _Watched(steps, "signature") as step:
        verify_signature(keys, assertion)
        step.says(f"{_shown(assertion.algorithm)} by key '{_shown(assertion.key_id or '')}'")
    with _Watched(steps, "times") as step:
        check_times(assertion, ENTRA, check.now)
        step.says("within its valid time range")


class _Watched:
    """Adds the step that runs inside it: failed, with what to know, when it is refused."""

    def __init__(self, steps: list[Step], check: str) -> None:
        self._steps = steps
        self._check = check
        self._detail = ""
        self._passed = True

    def says(self, detail: str) -> None:
        self._detail = detail

    def fails(self, detail: str) -> None:
        self._detail, self._passed = detail, False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, OAuthError):
            self.fails(error.detail or str(error))
        if error is None or isinstance(error, OAuthError):
            self._steps.append(Step(self._check, self._passed, self._detail))


def _claimed(assertion: UnverifiedAssertion) -> ClaimedIdentity:
    return ClaimedIdentity(
        issuer=_shown(assertion.issuer),
        subject=_shown(assertion.subject),
        audiences=", ".join(map(_shown, assertion.audiences)),
        algorithm=_shown(assertion.algorithm),
        key_id=_shown(assertion.key_id or ""),
    )


def _summary(assertion: UnverifiedAssertion) -> str:
    claimed = _claimed(assertion)
    return (
        f"issuer '{claimed.issuer}', subject '{claimed.subject}', audience '{claimed.audiences}',"
        f" algorithm {claimed.algorithm}, key '{claimed.key_id}'"
    )


def _compared(compared: Comparison, assertion: UnverifiedAssertion) -> str:
    """Return what of a credential fits the token and, for what does not, how they differ."""
    credential, expression = compared.credential, compared.credential.claims_matching_expression
    parts = [
        "issuer fits"
        if compared.issuer
        else _differs("issuer", credential.issuer, assertion.issuer)
    ]
    if compared.audience:
        parts.append("audience fits")
    else:
        audiences = ", ".join(assertion.audiences)
        parts.append(_differs("audience", ", ".join(credential.audiences), audiences))
    if compared.subject:
        parts.append("subject fits" if expression is None else "expression is met")
    elif expression is not None:
        parts.append(f"expression is not met: {expression.value}")
    else:
        parts.append(_differs("subject", credential.subject or "", assertion.subject))
    return "; ".join(parts)


def _differs(what: str, expected: str, found: str) -> str:
    if expected.casefold() == found.casefold():
        why = " (upper and lower case differ)"
    elif expected.rstrip("/") == found.rstrip("/"):
        why = " (only the slash at the end differs)"
    elif expected.strip() == found.strip():
        why = " (only blanks around it differ)"
    else:
        why = ""
    return f"{what} is '{_shown(found)}' in the token, '{_shown(expected)}' is trusted{why}"


def _shown(text: str) -> str:
    return text[:_MAX_SHOWN].encode("unicode_escape").decode("ascii")
