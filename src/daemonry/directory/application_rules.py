"""What an application must look like: one validator for create, update, restore, import.

It looks at the object as it will be stored, never at the change alone, so that no
order of changes leads to a state that one request could not. Limits are those of
Entra (Entra: supported-accounts-validation, directory-service-limits-restrictions).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.entitlement_rules import check_entitlements, is_for_personal_accounts
from daemonry.directory.identifier_rules import check_identifier_uris
from daemonry.directory.redirect_rules import check_redirect_uris
from daemonry.directory.text_rules import (
    check_guid,
    check_note,
    check_tags,
    check_text,
    check_web_address,
)
from daemonry.model.application import PERMISSION_ROLE, PERMISSION_SCOPE, SIGN_IN_AUDIENCES
from daemonry.model.errors import (
    AUDIENCE_NEEDS_VERSION_2,
    DUPLICATE_VALUE,
    INVALID_PROPERTY,
    MANIFEST_TOO_LARGE,
    READ_ONLY_PROPERTY,
    TOO_MANY,
    InvalidError,
)
from daemonry.model.token_settings import ALGORITHMS, ASSERTION_PROFILES, CONSTRAINTS, PROFILES

if TYPE_CHECKING:
    from collections.abc import Collection

    from daemonry.model.application import Application, OptionalClaims, RequiredResourceAccess
    from daemonry.model.tenant import Tenant

MAX_MANIFEST_ENTRIES: Final = 1200
MAX_NAME: Final = 120
MAX_NAME_PERSONAL: Final = 90
MAX_UNIQUE_NAME: Final = 256
MAX_LOGOUT_URL: Final = 255
MAX_RESOURCES: Final = 50
MAX_PERMISSIONS: Final = 400
MAX_PERMISSIONS_PERSONAL: Final = 200
MAX_PER_RESOURCE_PERSONAL: Final = 30
MAX_PASSWORDS_PERSONAL: Final = 2

_VERSIONS: Final = frozenset({None, 1, 2})
_GROUP_CLAIMS: Final = frozenset(
    {"None", "SecurityGroup", "ApplicationGroup", "DirectoryRole", "All"}
)
_CLAIM_SOURCES: Final = frozenset({None, "user"})
_MAX_CLAIM: Final = 256


def validate_application(new: Application, previous: Application | None, tenant: Tenant) -> None:
    """Check the application as it will be stored; ``previous`` is what is stored now.

    Pure: uniqueness in the tenant is checked where the store is at hand.
    Raises InvalidError for the first broken rule.
    """
    _check_names(new, previous)
    _check_audience(new)
    check_identifier_uris(new, tenant)
    check_entitlements(new, previous)
    _check_addresses(new)
    check_tags(new.tags)
    _check_requested(new)
    _check_claims(new)
    _check_token_settings(new)
    _check_size(new)


def count_manifest_entries(application: Application) -> int:
    """Return the entries of all collections of the manifest together."""
    api, claims = application.api, application.optional_claims
    flat: tuple[Collection[object], ...] = (
        application.identifier_uris,
        application.app_roles,
        application.password_credentials,
        application.key_credentials,
        application.trusted_subjects,
        application.required_resource_access,
        application.spa_redirect_uris,
        application.public_client_redirect_uris,
        application.web.redirect_uris,
        application.tags,
        api.known_client_applications,
        api.oauth2_permission_scopes,
        api.pre_authorized_applications,
        *(entry.resource_access for entry in application.required_resource_access),
        *(entry.delegated_permission_ids for entry in api.pre_authorized_applications),
        *((claims.id_token, claims.access_token, claims.saml2_token) if claims else ()),
    )
    return sum(map(len, flat))


def _check_names(new: Application, previous: Application | None) -> None:
    personal = is_for_personal_accounts(new)
    check_text(new.display_name, "displayName", MAX_NAME_PERSONAL if personal else MAX_NAME)
    check_note(new.description, "description")
    check_note(new.notes, "notes")
    check_note(new.service_management_reference, "serviceManagementReference")
    if new.unique_name is not None:
        check_text(new.unique_name, "uniqueName", MAX_UNIQUE_NAME)
    if previous is not None and new.unique_name != previous.unique_name:
        raise InvalidError(READ_ONLY_PROPERTY, target="uniqueName", property="uniqueName")


def _check_audience(new: Application) -> None:
    if new.sign_in_audience not in SIGN_IN_AUDIENCES:
        raise _refused("signInAudience")
    version = new.api.requested_access_token_version
    if version not in _VERSIONS:
        raise _refused("api.requestedAccessTokenVersion")
    if is_for_personal_accounts(new) and version != 2:  # noqa: PLR2004 - the name of the format
        raise InvalidError(
            AUDIENCE_NEEDS_VERSION_2, target="signInAudience", audience=new.sign_in_audience
        )
    for app_id in new.api.known_client_applications:
        check_guid(app_id, "api.knownClientApplications")


def _check_addresses(new: Application) -> None:
    web, info = new.web, new.info
    check_web_address(web.home_page_url, "web.homePageUrl")
    check_web_address(web.logout_url, "web.logoutUrl", schemes=("https",), longest=MAX_LOGOUT_URL)
    check_web_address(info.marketing_url, "info.marketingUrl")
    check_web_address(info.privacy_statement_url, "info.privacyStatementUrl")
    check_web_address(info.support_url, "info.supportUrl")
    check_web_address(info.terms_of_service_url, "info.termsOfServiceUrl")
    check_redirect_uris(web.redirect_uris, "web.redirectUris", native=False)
    check_redirect_uris(new.spa_redirect_uris, "spa.redirectUris", native=False)
    check_redirect_uris(new.public_client_redirect_uris, "publicClient.redirectUris", native=True)


def _check_requested(new: Application) -> None:
    """Check the permissions asked for by form and number; whether they exist is not asked."""
    name, entries = "requiredResourceAccess", new.required_resource_access
    personal = is_for_personal_accounts(new)
    _limit(name, len(entries), MAX_RESOURCES)
    _limit(
        name,
        sum(len(entry.resource_access) for entry in entries),
        MAX_PERMISSIONS_PERSONAL if personal else MAX_PERMISSIONS,
    )
    if len({entry.resource_app_id for entry in entries}) < len(entries):
        raise InvalidError(DUPLICATE_VALUE, target=name, detail_code=DUPLICATE_VALUE.code)
    for entry in entries:
        if personal:
            _limit(name, len(entry.resource_access), MAX_PER_RESOURCE_PERSONAL)
        _check_requested_of(entry, name)


def _check_requested_of(entry: RequiredResourceAccess, name: str) -> None:
    check_guid(entry.resource_app_id, f"{name}.resourceAppId")
    if len(set(entry.resource_access)) < len(entry.resource_access):
        raise InvalidError(DUPLICATE_VALUE, target=name, detail_code=DUPLICATE_VALUE.code)
    for access in entry.resource_access:
        check_guid(access.permission_id, f"{name}.resourceAccess.id")
        if access.type not in {PERMISSION_ROLE, PERMISSION_SCOPE}:
            raise _refused(f"{name}.resourceAccess.type")


def _check_claims(new: Application) -> None:
    if new.group_membership_claims is not None:
        chosen = [word.strip() for word in new.group_membership_claims.split(",")]
        if not _GROUP_CLAIMS.issuperset(chosen):
            raise _refused("groupMembershipClaims")
    if new.optional_claims is not None:
        _check_optional(new.optional_claims)


def _check_optional(claims: OptionalClaims) -> None:
    for claim in (*claims.id_token, *claims.access_token, *claims.saml2_token):
        check_text(claim.name, "optionalClaims.name", _MAX_CLAIM)
        if claim.source not in _CLAIM_SOURCES:
            raise _refused("optionalClaims.source")
        for text in claim.additional_properties:
            check_text(text, "optionalClaims.additionalProperties", _MAX_CLAIM)


def _check_token_settings(new: Application) -> None:
    settings = new.token_settings
    for value, known, name in (
        (settings.assertion_profile, ASSERTION_PROFILES, "assertionProfile"),
        (settings.access_token_profile, PROFILES, "accessTokenProfile"),
        (settings.signing_algorithm, ALGORITHMS, "signingAlgorithm"),
        (settings.sender_constraint, CONSTRAINTS, "senderConstraint"),
    ):
        if value not in known:
            raise _refused(f"tokenSettings.{name}")


def _check_size(new: Application) -> None:
    if is_for_personal_accounts(new):
        _limit("passwordCredentials", len(new.password_credentials), MAX_PASSWORDS_PERSONAL)
    if count_manifest_entries(new) > MAX_MANIFEST_ENTRIES:
        raise InvalidError(MANIFEST_TOO_LARGE, limit=str(MAX_MANIFEST_ENTRIES))


def _limit(name: str, count: int, most: int) -> None:
    if count > most:
        raise InvalidError(TOO_MANY, target=name, property=name, limit=str(most))


def _refused(name: str) -> InvalidError:
    return InvalidError(INVALID_PROPERTY, target=name, property=name, resource="Application")
