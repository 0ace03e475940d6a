"""Federated identity credentials of applications: whose tokens stand for a client.

Nothing is fetched here: whether the issuer can be reached shows at the first token
(Graph: resources/federatedidentitycredential).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from daemonry.directory import activities
from daemonry.directory.application_changes import refuse_unlisted
from daemonry.directory.changes import changed
from daemonry.directory.federation_rules import FederationRules, validate_federated_credentials
from daemonry.directory.lookup import application_target, application_there, application_to_change
from daemonry.directory.permissions import READ_APPLICATIONS, require_any
from daemonry.directory.powers import details_of_holder
from daemonry.model.errors import (
    FEDERATED_CREDENTIAL_NOT_FOUND,
    FEDERATED_NAME_FIXED,
    InvalidError,
    NotFoundError,
)
from daemonry.model.federated_credential import FederatedIdentityCredential
from daemonry.model.ids import KeyId

if TYPE_CHECKING:
    from typing import Unpack

    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.federated_credential import ClaimsMatchingExpression
    from daemonry.model.ids import ObjectId

__all__ = [
    "FederatedCredentialChanges",
    "FederationRules",
    "NewFederatedCredential",
    "add_federated_credential",
    "federated_credential_named",
    "get_federated_credential",
    "list_federated_credentials",
    "remove_federated_credential",
    "update_federated_credential",
]


@dataclass(frozen=True, slots=True)
class NewFederatedCredential:
    """A credential to be added; either a subject or an expression is given.

    ``pinned_jwks`` is the text of a JWKS for an issuer that cannot be reached.
    """

    name: str
    issuer: str
    subject: str | None
    audiences: tuple[str, ...]
    description: str | None = None
    claims_matching_expression: ClaimsMatchingExpression | None = None
    pinned_jwks: str | None = None


class FederatedCredentialChanges(TypedDict, total=False):
    """What may change on a credential; a missing key leaves its property as it is.

    ``name`` may be repeated and not changed. Another issuer leaves pinned keys behind
    unless it brings its own.
    """

    name: str
    issuer: str
    subject: str | None
    audiences: tuple[str, ...]
    description: str | None
    claims_matching_expression: ClaimsMatchingExpression | None
    pinned_jwks: str | None


async def add_federated_credential(
    work: Work, object_id: ObjectId, new: NewFederatedCredential, rules: FederationRules
) -> FederatedIdentityCredential:
    """Let tokens of another issuer stand for an application, from the next request on.

    Raises InvalidError for a broken rule, ConflictError for a name or a pair of issuer and
    subject that the application has already, NotFoundError, ForbiddenError.
    """
    stored = await application_to_change(work, object_id)
    credential = FederatedIdentityCredential(
        credential_id=KeyId(work.ids.guid()),
        name=new.name,
        issuer=new.issuer,
        subject=new.subject,
        audiences=new.audiences,
        description=new.description,
        claims_matching_expression=new.claims_matching_expression,
        pinned_jwks=new.pinned_jwks,
    )
    await _store(work, stored, (*stored.federated_identity_credentials, credential), rules)
    return credential


async def update_federated_credential(
    work: Work,
    object_id: ObjectId,
    reference: str,
    rules: FederationRules,
    **changes: Unpack[FederatedCredentialChanges],
) -> FederatedIdentityCredential:
    """Change a credential; ``reference`` is its identifier or name.

    No change at all is allowed and leaves no trace. Raises InvalidError, ConflictError,
    NotFoundError, ForbiddenError.
    """
    refuse_unlisted(changes, FederatedCredentialChanges, "federatedIdentityCredential.")
    stored = await application_to_change(work, object_id)
    credential = federated_credential_named(stored, reference)
    if changes.get("name", credential.name) != credential.name:
        raise InvalidError(FEDERATED_NAME_FIXED, target="name")
    if changes.get("issuer", credential.issuer) != credential.issuer:
        changes.setdefault("pinned_jwks", None)
    altered = replace(credential, **changes)
    if altered != credential:
        altered_all = tuple(
            altered if each == credential else each
            for each in stored.federated_identity_credentials
        )
        await _store(work, stored, altered_all, rules)
    return altered


async def remove_federated_credential(
    work: Work, object_id: ObjectId, reference: str
) -> FederatedIdentityCredential:
    """Take a credential away and return it; the next token request by it fails.

    Raises NotFoundError, ForbiddenError.
    """
    stored = await application_to_change(work, object_id)
    gone = federated_credential_named(stored, reference)
    kept = tuple(each for each in stored.federated_identity_credentials if each != gone)
    await _store(work, stored, kept, None)
    return gone


async def get_federated_credential(
    work: Work, object_id: ObjectId, reference: str
) -> FederatedIdentityCredential:
    """Return one credential by identifier or name. Raises NotFoundError, ForbiddenError."""
    require_any(work, *READ_APPLICATIONS)
    return federated_credential_named(await application_there(work, object_id), reference)


async def list_federated_credentials(
    work: Work, object_id: ObjectId
) -> tuple[FederatedIdentityCredential, ...]:
    """Return an application's credentials, oldest first. Raises NotFoundError, ForbiddenError."""
    require_any(work, *READ_APPLICATIONS)
    return (await application_there(work, object_id)).federated_identity_credentials


def federated_credential_named(
    application: Application, reference: str
) -> FederatedIdentityCredential:
    """Return the credential with this identifier, else the one with this name, case ignored.

    Raises NotFoundError(FEDERATED_CREDENTIAL_NOT_FOUND).
    """
    wanted, credentials = reference.lower(), application.federated_identity_credentials
    by_id = next((each for each in credentials if each.credential_id == wanted), None)
    found = by_id or next((each for each in credentials if each.name.lower() == wanted), None)
    if found is None:
        raise NotFoundError(FEDERATED_CREDENTIAL_NOT_FOUND, id=reference)
    return found


async def _store(
    work: Work,
    stored: Application,
    credentials: tuple[FederatedIdentityCredential, ...],
    rules: FederationRules | None,
) -> None:
    """Store the application's credentials; without ``rules`` some are only taken away."""
    if rules is not None:
        validate_federated_credentials(credentials, rules)
    altered = replace(stored, federated_identity_credentials=credentials)
    await work.uow.applications.save(altered)
    work.uow.touch(work.tenant_id, stored.app_id)
    await work.audit(
        activities.UPDATE_APPLICATION,
        activities.UPDATE,
        application_target(stored, changed(stored, altered)),
        details=await details_of_holder(work, stored.app_id),
    )
