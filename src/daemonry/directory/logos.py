"""The logo of an application: set, taken away, shown (Entra: application-properties)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daemonry.directory import activities
from daemonry.directory.changes import changed
from daemonry.directory.lookup import (
    application_target,
    application_there,
    application_to_change,
    not_found,
)
from daemonry.directory.permissions import READ_APPLICATIONS, require_any
from daemonry.model.errors import LOGO_INVALID, InvalidError
from daemonry.model.logo import MAX_BYTES, MAX_SIDE, Logo, read_logo

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.ids import ObjectId


async def set_logo(work: Work, object_id: ObjectId, content: bytes) -> Application:
    """Give an application a logo; the one it had is gone.

    Raises InvalidError for anything but a PNG or JPEG of a fitting size, whatever it is
    called; NotFoundError, ForbiddenError.
    """
    stored = await application_to_change(work, object_id)
    logo = read_logo(content)
    if logo is None:
        raise InvalidError(
            LOGO_INVALID, target="logo", kibibytes=str(MAX_BYTES // 1024), pixels=str(MAX_SIDE)
        )
    await work.uow.applications.save_logo(work.tenant_id, object_id, logo)
    return await _point_to(work, stored, logo.file)


async def remove_logo(work: Work, object_id: ObjectId) -> Application:
    """Take the logo away; without one nothing happens. Raises NotFoundError, ForbiddenError."""
    stored = await application_to_change(work, object_id)
    await work.uow.applications.remove_logo(work.tenant_id, object_id)
    return await _point_to(work, stored, None)


async def get_logo(work: Work, object_id: ObjectId) -> Logo:
    """Return the logo. Raises NotFoundError, also where there is none; ForbiddenError."""
    require_any(work, *READ_APPLICATIONS)
    application = await application_there(work, object_id)
    file = application.logo_file
    if file is not None:
        content = await work.uow.applications.get_logo(work.tenant_id, object_id, file)
        if content is not None:
            return Logo(file, content)
    raise not_found(f"{object_id}/logo")


async def _point_to(work: Work, stored: Application, file: str | None) -> Application:
    application = replace(stored, logo_file=file)
    if application == stored:
        return stored
    await work.uow.applications.save(application)
    work.uow.touch(work.tenant_id, application.app_id)
    target = application_target(application, changed(stored, application))
    await work.audit(activities.UPDATE_APPLICATION, activities.UPDATE, target)
    return application
