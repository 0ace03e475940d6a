"""For each role of an API: in the token or not, and why; and what else surprises in a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.model.application import MEMBER_APPLICATION, PERMISSION_ROLE
from daemonry.tokens import mending
from daemonry.tokens.explanation import Decider, Finding, Outcome, RoleFinding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from daemonry.model.application import AppRole
    from daemonry.model.grant import AppRoleAssignment
    from daemonry.model.ids import RoleId
    from daemonry.ports import UnitOfWork
    from daemonry.tokens.claims import Decision
    from daemonry.tokens.explanation import Mend
    from daemonry.tokens.mending import Words

_GROUP: Final = "Group"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known about the roles of one API and one client.

    ``own`` holds the client's assignments by role; ``requested`` the type (``Role`` or
    ``Scope``) of each permission that the client asks of the API.
    """

    decision: Decision
    words: Words
    assignments: Sequence[AppRoleAssignment]
    own: Mapping[RoleId, AppRoleAssignment]
    requested: Mapping[RoleId, str]


async def judge_roles(uow: UnitOfWork, decision: Decision, words: Words) -> tuple[RoleFinding, ...]:
    """Return a finding for each role of the API, then for each other permission asked of it.

    What is in the token comes from the decision alone; the assignments of others are
    read to tell where a role went instead.
    """
    api, client = decision.resource.principal, decision.client.principal
    assignments = await uow.assignments.list_of_resource(client.tenant_id, api.object_id)
    facts = _Facts(
        decision,
        words,
        assignments,
        {one.app_role_id: one for one in assignments if one.principal_id == client.object_id},
        _requested(decision),
    )
    return (*(_role(facts, role) for role in api.application.app_roles), *_unknown(facts))


def judge_claims(
    decision: Decision, claims: Mapping[str, object], words: Words
) -> tuple[Finding, ...]:
    """Return what is likely to surprise the API about this token, though it is valid."""
    api = decision.resource.principal
    decider = Decider("application", api.application.object_id, api.display_name)
    remarks = []

    def remark(claim: str, why: str, mend: Mend) -> None:
        remarks.append(Finding(claim, Outcome.WARNING, why, decider, words.fill(mend)))

    if "idtyp" not in claims:
        remark(
            "idtyp",
            "The token has no claim 'idtyp', because the API's optional claims for access tokens"
            " do not list it. An API that tells app-only tokens by it refuses this one.",
            mending.ADD_IDTYP,
        )
    if claims["ver"] == "1.0":
        set_to = api.application.api.requested_access_token_version
        remark(
            "ver",
            "The token has version 1.0 (issuer and audience of version 1), because the API's"
            f" requestedAccessTokenVersion is {'null' if set_to is None else set_to}; the endpoint"
            " that was used does not matter.",
            mending.VERSION_2,
        )
    if "roles" not in claims and not api.app_role_assignment_required:
        remark(
            "roles",
            "The token has no claim 'roles': without any assigned role it is issued all the same,"
            " unless the API requires assignment. The API has to refuse it by itself.",
            mending.REQUIRE_ASSIGNMENT,
        )
    return tuple(remarks)


def _requested(decision: Decision) -> Mapping[RoleId, str]:
    """Return the permissions that the client asks of this API, with their types."""
    return {
        access.permission_id: access.type
        for required in decision.client.application.required_resource_access
        if required.resource_app_id == decision.resource.principal.app_id
        for access in required.resource_access
    }


def _role(facts: _Facts, role: AppRole) -> RoleFinding:
    in_token = role.value is not None and role.value in facts.decision.granted.values
    assignment = facts.own.get(role.role_id)
    if assignment is not None:
        why, mend = _assigned(role, facts.requested)
    else:
        why, mend = _unassigned(role, facts.requested)
        why += _held_by(role, facts.assignments)
    filled = facts.words.fill(
        mend,
        role=role.value or role.role_id,
        role_id=role.role_id,
        assignment_id=assignment.assignment_id if assignment is not None else "",
    )
    return RoleFinding(role.value or "", role.role_id, in_token, why, filled)


def _assigned(role: AppRole, requested: Mapping[RoleId, str]) -> tuple[str, Mend | None]:
    if role.value is None:
        return "It is assigned, but the role has no value that a token could carry.", (
            mending.EDIT_ROLES
        )
    if not role.is_enabled:
        return (
            "It is disabled but still assigned: disabling stops new assignments only.",
            mending.REVOKE_ROLE,
        )
    if role.role_id not in requested:
        return "It is assigned, although the client does not request it.", mending.REVOKE_ROLE
    return "It is requested, and an administrator consented.", None


def _unassigned(role: AppRole, requested: Mapping[RoleId, str]) -> tuple[str, Mend | None]:
    if MEMBER_APPLICATION not in role.allowed_member_types:
        return "It is for users only, not for applications.", mending.EDIT_ROLES
    if not role.is_enabled:
        return "It is disabled, so that it cannot be assigned.", mending.ENABLE_ROLE
    if requested.get(role.role_id) == PERMISSION_ROLE:
        return "It is requested but not consented: nobody assigned it.", mending.CONSENT
    return "It is neither requested nor assigned.", mending.REQUEST_ROLE


def _held_by(role: AppRole, assignments: Sequence[AppRoleAssignment]) -> str:
    """Return where the role went instead, when it was assigned to somebody else."""
    holders = [one for one in assignments if one.app_role_id == role.role_id]
    if not holders:
        return ""
    names = ", ".join(dict.fromkeys(one.principal_display_name for one in holders[:3]))
    more = f" and {len(holders) - 3} more" if len(holders) > 3 else ""  # noqa: PLR2004 - as above
    if all(one.principal_type == _GROUP for one in holders):
        return f" It is assigned to a group only ({names}{more}), which gives clients nothing."
    return f" It is assigned to another service principal: {names}{more}."


def _unknown(facts: _Facts) -> Iterator[RoleFinding]:
    """Yield the permissions asked for that are no roles of this API."""
    application = facts.decision.resource.principal.application
    scopes = {scope.scope_id: scope for scope in application.api.oauth2_permission_scopes}
    for permission_id, kind in facts.requested.items():
        if application.role(permission_id) is not None and kind == PERMISSION_ROLE:
            continue
        scope = scopes.get(permission_id)
        if kind != PERMISSION_ROLE:
            why = "It is a delegated permission: tokens of a client without a user never have it."
        else:
            why = "It is requested, but the API has no such role: it was removed or made anew."
        yield RoleFinding(
            (scope.value or "") if scope is not None else "",
            permission_id,
            in_token=False,
            why=why,
            mend=facts.words.fill(mending.WITHDRAW_REQUEST),
        )
