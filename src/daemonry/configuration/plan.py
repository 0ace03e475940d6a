"""What a file would change, and changing it. One way for both: a plan is an apply undone.

The verbs that apply are the ones that plan, in a transaction that is rolled back, so that
a plan shows every consequence (a role that goes takes its assignments along) and refuses
whatever an apply would refuse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from daemonry.configuration.applying import Means, make_agree
from daemonry.configuration.difference import ObjectChange, changes_between
from daemonry.configuration.reading import guids_in
from daemonry.configuration.state import Names, read_state
from daemonry.configuration.writing import write_document
from daemonry.model.errors import CONFIGURATION_OUTDATED, ConflictError

if TYPE_CHECKING:
    from daemonry.configuration.document import Document
    from daemonry.directory.work import Work
    from daemonry.ports import Directory

__all__ = ["Means", "Plan", "apply_document", "export_document", "plan_document"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done. ``left_alone`` are applications that the file does not name.

    ``managers`` are among them: they are never removed, also not by ``prune``.
    """

    changes: tuple[ObjectChange, ...]
    left_alone: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()


class _UndoneError(Exception):
    """Ends a transaction that was for looking only."""


async def export_document(work: Work) -> dict[str, Any]:
    """Return the tenant as the plain values of a file; no secret is in it.

    Raises ForbiddenError.
    """
    state = await read_state(work)
    return write_document(state, Names(state))


async def plan_document(directory: Directory, frame: Any, document: Document, means: Means) -> Plan:
    """Return what applying would change, and change nothing.

    ``frame`` makes a ``Work`` of a unit of work. Raises what ``apply_document`` raises.
    """
    plan = Plan(())
    try:
        async with directory.change() as uow:
            plan, _ = await _agree(frame(uow), document, means)
            raise _UndoneError  # noqa: TRY301 - the way to roll back
    except _UndoneError:
        return plan


async def apply_document(
    work: Work, document: Document, means: Means, expected: Plan | None = None
) -> Plan:
    """Make the tenant agree with the document; return what was changed.

    ``expected`` is the plan that somebody agreed to. Raises InvalidError with the line of
    what is refused; ConflictError(CONFIGURATION_OUTDATED) when something else would
    change than was expected, upon which the caller rolls back; ForbiddenError.
    The answer has the identifiers that were made, which a plan cannot know.
    """
    shown, done = await _agree(work, document, means)
    if expected is not None and shown != expected:
        raise ConflictError(CONFIGURATION_OUTDATED)
    return done


async def _agree(work: Work, document: Document, means: Means) -> tuple[Plan, Plan]:
    """Return what was changed: without and with the identifiers that were made."""
    before = await read_state(work)
    named = await make_agree(work, document, means)
    after = await read_state(work)
    names = Names(after, before)
    was, will = write_document(before, names), write_document(after, names)
    known = document.mentioned | frozenset(guids_in(was))
    left = [item for app_id, item in after.applications.items() if app_id not in named]
    plan = Plan(
        changes_between(was, will, known),
        tuple(sorted(item.display_name for item in left)),
        tuple(sorted(item.display_name for item in left if before.is_manager(item.app_id))),
    )
    return plan, replace(plan, changes=changes_between(was, will, None))
