"""Manifest: the whole application as Graph's JSON; a change is shown before it is saved."""

from __future__ import annotations

import difflib
import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.applications import update_application
from daemonry.directory.audit import list_audit_events
from daemonry.model.errors import (
    MANIFEST_OUTDATED,
    MANIFEST_REFUSED,
    MANIFEST_SYNTAX,
    ConflictError,
    DirectoryError,
    InvalidError,
)
from daemonry.model.json_positions import place_of, repeated_place
from daemonry.model.strict_json import parse_json_object
from daemonry.odata.errors import ODataError
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from daemonry.model.application import Application
    from daemonry.portal.call import Call, Outcome

_BLADE: Final = "manifest"
_HISTORY: Final = 20
_CONTEXT: Final = 3


async def overview(call: Call) -> Shown:
    """Show the manifest to edit, and who changed the application before."""
    application = await application_of(call)
    text = _text_of(call, application)
    events = await list_audit_events(call.work, limit=_HISTORY, target_id=application.object_id)
    values = page_of(
        application,
        _BLADE,
        "Manifest",
        text=call.form["manifest"][0] if call.text("manifest") else text,
        read=_digest(text),
        history=[
            (event, [item.name for target in event.targets for item in target.modified])
            for event in events
            if event.result == "success"
        ],
        cli="daemonry export -o json",
    )
    return Shown("manifest.html", values)


async def save(call: Call) -> Outcome:
    """Show what a manifest would change; change it when that was seen and confirmed."""
    application = await application_of(call)
    before = _text_of(call, application)
    if call.text("read") != _digest(before):
        raise ConflictError(MANIFEST_OUTDATED)
    text = call.form.get("manifest", ("",))[0]
    wanted = _parsed(text)
    try:
        changes = call.services.manifest.changes(application, wanted)
        await update_application(call.work, application.object_id, changes)
    except (ODataError, DirectoryError) as error:
        raise _placed(text, error) from error
    if call.ticked("confirmed"):
        return Moved(f"/admin/apps/{application.app_id}/manifest", "manifest-saved")
    after = _text_of(call, await application_of(call))
    values = page_of(
        application,
        _BLADE,
        "Review changes",
        lines=list(_differences(before, after)),
        manifest=text,
        read=call.text("read"),
    )
    return Shown("manifest_review.html", values, is_preview=True)


def _text_of(call: Call, application: Application) -> str:
    document = call.services.manifest.document(application)
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _parsed(text: str) -> Mapping[str, Any]:
    """Return the document. Raises InvalidError(MANIFEST_SYNTAX) with where it stops being JSON."""
    try:
        return parse_json_object(text.encode("utf-8"))
    except json.JSONDecodeError as error:
        line, column, reason = error.lineno, error.colno, error.msg
    except UnicodeError:
        line, column, reason = 1, 1, "half a character stands alone"
    except ValueError as error:
        place = repeated_place(text) if "twice" in str(error) else None
        line, column = (place.line, place.column) if place is not None else (1, 1)
        reason = str(error)
    raise InvalidError(
        MANIFEST_SYNTAX, target="manifest", line=str(line), column=str(column), reason=reason
    )


def _placed(text: str, error: ODataError | DirectoryError) -> InvalidError:
    """Return the refusal with the place in the text that it is about, as far as it names one."""
    place = place_of(text, error.target) if error.target else None
    hint = error.hint if isinstance(error, DirectoryError) else ""
    path = ".".join(map(str, place.path)) if place is not None else error.target or "its whole"
    return InvalidError(
        MANIFEST_REFUSED,
        target="manifest",
        line=str(place.line if place is not None else 1),
        column=str(place.column if place is not None else 1),
        path=path,
        reason=f"{error} {hint}".strip(),
    )


def _differences(before: str, after: str) -> Iterable[tuple[str, str]]:
    """Yield changed lines with a few around them: sign and text."""
    compared = difflib.unified_diff(before.splitlines(), after.splitlines(), n=_CONTEXT)
    for line in list(compared)[2:]:
        yield ("@", "") if line.startswith("@@") else (line[:1], line[1:])
