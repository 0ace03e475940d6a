"""What an explanation says: findings, roles, remarks, and how each is mended. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from daemonry.model.audit import SignIn


class Outcome(StrEnum):
    """How a check ended. ``assumed``: nothing in the question could fail it."""

    PASSED = "passed"
    FAILED = "failed"
    WARNING = "warning"
    ASSUMED = "assumed"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class Mend:
    """One repair, told three ways: a command, a page of the admin center, a Graph call.

    ``action`` names what a button of the admin center does; empty where none can.
    """

    command: str
    page: str
    graph: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Decider:
    """The object that decided a check."""

    kind: str
    id: str
    display_name: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One check, or a remark about it: how it ended, by which object, why, what mends it."""

    check: str
    outcome: Outcome
    why: str
    decider: Decider | None = None
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class RoleFinding:
    """One app role of the API, or one permission asked of it: in the token or not, and why."""

    value: str
    permission_id: str
    in_token: bool
    why: str
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    """The request that is explained, as its sign-in record tells it; never a secret."""

    at: datetime
    correlation_id: str
    sign_in_id: str
    failure_reason: str
    credential_type: str
    credential_key_id: str
    roles: tuple[str, ...]
    ip_address: str


def recorded_request(record: SignIn) -> RecordedRequest:
    """Return what a record tells of its request; scopes are the roles of a person's."""
    return RecordedRequest(
        at=record.at,
        correlation_id=record.correlation_id,
        sign_in_id=record.sign_in_id,
        failure_reason=record.failure_reason,
        credential_type=record.credential_type,
        credential_key_id=record.credential_key_id,
        roles=record.roles if record.user is None else record.user.scopes,
        ip_address=record.ip_address,
    )


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that can be said about tokens of one client for one API.

    ``error_code`` is the AADSTS number that the request gets, 0 for a token. With
    ``notes`` tell what decides about the token's other claims, ``claims`` are those that
    every token of this client has; times and identifiers come with each. With
    ``request`` the checks are those of that request and ``now`` is what the same
    request gets by now. ``person`` is on whose behalf it was asked: then ``roles`` are
    delegated permissions.
    """

    client: Decider
    resource: Decider
    error_code: int
    checks: tuple[Finding, ...]
    roles: tuple[RoleFinding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    claims: Mapping[str, object] = field(default_factory=dict)
    request: RecordedRequest | None = None
    now: Explanation | None = field(default=None, repr=False)
    person: Decider | None = None

    @property
    def verdict(self) -> str:
        """The outcome in a few words."""
        client, api = _named(self.client), _named(self.resource)
        if self.person is not None:
            api = f"{api} on behalf of {_named(self.person)}"
        is_asked = self.error_code or self.request or self.person
        if not (is_asked or self.resource.id or self.resource.display_name):
            return f"{client} can prove itself; no API was asked for"
        if self.error_code:
            return f"{client} gets no token for {api}: AADSTS{self.error_code}"
        roles = self.request.roles if self.request else self.role_values
        kind = "role" if self.person is None else "scope"
        with_roles = f"with the {kind}s {', '.join(roles)}" if roles else f"without any {kind}"
        return f"{client} gets a token for {api} {with_roles}"

    @property
    def role_values(self) -> tuple[str, ...]:
        """The roles that are in the token."""
        return tuple(role.value for role in self.roles if role.in_token)

    @property
    def mends(self) -> tuple[Mend, ...]:
        """Every repair, each once, in the order of the findings."""
        found = (
            *(finding.mend for finding in (*self.checks, *self.remarks)),
            *(role.mend for role in self.roles),
        )
        return tuple(dict.fromkeys(mend for mend in found if mend is not None))


def as_text(explanation: Explanation) -> str:
    """Return the explanation as plain text, for logs, tickets and mail."""
    return "\n".join(_lines(explanation)) + "\n"


def _lines(explanation: Explanation) -> Iterator[str]:
    request = explanation.request
    if request is not None:
        yield f"Request {request.correlation_id} of {request.at:%Y-%m-%d %H:%M:%SZ}"
    yield explanation.verdict + "."
    yield ""
    for finding in explanation.checks:
        yield from _finding(finding)
    if explanation.roles:
        yield ""
    for role in explanation.roles:
        sign = "in the token" if role.in_token else "not in the token"
        kind = "role" if explanation.person is None else "scope"
        yield f"{kind} {role.value or role.permission_id}: {sign}. {role.why}"
        yield from _mend(role.mend)
    if explanation.remarks:
        yield ""
    for remark in explanation.remarks:
        yield from _finding(remark)
    if explanation.notes:
        yield ""
    for note in explanation.notes:
        yield f"{note.check}: {note.why}"
    if explanation.now is not None:
        yield ""
        yield "The same request now:"
        yield from (f"  {line}" if line else "" for line in _lines(explanation.now))


def _finding(finding: Finding) -> Iterator[str]:
    yield f"{finding.check}: {finding.outcome}. {finding.why}".rstrip()
    if finding.decider is not None and finding.outcome in {Outcome.FAILED, Outcome.WARNING}:
        decider = finding.decider
        known = f" ({decider.id})" if decider.id else ""
        yield f"  decided by: {decider.kind} {decider.display_name}{known}"
    yield from _mend(finding.mend)


def _mend(mend: Mend | None) -> Iterator[str]:
    if mend is not None:
        yield f"  mend: {mend.command}"
        yield f"  page: {mend.page}"
        yield f"  graph: {mend.graph}"


def _named(decider: Decider) -> str:
    return decider.display_name or decider.id or "unknown"
