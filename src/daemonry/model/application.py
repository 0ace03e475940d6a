"""An application: the registration object, home of identifiers, roles and secrets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from daemonry.model.token_settings import NOTHING_SET, TokenSettings

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.certificate_authority import TrustedSubject
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.federated_credential import FederatedIdentityCredential
    from daemonry.model.ids import AppId, ObjectId, RoleId, TenantId
    from daemonry.model.key_credential import KeyCredential

MEMBER_APPLICATION: Final = "Application"
MEMBER_USER: Final = "User"
PERMISSION_ROLE: Final = "Role"
PERMISSION_SCOPE: Final = "Scope"
SINGLE_TENANT: Final = "AzureADMyOrg"
SIGN_IN_AUDIENCES: Final = (
    SINGLE_TENANT,
    "AzureADMultipleOrgs",
    "AzureADandPersonalMicrosoftAccount",
    "PersonalMicrosoftAccount",
)


@dataclass(frozen=True, slots=True)
class AppRole:
    """A role that an API defines; ``value`` is what tokens carry in ``roles``."""

    role_id: RoleId
    value: str | None
    display_name: str
    description: str
    allowed_member_types: tuple[str, ...]
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class PermissionScope:
    """A delegated permission that an API defines (``oauth2PermissionScopes``)."""

    scope_id: RoleId
    value: str | None
    type: str
    admin_consent_display_name: str
    admin_consent_description: str
    user_consent_display_name: str | None = None
    user_consent_description: str | None = None
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class OptionalClaim:
    """One optional claim; ``source`` is None for a predefined claim."""

    name: str
    source: str | None = None
    essential: bool = False
    additional_properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionalClaims:
    """The optional claims of an application by token type."""

    id_token: tuple[OptionalClaim, ...] = ()
    access_token: tuple[OptionalClaim, ...] = ()
    saml2_token: tuple[OptionalClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class ResourceAccess:
    """One requested permission: an app role (``Role``) or a scope (``Scope``)."""

    permission_id: RoleId
    type: str


@dataclass(frozen=True, slots=True)
class RequiredResourceAccess:
    """The permissions that an application asks of one API. It grants nothing."""

    resource_app_id: AppId
    resource_access: tuple[ResourceAccess, ...]


@dataclass(frozen=True, slots=True)
class PreAuthorizedApplication:
    """A client whose delegated permissions need no consent."""

    app_id: AppId
    delegated_permission_ids: tuple[RoleId, ...]


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The ``web`` block of a registration."""

    home_page_url: str | None = None
    logout_url: str | None = None
    redirect_uris: tuple[str, ...] = ()
    enable_access_token_issuance: bool = False
    enable_id_token_issuance: bool = False


@dataclass(frozen=True, slots=True)
class InformationalUrls:
    """The ``info`` block of a registration."""

    marketing_url: str | None = None
    privacy_statement_url: str | None = None
    support_url: str | None = None
    terms_of_service_url: str | None = None


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """The ``api`` block: how tokens for this application look and who may ask."""

    requested_access_token_version: int | None = None
    accept_mapped_claims: bool | None = None
    known_client_applications: tuple[AppId, ...] = ()
    oauth2_permission_scopes: tuple[PermissionScope, ...] = ()
    pre_authorized_applications: tuple[PreAuthorizedApplication, ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """A registered application. Times are aware UTC; tuples keep their order."""

    tenant_id: TenantId
    object_id: ObjectId
    app_id: AppId
    display_name: str
    created_at: datetime
    sign_in_audience: str = SINGLE_TENANT
    description: str | None = None
    notes: str | None = None
    unique_name: str | None = None
    publisher_domain: str | None = None
    identifier_uris: tuple[str, ...] = ()
    app_roles: tuple[AppRole, ...] = ()
    required_resource_access: tuple[RequiredResourceAccess, ...] = ()
    password_credentials: tuple[PasswordCredential, ...] = field(default=(), repr=False)
    key_credentials: tuple[KeyCredential, ...] = ()
    trusted_subjects: tuple[TrustedSubject, ...] = ()
    federated_identity_credentials: tuple[FederatedIdentityCredential, ...] = ()
    token_settings: TokenSettings = NOTHING_SET
    optional_claims: OptionalClaims | None = None
    api: ApiSettings = ApiSettings()
    web: WebSettings = WebSettings()
    info: InformationalUrls = InformationalUrls()
    logo_file: str | None = None
    spa_redirect_uris: tuple[str, ...] = ()
    public_client_redirect_uris: tuple[str, ...] = ()
    is_fallback_public_client: bool | None = None
    is_device_only_auth_supported: bool | None = None
    group_membership_claims: str | None = None
    service_management_reference: str | None = None
    tags: tuple[str, ...] = ()
    is_disabled: bool | None = None
    oauth2_require_post_response: bool = False
    created_by_app_id: AppId | None = None
    deleted_at: datetime | None = None

    @property
    def access_token_claims(self) -> tuple[OptionalClaim, ...]:
        """The optional claims of access tokens for this API."""
        return self.optional_claims.access_token if self.optional_claims else ()

    def optional_claims_with(self, access_token: tuple[OptionalClaim, ...]) -> OptionalClaims:
        """Return the optional claims with others for access tokens."""
        return replace(self.optional_claims or OptionalClaims(), access_token=access_token)

    def role(self, role_id: RoleId) -> AppRole | None:
        """Return the app role with this identifier, enabled or not."""
        return next((role for role in self.app_roles if role.role_id == role_id), None)

    def role_by_value(self, value: str) -> AppRole | None:
        """Return the app role with this value, enabled or not."""
        return next((role for role in self.app_roles if role.value == value), None)

    @property
    def logo_path(self) -> str | None:
        """The path at which browsers find the logo; None without one."""
        if self.logo_file is None:
            return None
        return f"/logos/{self.tenant_id}/{self.object_id}/{self.logo_file}"

    @property
    def access_token_version(self) -> int:
        """The format of tokens for this application: None means version 1."""
        return self.api.requested_access_token_version or 1
