"""Certificate authorities of a tenant, and the names that applications may sign under.

Instead of registering each certificate an application trusts a name: whatever
certificate a registered authority issued in that name counts, so that certificates
can be renewed without a change here (decision 13).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.changes import changed, created
from daemonry.directory.key_rules import certificate_der, checked_certificate, refused
from daemonry.directory.lookup import application_target, application_to_change
from daemonry.directory.permissions import require_operator
from daemonry.directory.powers import details_of_holder
from daemonry.directory.text_rules import check_text
from daemonry.directory.work import DIRECTORY_MANAGEMENT
from daemonry.jose.certificate_chain import ChainError, require_authority
from daemonry.model.audit import AuditTarget
from daemonry.model.certificate_authority import CertificateAuthority, TrustedSubject
from daemonry.model.errors import (
    AUTHORITY_NOT_FOUND,
    SUBJECT_NOT_TRUSTED,
    TOO_MANY,
    InvalidError,
    NotFoundError,
)
from daemonry.model.ids import ObjectId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.audit import ModifiedProperty

MAX_AUTHORITIES: Final = 50
MAX_SUBJECTS: Final = 20
MAX_NAME: Final = 256


async def add_certificate_authority(
    work: Work, given: bytes, *, name: str | None = None
) -> CertificateAuthority:
    """Register an authority whose certificates may stand for applications.

    It vouches for nothing until an application trusts a name of it. ``given`` is its
    certificate in any form that ``key_rules`` reads. For the operator only. Raises
    InvalidError(CERTIFICATE_REFUSED, PRIVATE_KEY_GIVEN, TOO_MANY, TOO_LONG), ForbiddenError.
    """
    require_operator(work.actor)
    der = certificate_der(given)
    try:
        require_authority(der)
    except ChainError as error:
        raise refused(str(error)) from error
    if name is not None:
        check_text(name, "displayName", MAX_NAME, resource="CertificateAuthority")
    held = await work.uow.certificate_authorities.list_of(work.tenant_id)
    if len(held) >= MAX_AUTHORITIES:
        raise InvalidError(TOO_MANY, property="certificateAuthorities", limit=str(MAX_AUTHORITIES))
    authority = CertificateAuthority(
        tenant_id=work.tenant_id,
        authority_id=ObjectId(work.ids.guid()),
        display_name=(name or checked_certificate(der).subject)[:MAX_NAME],
        created_at=work.clock.now(),
        certificate=der,
    )
    await work.uow.certificate_authorities.add(authority)
    work.uow.touch(work.tenant_id)
    await work.audit(
        activities.ADD_AUTHORITY,
        activities.ADD,
        _target(authority, created(authority)),
        category=DIRECTORY_MANAGEMENT,
    )
    return authority


async def remove_certificate_authority(work: Work, authority_id: ObjectId) -> None:
    """Take an authority away; nobody signs in with a certificate that it issued from now on.

    For the operator only. Raises NotFoundError(AUTHORITY_NOT_FOUND), ForbiddenError.
    """
    require_operator(work.actor)
    authority = await _there(work, authority_id)
    await work.uow.certificate_authorities.remove(work.tenant_id, authority.authority_id)
    work.uow.touch(work.tenant_id)
    await work.audit(
        activities.REMOVE_AUTHORITY,
        activities.DELETE,
        _target(authority),
        category=DIRECTORY_MANAGEMENT,
    )


async def list_certificate_authorities(work: Work) -> Sequence[CertificateAuthority]:
    """Return the authorities of the tenant, oldest first. For the operator only."""
    require_operator(work.actor)
    return await work.uow.certificate_authorities.list_of(work.tenant_id)


async def trust_subject(work: Work, object_id: ObjectId, subject: TrustedSubject) -> Application:
    """Let certificates of an authority in this name stand for an application.

    Nothing changes when it is trusted already. Raises NotFoundError(AUTHORITY_NOT_FOUND)
    and for the application, InvalidError(INVALID_PROPERTY, TOO_LONG, TOO_MANY),
    ForbiddenError.
    """
    stored = await application_to_change(work, object_id, directory_writers=True)
    await _there(work, subject.authority_id)
    check_text(subject.subject_name, "subjectName", MAX_NAME, resource="TrustedSubject")
    if subject in stored.trusted_subjects:
        return stored
    if len(stored.trusted_subjects) >= MAX_SUBJECTS:
        raise InvalidError(TOO_MANY, property="trustedSubjects", limit=str(MAX_SUBJECTS))
    return await _store(work, stored, (*stored.trusted_subjects, subject))


async def distrust_subject(work: Work, object_id: ObjectId, subject: TrustedSubject) -> Application:
    """Stop trusting a name of an authority.

    Raises InvalidError(SUBJECT_NOT_TRUSTED), NotFoundError for the application,
    ForbiddenError.
    """
    stored = await application_to_change(work, object_id, directory_writers=True)
    if subject not in stored.trusted_subjects:
        raise InvalidError(SUBJECT_NOT_TRUSTED, name=subject.subject_name)
    kept = tuple(each for each in stored.trusted_subjects if each != subject)
    return await _store(work, stored, kept)


async def _store(
    work: Work, stored: Application, subjects: tuple[TrustedSubject, ...]
) -> Application:
    application = replace(stored, trusted_subjects=subjects)
    await work.uow.applications.save(application)
    work.uow.touch(work.tenant_id, stored.app_id)
    await work.audit(
        activities.UPDATE_CREDENTIALS,
        activities.UPDATE,
        application_target(application, changed(stored, application)),
        details=await details_of_holder(work, stored.app_id),
    )
    return application


async def _there(work: Work, authority_id: ObjectId) -> CertificateAuthority:
    held = await work.uow.certificate_authorities.list_of(work.tenant_id)
    found = next((each for each in held if each.authority_id == authority_id), None)
    if found is None:
        raise NotFoundError(AUTHORITY_NOT_FOUND, id=authority_id)
    return found


def _target(
    authority: CertificateAuthority, modified: tuple[ModifiedProperty, ...] = ()
) -> AuditTarget:
    return AuditTarget(
        authority.authority_id, authority.display_name, "CertificateAuthority", modified
    )
