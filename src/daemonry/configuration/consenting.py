"""Consent as a file writes it: exactly the app role assignments that it names.

What an application asks for grants nothing here either; only ``appRoleAssignments`` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.assignments import NewAssignment, assign_app_role, remove_assignment
from daemonry.model.errors import DirectoryError

if TYPE_CHECKING:
    from daemonry.configuration.document import ApplicationWish
    from daemonry.configuration.references import References
    from daemonry.configuration.state import State
    from daemonry.directory.work import Work
    from daemonry.model.ids import AppId, ObjectId, RoleId


async def agree_on_consent(  # noqa: PLR0913 - whose, where it stands, and what it means
    work: Work,
    wish: ApplicationWish,
    app_id: AppId,
    state: State,
    references: References,
    *,
    prune: bool,
) -> None:
    """Grant an application what is written; with ``prune`` withdraw what is not.

    ``state`` has what it holds now. Raises InvalidError with the line of a grant that the
    directory refuses.
    """
    held = {(item.resource_id, item.app_role_id): item for item in state.held_by(app_id)}
    wanted: set[tuple[ObjectId, RoleId]] = set()
    for grants in wish.assignments or ():
        entry = grants.entry
        client = references.principal(app_id, wish.entry.place)
        resource = references.principal(grants.resource, entry.at("resource"))
        for name in grants.roles:
            role_id = references.role(resource.app_id, name, entry.at("roles"))
            pair = (resource.object_id, role_id)
            try:
                if pair not in held and pair not in wanted:
                    await assign_app_role(work, NewAssignment(client.object_id, *pair))
            except DirectoryError as error:
                raise entry.refused(error) from error
            wanted.add(pair)
    for pair, assignment in held.items() if prune else ():
        if pair not in wanted:
            await remove_assignment(work, assignment.assignment_id)
