"""Nouns for storage tests. Every builder takes the tenant and a letter for its identifiers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.fakes.clock import START

from daemonry.model.application import (
    ApiSettings,
    Application,
    AppRole,
    InformationalUrls,
    OptionalClaim,
    OptionalClaims,
    PermissionScope,
    PreAuthorizedApplication,
    RequiredResourceAccess,
    ResourceAccess,
    WebSettings,
)
from daemonry.model.audit import Actor, AuditEvent, AuditTarget, ModifiedProperty, SignIn
from daemonry.model.certificate_authority import CertificateAuthority
from daemonry.model.credential import PasswordCredential, SecretDigest
from daemonry.model.federated_credential import (
    ClaimsMatchingExpression,
    FederatedIdentityCredential,
)
from daemonry.model.first_party import GRAPH_APP_ID, first_party_application
from daemonry.model.grant import AppRoleAssignment
from daemonry.model.ids import AppId, AssignmentId, KeyId, ObjectId, RoleId, TenantId
from daemonry.model.key_credential import KeyCredential
from daemonry.model.policy import TokenLifetimePolicy
from daemonry.model.service_principal import ServicePrincipal
from daemonry.model.session import Session
from daemonry.model.signing_key import SigningKey
from daemonry.model.tenant import Domain, Tenant
from daemonry.model.user import User

if TYPE_CHECKING:
    from daemonry.storage.store import Store

HOUR = timedelta(hours=1)


def guid(kind: int, letter: str) -> str:
    """A GUID that depends on the kind of object and the letter, not on the tenant."""
    return f"{kind:08x}-0000-4000-8000-{ord(letter):012x}"


A = TenantId(guid(1, "a"))
B = TenantId(guid(1, "b"))
NOBODY = TenantId(guid(1, "z"))
READ = RoleId(guid(6, "r"))
WRITE = RoleId(guid(6, "w"))


def app_id(letter: str) -> AppId:
    return AppId(guid(2, letter))


def object_id(letter: str) -> ObjectId:
    return ObjectId(guid(3, letter))


def principal_id(letter: str) -> ObjectId:
    return ObjectId(guid(4, letter))


def assignment_id(letter: str) -> AssignmentId:
    return AssignmentId(f"assignment-{letter}")


def tenant(tenant_id: TenantId, name: str) -> Tenant:
    return Tenant(
        tenant_id=tenant_id,
        display_name=name.title(),
        subdomain=name,
        domains=(
            Domain(f"{name}.onmicrosoft.com", is_initial=True, is_default=True, is_verified=True),
            Domain(
                f"{name}.example",
                is_initial=False,
                is_default=False,
                is_verified=False,
                verification="MS=ms1",
            ),
        ),
        created_at=START,
    )


def application(tenant_id: TenantId, letter: str, **changes: Any) -> Application:
    """A registration without secrets whose one URI is api://{appId}."""
    values: dict[str, Any] = {
        "tenant_id": tenant_id,
        "object_id": object_id(letter),
        "app_id": app_id(letter),
        "display_name": f"App {letter}",
        "created_at": START,
        "identifier_uris": (f"api://{app_id(letter)}",),
        "app_roles": (role(READ, "Tasks.Read"), role(WRITE, "Tasks.Write")),
    }
    return Application(**(values | changes))


def full_application(tenant_id: TenantId, letter: str) -> Application:
    """A registration in which no property has its default."""
    return application(
        tenant_id,
        letter,
        display_name="Grüße, «Äpp» 🦊",
        sign_in_audience="AzureADMultipleOrgs",
        description="what it is for",
        notes="a\nnote",
        unique_name="Unique-Näme",
        publisher_domain="contoso.example",
        required_resource_access=(
            RequiredResourceAccess(app_id("x"), (ResourceAccess(READ, "Role"),)),
        ),
        password_credentials=(password("2"), password("1")),
        federated_identity_credentials=(
            FederatedIdentityCredential(
                KeyId(guid(5, "f")),
                "any-branch",
                "https://issuer.example/",
                None,
                ("api://AzureADTokenExchange",),
                "the pipeline 🔒",
                ClaimsMatchingExpression("claims['sub'] matches 'repo:acme/*'"),
                '{"keys":[]}',
            ),
            FederatedIdentityCredential(
                KeyId(guid(5, "g")), "main", "https://issuer.example", "repo:Ä", ("x",)
            ),
        ),
        optional_claims=OptionalClaims(
            access_token=(
                OptionalClaim("idtyp", "user", essential=True, additional_properties=("more",)),
            ),
            id_token=(OptionalClaim("auth_time"),),
            saml2_token=(OptionalClaim("email"),),
        ),
        api=ApiSettings(
            2,
            accept_mapped_claims=False,
            known_client_applications=(app_id("y"),),
            oauth2_permission_scopes=(
                PermissionScope(RoleId(guid(6, "s")), "Tasks.Mine", "User", "a", "b", "c", "d"),
            ),
            pre_authorized_applications=(PreAuthorizedApplication(app_id("y"), (READ,)),),
        ),
        web=WebSettings(
            "https://a",
            "https://b",
            ("https://c",),
            enable_access_token_issuance=True,
            enable_id_token_issuance=True,
        ),
        info=InformationalUrls("https://d", "https://e", "https://f", "https://g"),
        spa_redirect_uris=("https://h",),
        public_client_redirect_uris=("https://i",),
        is_fallback_public_client=True,
        is_device_only_auth_supported=False,
        group_membership_claims="None",
        service_management_reference="ref",
        tags=("one", "two"),
        is_disabled=False,
        created_by_app_id=app_id("x"),
    )


def role(role_id: RoleId, value: str) -> AppRole:
    return AppRole(role_id, value, value, f"May {value}", ("Application",))


def password(letter: str, ends_in: timedelta = HOUR) -> PasswordCredential:
    return PasswordCredential(
        key_id=KeyId(guid(5, letter)),
        display_name=f"secret {letter}",
        starts_at=START,
        ends_at=START + ends_in,
        hint="abc",
        digest=SecretDigest("hash-key", letter.encode() * 32),
    )


def key_credential(letter: str, ends_in: timedelta = HOUR) -> KeyCredential:
    """A certificate that nobody reads: storage does not."""
    return KeyCredential(
        KeyId(guid(5, letter)), f"certificate {letter}", START, START + ends_in, b"DER"
    )


def principal(home: Application, letter: str | None = None, **changes: Any) -> ServicePrincipal:
    letter = letter or chr(int(home.object_id[-2:], 16))
    values: dict[str, Any] = {
        "tenant_id": home.tenant_id,
        "object_id": principal_id(letter),
        "app_id": home.app_id,
        "application": home,
        "created_at": START,
    }
    return ServicePrincipal(**(values | changes))


def graph_principal(tenant_id: TenantId, letter: str = "g") -> ServicePrincipal:
    home = first_party_application(GRAPH_APP_ID, tenant_id)
    assert home is not None
    return principal(home, letter)


def assignment(
    tenant_id: TenantId, letter: str, *, client: str, api: str, role_id: RoleId = READ
) -> AppRoleAssignment:
    return AppRoleAssignment(
        tenant_id=tenant_id,
        assignment_id=assignment_id(letter),
        app_role_id=role_id,
        principal_id=principal_id(client),
        resource_id=principal_id(api),
        created_at=START + timedelta(seconds=ord(letter)),
        principal_display_name=f"App {client}",
        resource_display_name=f"App {api}",
    )


def signing_key(tenant_id: TenantId, kid: str, active_in: timedelta = HOUR) -> SigningKey:
    return SigningKey(
        tenant_id=tenant_id,
        kid=kid,
        algorithm="RS256",
        certificate=b"certificate \x00\xff",
        sealed_private_key=b"sealed \x00\xff",
        published_at=START,
        active_from=START + active_in,
        retired_at=START + 24 * HOUR,
    )


def certificate_authority(tenant_id: TenantId, letter: str = "c") -> CertificateAuthority:
    return CertificateAuthority(
        tenant_id, ObjectId(guid(12, letter)), f"CA {letter}", START, letter.encode()
    )


def policy_id(letter: str) -> ObjectId:
    return ObjectId(guid(11, letter))


def policy(tenant_id: TenantId, letter: str, **changes: Any) -> TokenLifetimePolicy:
    values: dict[str, Any] = {
        "tenant_id": tenant_id,
        "policy_id": policy_id(letter),
        "display_name": f"Policy {letter}",
        "created_at": START + timedelta(seconds=ord(letter)),
        "definition": '{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"00:10:00"}}',
        "access_token_lifetime": 600,
        "description": "short \U0001f512",
    }
    return TokenLifetimePolicy(**(values | changes))


def user(tenant_id: TenantId, letter: str) -> User:
    return User(
        tenant_id=tenant_id,
        object_id=ObjectId(guid(7, letter)),
        user_principal_name=f"Admin-{letter}@contoso.onmicrosoft.com",
        display_name="Admin",
        created_at=START,
        password_hash="$argon2id$v=19$made-up",
        account_enabled=False,
    )


def session(tenant_id: TenantId, digest: str = "digest") -> Session:
    """Return a session of the user ``a``."""
    return Session(tenant_id, digest, user(tenant_id, "a").object_id, START, START, START, ("pwd",))


def audit_event(tenant_id: TenantId, letter: str, **changes: Any) -> AuditEvent:
    values: dict[str, Any] = {
        "tenant_id": tenant_id,
        "event_id": guid(8, letter),
        "at": START + timedelta(microseconds=ord(letter)),
        "activity": "Update application",
        "category": "ApplicationManagement",
        "operation": "Update",
        "actor": Actor(
            kind="app",
            display_name="Manager",
            permissions=frozenset({"Application.ReadWrite.All"}),
            app_id=app_id("m"),
            service_principal_id=principal_id("m"),
            ip_address="192.0.2.1",
            correlation_id=guid(9, letter),
        ),
        "targets": (
            AuditTarget(
                object_id(letter),
                "App",
                "Application",
                (ModifiedProperty("displayName", '"old"', '"new"'),),
            ),
        ),
        "details": {"severity": "high"},
    }
    return AuditEvent(**(values | changes))


def sign_in(tenant_id: TenantId, letter: str, **changes: Any) -> SignIn:
    values: dict[str, Any] = {
        "tenant_id": tenant_id,
        "sign_in_id": guid(10, letter),
        "at": START + timedelta(seconds=ord(letter)),
        "correlation_id": guid(9, letter),
        "app_id": app_id("c"),
        "app_display_name": "Daemon",
        "service_principal_id": principal_id("c"),
        "resource_id": app_id("r"),
        "resource_display_name": "API",
        "credential_type": "clientSecret",
        "credential_key_id": guid(5, "1"),
        "roles": ("Tasks.Read",),
        "unique_token_identifier": "uti",
        "error_code": 0,
        "failure_reason": "",
        "ip_address": "192.0.2.1",
        "user_agent": "MSAL",
        "latency_us": 700,
    }
    return SignIn(**(values | changes))


async def add_tenants(store: Store) -> None:
    """Two tenants, A and B."""
    async with store.directory.change() as uow:
        await uow.tenants.add(tenant(A, "contoso"))
        await uow.tenants.add(tenant(B, "fabrikam"))


async def add_app(store: Store, home: Application) -> ServicePrincipal:
    """Store a registration with a service principal of the same letter."""
    added = principal(home)
    async with store.directory.change() as uow:
        await uow.applications.add(home)
        await uow.service_principals.add(added)
    return added


async def add_client_and_api(store: Store, tenant_id: TenantId) -> None:
    """Client "c" that holds READ on API "r"."""
    await add_app(store, application(tenant_id, "c", password_credentials=(password("1"),)))
    await add_app(store, application(tenant_id, "r"))
    async with store.directory.change() as uow:
        await uow.assignments.add(assignment(tenant_id, "1", client="c", api="r"))
