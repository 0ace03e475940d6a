"""From the plain values of a file to what it asks for, strictly and by line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from daemonry.configuration.document import (
    ApplicationWish,
    Document,
    Grants,
    PolicyWish,
    PreAuthorized,
    PrincipalWish,
)
from daemonry.configuration.entry import Entry, Kind
from daemonry.configuration.shape import (
    APPLICATION,
    SERVICE_PRINCIPAL,
    VERSION,
    read_properties,
)
from daemonry.directory.federated_credentials import NewFederatedCredential
from daemonry.directory.key_credentials import NewKey
from daemonry.model.application import (
    MEMBER_APPLICATION,
    AppRole,
    OptionalClaim,
    OptionalClaims,
    PermissionScope,
)
from daemonry.model.base64_text import lenient_base64
from daemonry.model.errors import CONFIGURATION_REPEATED, InvalidError
from daemonry.model.federated_credential import ClaimsMatchingExpression
from daemonry.model.ids import AppId, RoleId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.configuration.yaml_text import Source

EXCHANGE_AUDIENCE: Final = "api://AzureADTokenExchange"
_GUIDS: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def read_document(sources: Sequence[Source]) -> Document:
    """Return what the files ask for together; each object stands in one of them.

    Raises InvalidError with the line of whatever is wrong.
    """
    tenant: Entry | None = None
    tenant_name: str | None = None
    applications: list[ApplicationWish] = []
    policies: list[PolicyWish] = []
    for source in sources:
        root = Entry(source, (), source.value, "the file")
        if root.need("version", Kind.NUMBER) != VERSION:
            raise root.invalid("version", str(VERSION))
        described = root.block("tenant")
        if described is not None:
            if tenant is not None:
                raise repeated(described, "tenant", tenant)
            tenant, tenant_name = described, described.need("displayName")
        policies += [_policy(item) for item in root.entries("tokenLifetimePolicies") or ()]
        applications += [_application(item) for item in root.entries("applications") or ()]
        root.finish()
    _refuse_twins(policies)
    mentioned = frozenset(guid for source in sources for guid in guids_in(source.value))
    return Document(tenant, tenant_name, tuple(applications), tuple(policies), mentioned)


def guids_in(value: Any) -> set[str]:
    """Return every GUID in the texts of a plain value, in lower case."""
    if isinstance(value, str):
        return {found.lower() for found in _GUIDS.findall(value)}
    parts: Sequence[Any] = ()
    if isinstance(value, dict):
        parts = [*value, *value.values()]
    elif isinstance(value, list):
        parts = value
    return {guid for part in parts for guid in guids_in(part)}


def repeated(entry: Entry, name: str, earlier: Entry) -> InvalidError:
    """Return the refusal of a second description of one thing."""
    return InvalidError(CONFIGURATION_REPEATED, place=entry.place, name=name, earlier=earlier.place)


def _refuse_twins(policies: Sequence[PolicyWish]) -> None:
    seen: dict[str, PolicyWish] = {}
    for policy in policies:
        earlier = seen.setdefault(policy.display_name, policy)
        if earlier is not policy:
            raise repeated(policy.entry, policy.display_name, earlier.entry)


def _policy(entry: Entry) -> PolicyWish:
    definition = entry.take("definition", Kind.TEXT)
    lifetime = entry.take("accessTokenLifetime", Kind.TEXT)
    if (definition is None) == (lifetime is None):
        raise entry.invalid("accessTokenLifetime", "given, or 'definition' in place of it")
    if definition is None:
        # What a lifetime may be is the directory's to say; here it is only wrapped.
        policy = {"Version": 1, "AccessTokenLifetime": lifetime}
        definition = json.dumps({"TokenLifetimePolicy": policy}, separators=(",", ":"))
    applies = entry.block("appliesTo")
    wish = PolicyWish(
        entry=entry,
        display_name=entry.need("displayName"),
        definition=definition,
        description=entry.take("description", Kind.TEXT),
        is_organization_default=entry.take("isOrganizationDefault", Kind.FLAG, default=False),
        applications=applies.take("applications", Kind.TEXTS, ()) if applies else (),
        principals=applies.take("servicePrincipals", Kind.TEXTS, ()) if applies else (),
    )
    entry.finish()
    return wish


def _application(entry: Entry) -> ApplicationWish:
    api = entry.block("api")
    app_id = entry.take("appId", Kind.GUID)
    is_present, principal = _principal(entry)
    wish = ApplicationWish(
        entry=entry,
        display_name=entry.need("displayName"),
        app_id=None if app_id is None else AppId(app_id),
        values=read_properties(entry, APPLICATION),
        app_roles=_all(entry, "appRoles", _app_role, "id", "value"),
        scopes=None if api is None else _all(api, "oauth2PermissionScopes", _scope, "id", "value"),
        optional_claims=_optional_claims(entry.block("optionalClaims")),
        known_clients=None if api is None else api.take("knownClientApplications", Kind.TEXTS),
        pre_authorized=None
        if api is None
        else _all(api, "preAuthorizedApplications", _pre_authorized),
        requested=_all(entry, "requiredResourceAccess", _grants_with_scopes),
        keys=_all(entry, "keyCredentials", _key, "keyId"),
        federated=_all(entry, "federatedIdentityCredentials", _federated, "name"),
        owners=entry.take("owners", Kind.TEXTS),
        assignments=_all(entry, "appRoleAssignments", _grants),
        is_present=is_present,
        principal=principal,
    )
    entry.finish()
    return wish


def _all(entry: Entry, name: str, read: Any, *identities: str) -> Any:
    """Return the tuple of what a list describes, None where it is not written.

    Raises InvalidError when two entries agree in one of ``identities``.
    """
    found = entry.entries(name)
    seen: dict[tuple[str, str], Entry] = {}
    for item in found or ():
        for identity in identities:
            value = item.take(identity, Kind.TEXT)
            if value is not None:
                earlier = seen.setdefault((identity, value), item)
                if earlier is not item:
                    raise repeated(item, value, earlier)
    return None if found is None else tuple(read(item) for item in found)


def _principal(entry: Entry) -> tuple[bool, PrincipalWish | None]:
    """Return whether there is to be a service principal, and what is said of it."""
    name = "servicePrincipal"
    if entry.is_false(name):
        return False, None
    inner = entry.block(name)
    if inner is None:
        return True, None
    values = read_properties(inner, SERVICE_PRINCIPAL)
    owners = inner.take("owners", Kind.TEXTS)
    return True, PrincipalWish(inner, values, owners, _all(inner, "keyCredentials", _key, "keyId"))


def _app_role(entry: Entry) -> AppRole:
    value = entry.take("value", Kind.TEXT)
    display_name = entry.take("displayName", Kind.TEXT, value) or entry.need("displayName")
    role = AppRole(
        role_id=RoleId(entry.take("id", Kind.GUID, "")),
        value=value,
        display_name=display_name,
        description=entry.take("description", Kind.TEXT, display_name),
        allowed_member_types=entry.take("allowedMemberTypes", Kind.TEXTS, (MEMBER_APPLICATION,)),
        is_enabled=entry.take("isEnabled", Kind.FLAG, default=True),
    )
    entry.finish()
    return role


def _scope(entry: Entry) -> PermissionScope:
    value = entry.take("value", Kind.TEXT)
    name = "adminConsentDisplayName"
    title = entry.take(name, Kind.TEXT, value) or entry.need(name)
    scope = PermissionScope(
        scope_id=RoleId(entry.take("id", Kind.GUID, "")),
        value=value,
        type=entry.take("type", Kind.TEXT, "User"),
        admin_consent_display_name=title,
        admin_consent_description=entry.take("adminConsentDescription", Kind.TEXT, title),
        user_consent_display_name=entry.take("userConsentDisplayName", Kind.TEXT),
        user_consent_description=entry.take("userConsentDescription", Kind.TEXT),
        is_enabled=entry.take("isEnabled", Kind.FLAG, default=True),
    )
    entry.finish()
    return scope


def _optional_claims(block: Entry | None) -> OptionalClaims | None:
    if block is None:
        return None
    return OptionalClaims(
        id_token=tuple(map(_claim, block.entries_or_names("idToken"))),
        access_token=tuple(map(_claim, block.entries_or_names("accessToken"))),
        saml2_token=tuple(map(_claim, block.entries_or_names("saml2Token"))),
    )


def _claim(item: Entry | str) -> OptionalClaim:
    if isinstance(item, str):
        return OptionalClaim(item)
    claim = OptionalClaim(
        name=item.need("name"),
        source=item.take("source", Kind.TEXT),
        essential=item.take("essential", Kind.FLAG, default=False),
        additional_properties=item.take("additionalProperties", Kind.TEXTS, ()),
    )
    item.finish()
    return claim


def _pre_authorized(entry: Entry) -> PreAuthorized:
    found = PreAuthorized(entry, entry.need("application"), entry.take("scopes", Kind.TEXTS, ()))
    entry.finish()
    return found


def _grants(entry: Entry) -> Grants:
    grants = Grants(entry, entry.need("resource"), entry.take("roles", Kind.TEXTS, ()))
    entry.finish()
    return grants


def _grants_with_scopes(entry: Entry) -> Grants:
    grants = Grants(
        entry,
        entry.need("resource"),
        entry.take("roles", Kind.TEXTS, ()),
        entry.take("scopes", Kind.TEXTS, ()),
    )
    entry.finish()
    return grants


def _key(entry: Entry) -> NewKey:
    name = "customKeyIdentifier"
    identifier = entry.take(name, Kind.TEXT)
    binary = None if identifier is None else lenient_base64(identifier)
    if identifier is not None and binary is None:
        raise entry.invalid(name, "base64")
    key = NewKey(
        key=entry.need("key").encode("utf-8"),
        key_id=entry.take("keyId", Kind.GUID),
        display_name=entry.take("displayName", Kind.TEXT),
        starts_at=entry.take("startDateTime", Kind.MOMENT),
        ends_at=entry.take("endDateTime", Kind.MOMENT),
        custom_key_identifier=binary,
    )
    entry.finish()
    return key


def _federated(entry: Entry) -> NewFederatedCredential:
    expression = entry.take("claimsMatchingExpression", Kind.TEXT)
    credential = NewFederatedCredential(
        name=entry.need("name"),
        issuer=entry.need("issuer"),
        subject=entry.take("subject", Kind.TEXT),
        audiences=entry.take("audiences", Kind.TEXTS, (EXCHANGE_AUDIENCE,)),
        description=entry.take("description", Kind.TEXT),
        claims_matching_expression=None
        if expression is None
        else ClaimsMatchingExpression(expression),
        pinned_jwks=entry.take("pinnedJwks", Kind.TEXT),
    )
    entry.finish()
    return credential
