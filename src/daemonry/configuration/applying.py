"""Making a tenant agree with a document: ordinary verbs of the directory, in one order.

Objects first, then what refers to them, then consent, and what goes goes last. Verbs that
find nothing to change leave no trace, so that the second time is silent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from daemonry.configuration.consenting import agree_on_consent
from daemonry.configuration.credentials import agree_on_credentials, agree_on_principals_keys
from daemonry.configuration.document import PrincipalWish
from daemonry.configuration.merging import (
    disabled_first,
    merged_requests,
    merged_roles,
    merged_scopes,
    plain_changes,
)
from daemonry.configuration.policies import agree_on_policies
from daemonry.configuration.reading import repeated
from daemonry.configuration.references import References
from daemonry.configuration.shape import SERVICE_PRINCIPAL, defaults
from daemonry.configuration.state import read_state
from daemonry.directory.applications import (
    create_application,
    delete_application,
    list_applications,
    update_application,
)
from daemonry.directory.owners import add_owner, list_owners, remove_owner
from daemonry.directory.service_principals import (
    create_service_principal,
    delete_service_principal,
    list_service_principals,
    purge_service_principal,
    update_service_principal,
)
from daemonry.directory.signing_keys import ensure_signing_key
from daemonry.directory.tenants import rename_tenant
from daemonry.model.application import PreAuthorizedApplication, RequiredResourceAccess
from daemonry.model.errors import (
    CONFIGURATION_AMBIGUOUS,
    CONFIGURATION_DELETED,
    DirectoryError,
    InvalidError,
)
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.configuration.document import ApplicationWish, Document
    from daemonry.configuration.entry import Entry
    from daemonry.configuration.state import State
    from daemonry.directory.federated_credentials import FederationRules
    from daemonry.directory.signing_keys import TenantTools
    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.ids import AppId, ObjectId


@dataclass(frozen=True, slots=True)
class Means:
    """What applying needs beside the directory; ``prune`` removes what is not written."""

    tools: TenantTools
    rules: FederationRules
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """An application of the file and the stored one, and whether what is not written goes.

    Nothing ever goes from whoever manages the tenant, who would be locked out by it.
    """

    wish: ApplicationWish
    stored: Application
    prune: bool


async def make_agree(work: Work, document: Document, means: Means) -> frozenset[AppId]:
    """Change the tenant until it agrees with the document; return the applications it names.

    Raises InvalidError with the line that asked for what the directory refuses;
    ForbiddenError.
    """
    before = await read_state(work)
    if document.tenant is not None and document.tenant_name != before.tenant.display_name:
        try:
            await rename_tenant(work, document.tenant_name or "")
        except DirectoryError as error:
            raise document.tenant.refused(error) from error
    pairs = []
    for wish, stored in await _matched(work, document.applications, before):
        prune = means.prune and not (stored and before.is_manager(stored.app_id))
        made = await _application(work, wish, stored, before, replace(means, prune=prune))
        pairs.append(Pair(wish, made, prune))
    for pair in pairs:
        await _principal(work, pair, before)
    named = frozenset(pair.stored.app_id for pair in pairs)
    references = References(await read_state(work), named)
    for pair in pairs:
        await _references(work, pair, references)
        await agree_on_credentials(work, pair.wish, pair.stored, means.rules, prune=pair.prune)
        await _owners_and_principal(work, pair, references)
    await agree_on_policies(work, document.policies, references, prune=means.prune)
    after = await read_state(work)
    for pair in pairs:
        app_id = pair.stored.app_id
        await agree_on_consent(work, pair.wish, app_id, after, references, prune=pair.prune)
    if means.prune:
        for app_id, application in after.applications.items():
            # Whoever manages the tenant must be there after a slip of the file.
            if app_id not in named and not before.is_manager(app_id):
                await delete_application(work, application.object_id)
    return named


async def _matched(
    work: Work, wishes: Sequence[ApplicationWish], state: State
) -> list[tuple[ApplicationWish, Application | None]]:
    """Return each wish with the stored application that it means, None for a new one."""
    found = [(wish, await _meant(work, wish, state)) for wish in wishes]
    seen: dict[object, Entry] = {}
    for wish, stored in found:
        key = stored.app_id if stored is not None else (wish.app_id or wish.display_name)
        earlier = seen.setdefault(key, wish.entry)
        if earlier is not wish.entry:
            raise repeated(wish.entry, wish.display_name, earlier)
    return found


async def _meant(work: Work, wish: ApplicationWish, state: State) -> Application | None:
    if wish.app_id is not None:
        stored = state.applications.get(wish.app_id)
        query = ListQuery(app_id=wish.app_id, limit=1)
        if stored is None and await list_applications(work, query, deleted=True):
            raise _deleted(wish, "application")
        return stored
    unique_name = wish.values.get("unique_name")
    if unique_name is not None:
        folded = unique_name.casefold()
        named = [
            item
            for item in state.applications.values()
            if item.unique_name is not None and item.unique_name.casefold() == folded
        ]
        return named[0] if named else None
    named = [a for a in state.applications.values() if a.display_name == wish.display_name]
    if len(named) > 1:
        raise InvalidError(
            CONFIGURATION_AMBIGUOUS,
            place=wish.entry.place,
            kind="application",
            name=wish.display_name,
            found=", ".join(item.app_id for item in named),
        )
    return named[0] if named else None


async def _application(
    work: Work, wish: ApplicationWish, stored: Application | None, state: State, means: Means
) -> Application:
    """Create or change an application but for what refers to others."""
    try:
        if stored is None:
            blank: Any = {"display_name": wish.display_name}
            # Set here and never again.
            if "unique_name" in wish.values:
                blank["unique_name"] = wish.values["unique_name"]
            stored = await create_application(work, blank, app_id=wish.app_id)
        changes = plain_changes(wish, stored.app_id, state.tenant.tenant_id, prune=means.prune)
        algorithm = changes.get("token_settings", {}).get("signing_algorithm")
        if algorithm not in (None, stored.token_settings.signing_algorithm):
            await ensure_signing_key(work, means.tools, algorithm=algorithm)
        _add_entitlements(work, wish, stored, changes, prune=means.prune)
        first = disabled_first(stored, changes)
        if first is not None:
            stored = await update_application(work, stored.object_id, first)  # type: ignore[arg-type] # keys of the verb's own dict
        return await update_application(work, stored.object_id, changes)  # type: ignore[arg-type] # likewise
    except DirectoryError as error:
        raise wish.entry.refused(error) from error


def _add_entitlements(
    work: Work, wish: ApplicationWish, stored: Application, changes: dict[str, Any], *, prune: bool
) -> None:
    """Add app roles and delegated permissions to the changes, where the file speaks of them."""
    roles = stored.app_roles
    if wish.app_roles is not None or prune:
        roles = merged_roles(roles, wish.app_roles or (), work.ids.guid, prune=prune)
        changes["app_roles"] = roles
    if wish.scopes is not None or prune:
        api = stored.api
        scopes = merged_scopes(
            api.oauth2_permission_scopes, wish.scopes or (), roles, work.ids.guid, prune=prune
        )
        block = changes.setdefault("api", {})
        block["oauth2_permission_scopes"] = scopes
        left = {scope.scope_id for scope in scopes}
        # Those clients come later; until then none may name a permission that goes now.
        block["pre_authorized_applications"] = tuple(
            replace(
                entry,
                delegated_permission_ids=tuple(
                    scope_id for scope_id in entry.delegated_permission_ids if scope_id in left
                ),
            )
            for entry in api.pre_authorized_applications
        )


async def _principal(work: Work, pair: Pair, state: State) -> None:
    """Make the service principal be there or not, and as the file says."""
    wish, app_id = pair.wish, pair.stored.app_id
    stored = state.principals.get(app_id)
    entry = wish.entry if wish.principal is None else wish.principal.entry
    try:
        if not wish.is_present:
            if stored is not None and pair.prune:
                await delete_service_principal(work, stored.object_id)
                await purge_service_principal(work, stored.object_id)
            return
        changes: Any = _principal_changes(wish.principal, prune=pair.prune)
        if stored is None:
            query = ListQuery(app_id=app_id, limit=1)
            if await list_service_principals(work, query, deleted=True):
                raise _deleted(wish, "service principal")
            await create_service_principal(work, app_id, changes)
        else:
            await update_service_principal(work, stored.object_id, changes)
    except DirectoryError as error:
        raise entry.refused(error) from error


def _principal_changes(wish: PrincipalWish | None, *, prune: bool) -> dict[str, Any]:
    values = dict(defaults(SERVICE_PRINCIPAL)) if prune else {}
    return values | ({} if wish is None else wish.values)


async def _references(work: Work, pair: Pair, references: References) -> None:
    """Change what an application says of others: what it asks of them, whom it trusts."""
    wish, stored = pair.wish, pair.stored
    changes: Any = {}
    if wish.requested is not None or pair.prune:
        asked = [RequiredResourceAccess(*references.accesses(g)) for g in wish.requested or ()]
        changes["required_resource_access"] = merged_requests(
            stored.required_resource_access, asked, prune=pair.prune
        )
    api: dict[str, Any] = {}
    if wish.known_clients is not None or pair.prune:
        api["known_client_applications"] = tuple(
            references.application(name, wish.entry.at("api")) for name in wish.known_clients or ()
        )
    if wish.pre_authorized is not None or pair.prune:
        api["pre_authorized_applications"] = tuple(
            PreAuthorizedApplication(
                references.application(item.application, item.entry.at("application")),
                tuple(
                    references.scope(stored.app_id, name, item.entry.at("scopes"))
                    for name in item.scopes
                ),
            )
            for item in wish.pre_authorized or ()
        )
    if api:
        changes["api"] = api
    try:
        await update_application(work, stored.object_id, changes)
    except DirectoryError as error:
        raise wish.entry.refused(error) from error


async def _owners_and_principal(work: Work, pair: Pair, references: References) -> None:
    """Make the owners those of the file, and what the service principal holds of its own."""
    wish, principal = pair.wish, pair.wish.principal
    await _own(work, pair.stored.object_id, wish.entry, wish.owners, references, prune=pair.prune)
    if wish.is_present:
        place = wish.entry.place
        present = references.principal(pair.stored.app_id, place)
        said = principal or PrincipalWish(wish.entry, {})
        await _own(work, present.object_id, said.entry, said.owners, references, prune=pair.prune)
        await agree_on_principals_keys(work, said, present, prune=pair.prune)


async def _own(  # noqa: PLR0913 - whose, who, and said where
    work: Work,
    owned_id: ObjectId,
    entry: Entry,
    names: tuple[str, ...] | None,
    references: References,
    *,
    prune: bool,
) -> None:
    """Make the owners those of the file."""
    if names is None and not prune:
        return
    wanted = [await references.owner(work, name, entry.at("owners")) for name in names or ()]
    there = [owner.object_id for owner in await list_owners(work, owned_id)]
    try:
        for owner_id in dict.fromkeys(wanted):
            if owner_id not in there:
                await add_owner(work, owned_id, owner_id)
        for owner_id in there if prune else ():
            if owner_id not in wanted:
                await remove_owner(work, owned_id, owner_id)
    except DirectoryError as error:
        raise entry.refused(error) from error


def _deleted(wish: ApplicationWish, kind: str) -> InvalidError:
    name = wish.app_id or wish.display_name
    return InvalidError(CONFIGURATION_DELETED, place=wish.entry.place, kind=kind, name=name)
