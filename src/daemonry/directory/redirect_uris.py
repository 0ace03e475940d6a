"""Redirect URIs of an application, one at a time: where sign-ins of people may return to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import update_application
from daemonry.directory.lookup import application_to_change, not_found

if TYPE_CHECKING:
    from daemonry.directory.application_changes import ApplicationChanges
    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.ids import ObjectId

WEB: Final = "web"
SPA: Final = "spa"
NATIVE: Final = "native"
PLATFORMS: Final = (WEB, SPA, NATIVE)


def redirect_uris_of(application: Application, platform: str) -> tuple[str, ...]:
    """Return the redirect URIs of one of ``PLATFORMS``; of any other there are none."""
    held = {
        WEB: application.web.redirect_uris,
        SPA: application.spa_redirect_uris,
        NATIVE: application.public_client_redirect_uris,
    }
    return held.get(platform, ())


async def add_redirect_uri(work: Work, object_id: ObjectId, platform: str, uri: str) -> Application:
    """Add a redirect URI to a platform. Raises InvalidError, NotFoundError, ForbiddenError."""
    stored = await application_to_change(work, object_id)
    uris = (*redirect_uris_of(stored, platform), uri)
    return await update_application(work, object_id, _changes(platform, uris))


async def remove_redirect_uri(
    work: Work, object_id: ObjectId, platform: str, uri: str
) -> Application:
    """Remove a redirect URI from a platform. Raises NotFoundError, ForbiddenError."""
    stored = await application_to_change(work, object_id)
    uris = redirect_uris_of(stored, platform)
    if uri not in uris:
        raise not_found(uri)
    kept = tuple(one for one in uris if one != uri)
    return await update_application(work, object_id, _changes(platform, kept))


def _changes(platform: str, uris: tuple[str, ...]) -> ApplicationChanges:
    if platform == WEB:
        return {"web": {"redirect_uris": uris}}
    if platform == SPA:
        return {"spa_redirect_uris": uris}
    return {"public_client_redirect_uris": uris}
