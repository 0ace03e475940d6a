"""The shape of the file: which properties there are, what each means, what absence means.

The tables are read by ``reading.py``, ``writing.py`` and the reference page alike, so that
they cannot disagree. Names are those of Microsoft Graph; ``field`` is the name in
``directory.application_changes`` and in the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from daemonry.configuration.entry import Kind
from daemonry.model.application import SIGN_IN_AUDIENCES, SINGLE_TENANT
from daemonry.model.token_settings import (
    ALGORITHMS,
    ASSERTION_PROFILES,
    ASSERTIONS_ENTRA,
    CONSTRAINT_NONE,
    CONSTRAINTS,
    PROFILE_ENTRA,
    PROFILES,
    RS256,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daemonry.configuration.entry import Entry

VERSION: Final = 1
THIS_APP: Final = "{appId}"
THIS_TENANT: Final = "{tenantId}"


@dataclass(frozen=True, slots=True)
class Property:
    """One plain property; ``default`` is what it is while the file does not name it."""

    name: str
    field: str
    kind: Kind
    meaning: str
    default: Any = None


def _one_of(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


APPLICATION: Final = (
    Property("description", "description", Kind.TEXT, "What it is for"),
    Property("notes", "notes", Kind.TEXT, "Notes for administrators"),
    Property(
        "uniqueName", "unique_name", Kind.TEXT, "A name for upserts, set once and never changed"
    ),
    Property(
        "signInAudience",
        "sign_in_audience",
        Kind.TEXT,
        f"One of {_one_of(SIGN_IN_AUDIENCES)}",
        SINGLE_TENANT,
    ),
    Property(
        "identifierUris",
        "identifier_uris",
        Kind.TEXTS,
        f"Application ID URIs; `{THIS_APP}` and `{THIS_TENANT}` stand for its own identifiers",
        (),
    ),
    Property("tags", "tags", Kind.TEXTS, "Tags of the application", ()),
    Property(
        "api.requestedAccessTokenVersion",
        "api.requested_access_token_version",
        Kind.NUMBER,
        "Format of its tokens: 1 or 2; nothing is 1",
    ),
    Property(
        "api.acceptMappedClaims", "api.accept_mapped_claims", Kind.FLAG, "Kept for other tools"
    ),
    Property("web.homePageUrl", "web.home_page_url", Kind.TEXT, "Home page"),
    Property("web.logoutUrl", "web.logout_url", Kind.TEXT, "Front-channel logout"),
    Property("web.redirectUris", "web.redirect_uris", Kind.TEXTS, "Redirect URIs, web", ()),
    Property(
        "web.implicitGrantSettings.enableAccessTokenIssuance",
        "web.enable_access_token_issuance",
        Kind.FLAG,
        "Kept for other tools",
        default=False,
    ),
    Property(
        "web.implicitGrantSettings.enableIdTokenIssuance",
        "web.enable_id_token_issuance",
        Kind.FLAG,
        "Kept for other tools",
        default=False,
    ),
    Property("spa.redirectUris", "spa_redirect_uris", Kind.TEXTS, "Redirect URIs, browser", ()),
    Property(
        "publicClient.redirectUris",
        "public_client_redirect_uris",
        Kind.TEXTS,
        "Redirect URIs, native",
        (),
    ),
    Property("info.marketingUrl", "info.marketing_url", Kind.TEXT, "Address of its marketing"),
    Property(
        "info.privacyStatementUrl",
        "info.privacy_statement_url",
        Kind.TEXT,
        "Address of its privacy statement",
    ),
    Property("info.supportUrl", "info.support_url", Kind.TEXT, "Address of its support"),
    Property(
        "info.termsOfServiceUrl", "info.terms_of_service_url", Kind.TEXT, "Address of its terms"
    ),
    Property(
        "isFallbackPublicClient", "is_fallback_public_client", Kind.FLAG, "Kept for other tools"
    ),
    Property(
        "isDeviceOnlyAuthSupported",
        "is_device_only_auth_supported",
        Kind.FLAG,
        "Kept for other tools",
    ),
    Property("isDisabled", "is_disabled", Kind.FLAG, "Whether it gets no tokens"),
    Property("groupMembershipClaims", "group_membership_claims", Kind.TEXT, "Kept for other tools"),
    Property(
        "serviceManagementReference",
        "service_management_reference",
        Kind.TEXT,
        "Where its owners are found",
    ),
    Property(
        "oauth2RequirePostResponse",
        "oauth2_require_post_response",
        Kind.FLAG,
        "Kept for other tools",
        default=False,
    ),
    Property(
        "tokenSettings.assertionProfile",
        "token_settings.assertion_profile",
        Kind.TEXT,
        f"Its client assertions: {_one_of(ASSERTION_PROFILES)}",
        ASSERTIONS_ENTRA,
    ),
    Property(
        "tokenSettings.certificateOnly",
        "token_settings.certificate_only",
        Kind.FLAG,
        "Refuse its client secrets",
        default=False,
    ),
    Property(
        "tokenSettings.accessTokenProfile",
        "token_settings.access_token_profile",
        Kind.TEXT,
        f"Form of its tokens: {_one_of(PROFILES)}",
        PROFILE_ENTRA,
    ),
    Property(
        "tokenSettings.signingAlgorithm",
        "token_settings.signing_algorithm",
        Kind.TEXT,
        f"One of {_one_of(ALGORITHMS)}; a key is made where there is none",
        RS256,
    ),
    Property(
        "tokenSettings.senderConstraint",
        "token_settings.sender_constraint",
        Kind.TEXT,
        f"One of {_one_of(CONSTRAINTS)}",
        CONSTRAINT_NONE,
    ),
    *(
        Property(
            f"tokenSettings.{name}", f"token_settings.{field}", Kind.FLAG, meaning, default=False
        )
        for name, field, meaning in (
            ("allowResourceParameter", "allow_resource_parameter", "RFC 8707 `resource`"),
            ("allowRoleSubset", "allow_role_subset", "Some of the granted roles by scope"),
            ("allowIntrospection", "allow_introspection", "RFC 7662"),
            ("allowRevocation", "allow_revocation", "RFC 7009"),
            (
                "continuousAccessEvaluation",
                "continuous_access_evaluation",
                "Long-lived tokens for clients with `cp1`",
            ),
        )
    ),
)

SERVICE_PRINCIPAL: Final = (
    Property(
        "accountEnabled", "account_enabled", Kind.FLAG, "Whether it gets tokens", default=True
    ),
    Property(
        "appRoleAssignmentRequired",
        "app_role_assignment_required",
        Kind.FLAG,
        "Whether its tokens go only to clients that hold one of its roles",
        default=False,
    ),
    Property("description", "description", Kind.TEXT, "What it is for"),
    Property("notes", "notes", Kind.TEXT, "Notes for administrators"),
    Property("loginUrl", "login_url", Kind.TEXT, "Where people sign in to it"),
    Property("alternativeNames", "alternative_names", Kind.TEXTS, "Further names", ()),
    Property(
        "notificationEmailAddresses",
        "notification_email_addresses",
        Kind.TEXTS,
        "Who hears of expiring certificates",
        (),
    ),
    Property("tags", "own_tags", Kind.TEXTS, "Tags of its own", ()),
)


def read_properties(entry: Entry, table: tuple[Property, ...]) -> dict[str, Any]:
    """Return what the file says of a table, by field; null is the default.

    Raises InvalidError for a value of another kind.
    """
    found: dict[str, Any] = {}
    for property_ in table:
        *blocks, name = property_.name.split(".")
        holder: Entry | None = entry
        for block in blocks:
            holder = holder.block(block) if holder is not None else None
        if holder is None:
            continue
        value = holder.take(name, property_.kind, property_.default)
        if holder.has(name):
            found[property_.field] = value
    return found


def write_properties(value: Any, table: tuple[Property, ...]) -> dict[str, Any]:
    """Return what is not the default, nested as in the file."""
    document: dict[str, Any] = {}
    for property_ in table:
        found = value
        for step in property_.field.split("."):
            found = getattr(found, step)
        if found == property_.default:
            continue
        *blocks, name = property_.name.split(".")
        holder = document
        for block in blocks:
            holder = holder.setdefault(block, {})
        holder[name] = list(found) if property_.kind is Kind.TEXTS else found
    return document


def nested(values: dict[str, Any]) -> dict[str, Any]:
    """Return values by dotted field as the typed changes of a verb: ``api.x`` in ``api``."""
    changes: dict[str, Any] = {}
    for name, value in values.items():
        block, dot, member = name.partition(".")
        if dot:
            changes.setdefault(block, {})[member] = value
        else:
            changes[name] = value
    return changes


def defaults(table: tuple[Property, ...]) -> Iterator[tuple[str, Any]]:
    """Return each field with the value it has while nobody says anything."""
    return ((property_.field, property_.default) for property_ in table)
