"""An application as one document to edit: Graph's JSON out, and what differs back in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.graph import representation
from daemonry.graph.intake import application_changes
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.directory.application_changes import ApplicationChanges
    from daemonry.model.application import Application

_CREDENTIALS: Final = ("passwordCredentials", "keyCredentials")


class GraphManifest:
    """What the admin center edits; it has no state."""

    def document(self, application: Application) -> dict[str, Any]:
        """Return the document (Entra: reference-microsoft-graph-app-manifest)."""
        return representation.application(application)

    def changes(self, application: Application, wanted: Mapping[str, Any]) -> ApplicationChanges:
        """Return what a document changes; a property that it does not have stays as it is.

        Unchanged properties may be read-only. Credentials have pages of their own. Raises
        ODataError for an unknown, read-only or mistyped property; ``target`` names it.
        """
        stored = self.document(application)
        differing = {
            name: value
            for name, value in wanted.items()
            if name not in stored or stored[name] != value
        }
        for name in _CREDENTIALS:
            if name in differing:
                raise ODataError(errors.READ_ONLY_PROPERTY, target=name, property=name)
        return application_changes(differing)
