"""Consent as a file writes it: exactly the app role assignments that it names.

What an application asks for grants nothing here either; only ``appRoleAssignments`` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.assignments import NewAssignment, assign_app_role, remove_assignment
from daemonry.model.errors import DirectoryError
from daemonry.model.first_party import GRAPH_APP_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.configuration.document import ApplicationWish
    from daemonry.configuration.references import References
    from daemonry.configuration.state import State
    from daemonry.directory.work import Work
    from daemonry.model.ids import AppId, ObjectId, RoleId


async def agree_on_consent(
    work: Work,
    wishes: Sequence[tuple[ApplicationWish, AppId]],
    state: State,
    references: References,
    *,
    prune: bool,
) -> None:
    """Grant what is written; with ``prune`` withdraw what is not, but never from the manager.

    Raises InvalidError with the line of a grant that the directory refuses.
    """
    for wish, app_id in wishes:
        wanted: set[tuple[ObjectId, RoleId]] = set()
        held = state.held_by(app_id)
        there = {(item.resource_id, item.app_role_id) for item in held}
        for grants in wish.assignments or ():
            entry = grants.entry
            client = references.principal(app_id, wish.entry.place)
            resource = references.principal(grants.resource, entry.at("resource"))
            for name in grants.roles:
                role_id = references.role(resource.app_id, name, entry.at("roles"))
                pair = (resource.object_id, role_id)
                if pair in there or pair in wanted:
                    wanted.add(pair)
                    continue
                wanted.add(pair)
                new = NewAssignment(client.object_id, resource.object_id, role_id)
                try:
                    await assign_app_role(work, new)
                except DirectoryError as error:
                    raise entry.refused(error) from error
        graph = state.principals.get(GRAPH_APP_ID) if state.is_manager(app_id) else None
        for item in held if prune else ():
            is_spared = graph is not None and item.resource_id == graph.object_id
            if (item.resource_id, item.app_role_id) not in wanted and not is_spared:
                await remove_assignment(work, item.assignment_id)
