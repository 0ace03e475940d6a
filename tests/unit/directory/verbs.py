"""Every verb of the directory, how to call it, and what it needs: the table behind the matrices."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.fakes.certificates import assemble, authority, b64, certificate, key, sha1
from tests.fakes.pictures import png
from tests.unit.directory.arrange import (
    FEDERATION_RULES,
    HASH_KEYS,
    NOW,
    RETURN,
    TRUSTED,
    Desk,
    MarkingVault,
    Scene,
)
from tests.unit.directory.memory import MemorySignInLog

from daemonry.directory import (
    app_management,
    app_roles,
    applications,
    assignments,
    audit,
    certificate_authorities,
    consent,
    credentials,
    directory_roles,
    factors,
    federated_credentials,
    key_credentials,
    key_proof,
    logos,
    managed_identities,
    notices,
    objects,
    owners,
    permission_grants,
    redirect_uris,
    service_principals,
    setup_links,
    signing_keys,
    tenants,
    users,
)
from daemonry.directory import token_lifetime_policies as policies
from daemonry.directory.app_roles import NewAppRole
from daemonry.directory.assignments import NewAssignment
from daemonry.directory.credentials import NewPassword, Rotation
from daemonry.directory.key_credentials import NewKey
from daemonry.directory.lifetime_rules import define
from daemonry.directory.permission_grants import NewGrant
from daemonry.directory.tenants import NewTenant
from daemonry.directory.token_lifetime_policies import NewTokenLifetimePolicy
from daemonry.directory.users import NewUser
from daemonry.model.certificate_authority import TrustedSubject
from daemonry.model.errors import NOT_OWNED, ForbiddenError
from daemonry.model.expiry import Expiry
from daemonry.model.managed_identity import ManagedIdentity
from daemonry.model.notice import Channel, Delivery, Notice
from daemonry.model.signing_key import KeyLine, RotationPolicy
from daemonry.ports import AssignmentQuery, ListQuery

if TYPE_CHECKING:
    from daemonry.directory.work import Work

Call = Callable[[Desk, "Work", Scene], Coroutine[Any, Any, Any]]
Needs = tuple[frozenset[str], ...]

OWNED = "Application.ReadWrite.OwnedBy"
ALL = "Application.ReadWrite.All"
ASSIGN = "AppRoleAssignment.ReadWrite.All"
DIR_WRITE = "Directory.ReadWrite.All"

READ = frozenset({"Application.Read.All", OWNED, ALL, "Directory.Read.All", DIR_WRITE})
READERS: Needs = (READ,)
CREATORS: Needs = (frozenset({OWNED, ALL}),)
WRITERS: Needs = (frozenset({ALL}),)
WIDE_WRITERS: Needs = (frozenset({ALL, DIR_WRITE}),)
ASSIGNERS: Needs = (frozenset({ASSIGN}),)
CONSENTERS: Needs = (frozenset({ASSIGN}), READ)
USER_WRITERS: Needs = (frozenset({"User.ReadWrite.All", DIR_WRITE}),)
DOMAIN_READERS: Needs = (
    frozenset({"Domain.Read.All", "Domain.ReadWrite.All", "Directory.Read.All", DIR_WRITE}),
)
DOMAIN_WRITERS: Needs = (frozenset({"Domain.ReadWrite.All"}),)
ORGANIZATION_READERS: Needs = (
    frozenset(
        {"Organization.Read.All", "Organization.ReadWrite.All", "Directory.Read.All", DIR_WRITE}
    ),
)
ORGANIZATION_WRITERS: Needs = (frozenset({"Organization.ReadWrite.All"}),)
AUDITORS: Needs = (
    frozenset({"AuditLog.Read.All"}),
    frozenset({"Directory.Read.All", DIR_WRITE}),
)
USERS = frozenset(
    {"User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", DIR_WRITE}
)
POLICY_READERS: Needs = (
    frozenset({"Policy.Read.All", "Policy.ReadWrite.ApplicationConfiguration"}),
)
POLICY_WRITERS: Needs = (frozenset({"Policy.ReadWrite.ApplicationConfiguration"}),)
GRANT_WRITERS: Needs = (frozenset({"DelegatedPermissionGrant.ReadWrite.All", DIR_WRITE}),)
GRANT_READERS: Needs = (
    GRANT_WRITERS[0] | {"DelegatedPermissionGrant.Read.All", "Directory.Read.All"},
)
ROLE_WRITERS: Needs = (frozenset({"RoleManagement.ReadWrite.Directory"}),)
ROLE_READERS: Needs = (
    ROLE_WRITERS[0] | {"RoleManagement.Read.Directory", "Directory.Read.All", DIR_WRITE},
)
EVERYBODY: Needs = ()
OPERATOR_ONLY: Needs = (frozenset(),)


def proof(scene: Scene) -> str:
    """Return the proof that the client has the certificate it was furnished with."""
    seconds = int(NOW.timestamp())
    header = {"alg": "RS256", "x5t": b64(sha1(certificate("first")))}
    claims = {"iss": scene.client, "aud": key_proof.AUDIENCE, "nbf": seconds, "exp": seconds + 600}
    return assemble(header, claims, key("first"))


@dataclass(frozen=True)
class Verb:
    """A verb: ``needs`` one permission of each set; ``owned`` opens it to an owner with OwnedBy."""

    call: Call
    needs: Needs
    changes: bool = False
    owned: bool = False


SERVER_NOTICES = notices.ServerNotices((7, 0), "https://hooks.server.example/")


def delivery(work: Work) -> Delivery:
    expiry = Expiry("client secret", work.tenant_id, "", "app", "", "key", "", NOW)
    return Delivery(Notice(work.tenant_id, "n", 7, expiry, NOW), Channel.MAIL, "it@x", NOW)


DEVELOPER = "cf1c38e5-3621-4004-a7cb-879624dced7c"


VERBS: dict[str, Verb] = {
    # applications
    "create_application": Verb(
        lambda d, w, s: applications.create_application(w, {"display_name": "new"}),
        CREATORS,
        changes=True,
    ),
    "add_redirect_uri": Verb(
        lambda d, w, s: redirect_uris.add_redirect_uri(w, s.api, "web", "https://a.example/b"),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "remove_redirect_uri": Verb(
        lambda d, w, s: redirect_uris.remove_redirect_uri(w, s.api, "spa", RETURN),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "set_logo": Verb(
        lambda d, w, s: logos.set_logo(w, s.api, png(grey=1)),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "remove_logo": Verb(
        lambda d, w, s: logos.remove_logo(w, s.api), WRITERS, changes=True, owned=True
    ),
    "get_logo": Verb(lambda d, w, s: logos.get_logo(w, s.api), READERS),
    "update_application": Verb(
        lambda d, w, s: applications.update_application(w, s.api, {"notes": "changed"}),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "delete_application": Verb(
        lambda d, w, s: applications.delete_application(w, s.api),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "restore_application": Verb(
        lambda d, w, s: applications.restore_application(w, s.gone),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "purge_application": Verb(
        lambda d, w, s: applications.purge_application(w, s.gone),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "get_application": Verb(lambda d, w, s: applications.get_application(w, s.api), READERS),
    "get_application_by_app_id": Verb(
        lambda d, w, s: applications.get_application_by_app_id(w, s.api_app_id), READERS
    ),
    "get_application_by_unique_name": Verb(
        lambda d, w, s: applications.get_application_by_unique_name(w, "api"), READERS
    ),
    "find_application": Verb(
        lambda d, w, s: applications.find_application(w, s.api_app_id), READERS
    ),
    "list_applications": Verb(
        lambda d, w, s: applications.list_applications(w, ListQuery()), READERS
    ),
    # owners
    "count_applications": Verb(
        lambda d, w, s: applications.count_applications(w, ListQuery()), READERS
    ),
    "list_owners_of_many": Verb(lambda d, w, s: owners.list_owners_of_many(w, [s.client]), READERS),
    "list_assignments_matching": Verb(
        lambda d, w, s: assignments.list_assignments_matching(
            w, AssignmentQuery(s.api_sp, is_resource=True)
        ),
        READERS,
    ),
    "count_assignments": Verb(
        lambda d, w, s: assignments.count_assignments(
            w, AssignmentQuery(s.client_sp, is_resource=False)
        ),
        READERS,
    ),
    "list_assignments_of_many": Verb(
        lambda d, w, s: assignments.list_assignments_of_many(
            w, [s.client_sp], are_resources=False, limit=20
        ),
        READERS,
    ),
    "count_service_principals": Verb(
        lambda d, w, s: service_principals.count_service_principals(w, ListQuery()), READERS
    ),
    "list_owners": Verb(lambda d, w, s: owners.list_owners(w, s.client), READERS),
    "add_owner": Verb(
        lambda d, w, s: owners.add_owner(w, s.client, s.api_sp),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "remove_owner": Verb(
        lambda d, w, s: owners.remove_owner(w, s.client, s.user),
        WRITERS,
        changes=True,
        owned=True,
    ),
    # app roles
    "create_app_role": Verb(
        lambda d, w, s: app_roles.create_app_role(w, s.api, NewAppRole("New", "New", "New")),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "edit_app_role": Verb(
        lambda d, w, s: app_roles.edit_app_role(w, s.api, s.read, display_name="Reads"),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "set_app_role_enabled": Verb(
        lambda d, w, s: app_roles.set_app_role_enabled(w, s.api, s.read, False),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "delete_app_role": Verb(
        lambda d, w, s: app_roles.delete_app_role(w, s.api, s.old),
        WRITERS,
        changes=True,
        owned=True,
    ),
    # service principals
    "create_service_principal": Verb(
        lambda d, w, s: service_principals.create_service_principal(w, s.bare_app_id),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "update_service_principal": Verb(
        lambda d, w, s: service_principals.update_service_principal(
            w, s.api_sp, {"account_enabled": False}
        ),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "delete_service_principal": Verb(
        lambda d, w, s: service_principals.delete_service_principal(w, s.api_sp),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "restore_service_principal": Verb(
        lambda d, w, s: service_principals.restore_service_principal(w, s.lone_sp),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "purge_service_principal": Verb(
        lambda d, w, s: service_principals.purge_service_principal(w, s.lone_sp),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "get_service_principal": Verb(
        lambda d, w, s: service_principals.get_service_principal(w, s.api_sp), READERS
    ),
    "get_service_principal_by_app_id": Verb(
        lambda d, w, s: service_principals.get_service_principal_by_app_id(w, s.api_app_id),
        READERS,
    ),
    "find_service_principal": Verb(
        lambda d, w, s: service_principals.find_service_principal(w, s.api_app_id), READERS
    ),
    "list_service_principals": Verb(
        lambda d, w, s: service_principals.list_service_principals(w, ListQuery()), READERS
    ),
    # credentials
    "add_key": Verb(
        lambda d, w, s: key_credentials.add_key(w, s.client, NewKey(certificate())),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "remove_key": Verb(
        lambda d, w, s: key_credentials.remove_key(w, s.client, s.certificate),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "replace_keys": Verb(
        lambda d, w, s: key_credentials.replace_keys(w, s.client, [NewKey(certificate())]),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "add_certificate_authority": Verb(
        lambda d, w, s: certificate_authorities.add_certificate_authority(w, authority("new")),
        OPERATOR_ONLY,
        changes=True,
    ),
    "remove_certificate_authority": Verb(
        lambda d, w, s: certificate_authorities.remove_certificate_authority(w, s.authority),
        OPERATOR_ONLY,
        changes=True,
    ),
    "list_certificate_authorities": Verb(
        lambda d, w, s: certificate_authorities.list_certificate_authorities(w), OPERATOR_ONLY
    ),
    "trust_subject": Verb(
        lambda d, w, s: certificate_authorities.trust_subject(
            w, s.client, TrustedSubject(s.authority, "new.example")
        ),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "distrust_subject": Verb(
        lambda d, w, s: certificate_authorities.distrust_subject(
            w, s.client, TrustedSubject(s.authority, "daemon.example")
        ),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "add_key_with_proof": Verb(
        lambda d, w, s: key_proof.add_key_with_proof(w, s.client, NewKey(certificate()), proof(s)),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "remove_key_with_proof": Verb(
        lambda d, w, s: key_proof.remove_key_with_proof(w, s.client, s.certificate, proof(s)),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "add_password": Verb(
        lambda d, w, s: credentials.add_password(w, s.client, NewPassword(), HASH_KEYS),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "rotate_password": Verb(
        lambda d, w, s: credentials.rotate_password(
            w, s.client, Rotation(s.key_id, NewPassword()), HASH_KEYS
        ),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    "remove_password": Verb(
        lambda d, w, s: credentials.remove_password(w, s.client, s.key_id),
        WIDE_WRITERS,
        changes=True,
        owned=True,
    ),
    # federated credentials
    "add_federated_credential": Verb(
        lambda d, w, s: federated_credentials.add_federated_credential(
            w, s.bare, TRUSTED, FEDERATION_RULES
        ),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "update_federated_credential": Verb(
        lambda d, w, s: federated_credentials.update_federated_credential(
            w, s.client, s.federated, FEDERATION_RULES, description="changed"
        ),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "remove_federated_credential": Verb(
        lambda d, w, s: federated_credentials.remove_federated_credential(w, s.client, s.federated),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "get_federated_credential": Verb(
        lambda d, w, s: federated_credentials.get_federated_credential(w, s.client, s.federated),
        READERS,
    ),
    "list_federated_credentials": Verb(
        lambda d, w, s: federated_credentials.list_federated_credentials(w, s.client), READERS
    ),
    # assignments
    "assign_app_role": Verb(
        lambda d, w, s: assignments.assign_app_role(
            w, NewAssignment(s.client_sp, s.api_sp, s.write)
        ),
        CONSENTERS,
        changes=True,
    ),
    "remove_assignment": Verb(
        lambda d, w, s: assignments.remove_assignment(w, s.assignment), ASSIGNERS, changes=True
    ),
    "get_assignment": Verb(lambda d, w, s: assignments.get_assignment(w, s.assignment), READERS),
    "list_assignments_of_principal": Verb(
        lambda d, w, s: assignments.list_assignments_of_principal(w, s.client_sp), READERS
    ),
    "list_assignments_of_resource": Verb(
        lambda d, w, s: assignments.list_assignments_of_resource(w, s.api_sp), READERS
    ),
    # consent
    "request_permissions": Verb(
        lambda d, w, s: consent.request_permissions(w, s.bare, s.api_app_id, [s.read]),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "withdraw_permissions": Verb(
        lambda d, w, s: consent.withdraw_permissions(w, s.client, s.api_app_id, [s.read]),
        WRITERS,
        changes=True,
        owned=True,
    ),
    "consent_status": Verb(lambda d, w, s: consent.consent_status(w, s.client), READERS),
    "grant_admin_consent": Verb(
        lambda d, w, s: consent.grant_admin_consent(w, s.client), CONSENTERS, changes=True
    ),
    "revoke_admin_consent": Verb(
        lambda d, w, s: consent.revoke_admin_consent(w, s.client), CONSENTERS, changes=True
    ),
    # tenants
    "create_tenant": Verb(
        lambda d, w, s: tenants.create_tenant(
            d.uow, w.actor, NewTenant("Adatum", "adatum", "onmicrosoft.com"), d.tools
        ),
        OPERATOR_ONLY,
        changes=True,
    ),
    "delete_tenant": Verb(lambda d, w, s: tenants.delete_tenant(w), OPERATOR_ONLY, changes=True),
    "find_tenant": Verb(lambda d, w, s: tenants.find_tenant(d.uow, "contoso"), EVERYBODY),
    "list_tenants": Verb(lambda d, w, s: tenants.list_tenants(d.uow, w.actor), OPERATOR_ONLY),
    "get_organization": Verb(lambda d, w, s: tenants.get_organization(w), ORGANIZATION_READERS),
    "rename_tenant": Verb(
        lambda d, w, s: tenants.rename_tenant(w, "Contoso Ltd"),
        ORGANIZATION_WRITERS,
        changes=True,
    ),
    "change_contacts": Verb(
        lambda d, w, s: tenants.change_contacts(w, technical=("it@contoso.example",)),
        ORGANIZATION_WRITERS,
        changes=True,
    ),
    "get_notice_settings": Verb(
        lambda d, w, s: notices.get_notice_settings(w), ORGANIZATION_READERS
    ),
    "list_notice_recipients": Verb(
        lambda d, w, s: notices.list_notice_recipients(w, SERVER_NOTICES), ORGANIZATION_READERS
    ),
    "list_notice_deliveries": Verb(
        lambda d, w, s: notices.list_notice_deliveries(w, limit=9), ORGANIZATION_READERS
    ),
    "set_notice_days": Verb(
        lambda d, w, s: notices.set_notice_days(w, (30, 7)), ORGANIZATION_WRITERS, changes=True
    ),
    "set_notice_webhook": Verb(
        lambda d, w, s: notices.set_notice_webhook(
            w, "https://hooks.contoso.example/a", MarkingVault()
        ),
        ORGANIZATION_WRITERS,
        changes=True,
    ),
    "write_test_notice": Verb(
        lambda d, w, s: notices.write_test_notice(w, SERVER_NOTICES),
        ORGANIZATION_WRITERS,
        changes=True,
    ),
    "remove_notice_webhook": Verb(
        lambda d, w, s: notices.remove_notice_webhook(w), ORGANIZATION_WRITERS
    ),
    "write_notices": Verb(
        lambda d, w, s: notices.write_notices(w, None, [], SERVER_NOTICES), OPERATOR_ONLY
    ),
    "list_due_notices": Verb(
        lambda d, w, s: notices.list_due_notices(w, [], SERVER_NOTICES), OPERATOR_ONLY
    ),
    "notice_span": Verb(lambda d, w, s: notices.notice_span(w, SERVER_NOTICES), OPERATOR_ONLY),
    "claim_deliveries": Verb(lambda d, w, s: notices.claim_deliveries(w), OPERATOR_ONLY),
    "record_outcome": Verb(
        lambda d, w, s: notices.record_outcome(
            w, delivery(w), notices.Outcome("no such mailbox", is_final=True)
        ),
        OPERATOR_ONLY,
        changes=True,
    ),
    "get_default_policy": Verb(
        lambda d, w, s: app_management.get_default_policy(w), POLICY_READERS
    ),
    "update_default_policy": Verb(
        lambda d, w, s: app_management.update_default_policy(w, {"is_enabled": True}),
        POLICY_WRITERS,
        changes=True,
    ),
    "list_domains": Verb(lambda d, w, s: tenants.list_domains(w), DOMAIN_READERS),
    "add_domain": Verb(
        lambda d, w, s: tenants.add_domain(w, "added.example"), DOMAIN_WRITERS, changes=True
    ),
    "verify_domain": Verb(
        lambda d, w, s: tenants.verify_domain(w, "contoso.example", vouched=True),
        OPERATOR_ONLY,
        changes=True,
    ),
    "remove_domain": Verb(
        lambda d, w, s: tenants.remove_domain(w, "contoso.example"), DOMAIN_WRITERS, changes=True
    ),
    "create_signing_key": Verb(
        lambda d, w, s: signing_keys.create_signing_key(w, d.tools, KeyLine("ES256")),
        OPERATOR_ONLY,
        changes=True,
    ),
    "ensure_signing_key": Verb(
        lambda d, w, s: signing_keys.ensure_signing_key(w, d.tools, algorithm="EdDSA"),
        OPERATOR_ONLY,
        changes=True,
    ),
    "list_signing_keys": Verb(lambda d, w, s: signing_keys.list_signing_keys(w), OPERATOR_ONLY),
    "plan_rotation": Verb(
        lambda d, w, s: signing_keys.plan_rotation(w, d.tools, lead=timedelta(days=1)),
        OPERATOR_ONLY,
        changes=True,
    ),
    "rotate_now": Verb(
        lambda d, w, s: signing_keys.rotate_now(w, d.tools), OPERATOR_ONLY, changes=True
    ),
    "revoke_signing_key": Verb(
        lambda d, w, s: signing_keys.revoke_signing_key(w, d.tools, next(iter(d.tables.keys))[1]),
        OPERATOR_ONLY,
        changes=True,
    ),
    "list_due_steps": Verb(
        lambda d, w, s: signing_keys.list_due_steps(w, RotationPolicy(period=timedelta(0))),
        OPERATOR_ONLY,
    ),
    "follow_schedule": Verb(
        lambda d, w, s: signing_keys.follow_schedule(
            w, d.tools, RotationPolicy(period=timedelta(0))
        ),
        OPERATOR_ONLY,
        changes=True,
    ),
    "create_administrator": Verb(
        lambda d, w, s: users.create_administrator(
            w, "second@contoso.onmicrosoft.com", "Second", "correct horse battery"
        ),
        OPERATOR_ONLY,
        changes=True,
    ),
    "create_user": Verb(
        lambda d, w, s: users.create_user(
            w, NewUser("third@contoso.onmicrosoft.com", "Third", "correct horse battery")
        ),
        USER_WRITERS,
        changes=True,
    ),
    "update_user": Verb(
        lambda d, w, s: users.update_user(w, s.user, {"display_name": "Renamed"}),
        USER_WRITERS,
        changes=True,
    ),
    "reset_password": Verb(
        lambda d, w, s: users.reset_password(w, s.user), USER_WRITERS, changes=True
    ),
    "delete_user": Verb(lambda d, w, s: users.delete_user(w, s.user), USER_WRITERS, changes=True),
    "restore_user": Verb(
        lambda d, w, s: users.restore_user(w, s.gone_user), USER_WRITERS, changes=True
    ),
    "purge_user": Verb(
        lambda d, w, s: users.purge_user(w, s.gone_user), USER_WRITERS, changes=True
    ),
    "revoke_sessions": Verb(
        lambda d, w, s: users.revoke_sessions(w, s.user), USER_WRITERS, changes=True
    ),
    "get_deleted_user": Verb(lambda d, w, s: users.get_deleted_user(w, s.gone_user), (USERS,)),
    "list_deleted_users": Verb(lambda d, w, s: users.list_deleted_users(w, ListQuery()), (USERS,)),
    "list_sessions": Verb(lambda d, w, s: users.list_sessions(w, s.user), USER_WRITERS),
    "list_methods": Verb(lambda d, w, s: factors.list_methods(w, s.user), (USERS,)),
    "rename_method": Verb(
        lambda d, w, s: factors.rename_method(w, s.user, s.method, "desk"),
        USER_WRITERS,
        changes=True,
    ),
    "remove_method": Verb(
        lambda d, w, s: factors.remove_method(w, s.user, s.method), USER_WRITERS, changes=True
    ),
    "create_setup_link": Verb(
        lambda d, w, s: setup_links.create_setup_link(w, s.user), USER_WRITERS, changes=True
    ),
    "list_roles_of": Verb(lambda d, w, s: directory_roles.list_roles_of(w, s.user), ROLE_READERS),
    "get_domain": Verb(
        lambda d, w, s: tenants.get_domain(w, "contoso.onmicrosoft.com"), DOMAIN_READERS
    ),
    "make_domain_default": Verb(
        lambda d, w, s: tenants.make_domain_default(w, "second.contoso.example"),
        DOMAIN_WRITERS,
        changes=True,
    ),
    # directory roles
    "list_role_definitions": Verb(
        lambda d, w, s: directory_roles.list_role_definitions(w), ROLE_READERS
    ),
    "get_role_definition": Verb(
        lambda d, w, s: directory_roles.get_role_definition(w, DEVELOPER), ROLE_READERS
    ),
    "assign_directory_role": Verb(
        lambda d, w, s: directory_roles.assign_directory_role(w, s.user, DEVELOPER),
        ROLE_WRITERS,
        changes=True,
    ),
    "remove_role_assignment": Verb(
        lambda d, w, s: directory_roles.remove_role_assignment(w, s.role_assignment),
        ROLE_WRITERS,
        changes=True,
    ),
    "get_role_assignment": Verb(
        lambda d, w, s: directory_roles.get_role_assignment(w, s.role_assignment), ROLE_READERS
    ),
    "list_role_assignments": Verb(
        lambda d, w, s: directory_roles.list_role_assignments(w, ListQuery()), ROLE_READERS
    ),
    "count_role_assignments": Verb(
        lambda d, w, s: directory_roles.count_role_assignments(w, ListQuery()), ROLE_READERS
    ),
    # delegated permissions
    "create_permission_grant": Verb(
        lambda d, w, s: permission_grants.create_permission_grant(
            w, NewGrant(s.client_sp, s.api_sp, "Principal", s.user, "a")
        ),
        GRANT_WRITERS,
        changes=True,
    ),
    "update_permission_grant": Verb(
        lambda d, w, s: permission_grants.update_permission_grant(w, s.grant, "c"),
        GRANT_WRITERS,
        changes=True,
    ),
    "remove_permission_grant": Verb(
        lambda d, w, s: permission_grants.remove_permission_grant(w, s.grant),
        GRANT_WRITERS,
        changes=True,
    ),
    "get_permission_grant": Verb(
        lambda d, w, s: permission_grants.get_permission_grant(w, s.grant), GRANT_READERS
    ),
    "list_permission_grants": Verb(
        lambda d, w, s: permission_grants.list_permission_grants(w, ListQuery()), GRANT_READERS
    ),
    "count_permission_grants": Verb(
        lambda d, w, s: permission_grants.count_permission_grants(w, ListQuery()), GRANT_READERS
    ),
    "get_oneself": Verb(lambda d, w, s: users.get_oneself(w), EVERYBODY),
    "get_user": Verb(lambda d, w, s: users.get_user(w, s.user), (USERS,)),
    "list_users": Verb(lambda d, w, s: users.list_users(w, ListQuery()), (USERS,)),
    "count_users": Verb(lambda d, w, s: users.count_users(w, ListQuery()), (USERS,)),
    "get_object": Verb(lambda d, w, s: objects.get_object(w, s.user), (USERS | READ,)),
    "get_objects": Verb(
        lambda d, w, s: objects.get_objects(w, [s.user, s.api_sp]), (USERS | READ,)
    ),
    "list_owned_objects": Verb(lambda d, w, s: objects.list_owned_objects(w, s.user), READERS),
    # token lifetime policies
    "create_token_lifetime_policy": Verb(
        lambda d, w, s: policies.create_token_lifetime_policy(
            w, NewTokenLifetimePolicy("long", define(7200))
        ),
        POLICY_WRITERS,
        changes=True,
    ),
    "update_token_lifetime_policy": Verb(
        lambda d, w, s: policies.update_token_lifetime_policy(w, s.policy, definition=define(900)),
        POLICY_WRITERS,
        changes=True,
    ),
    "delete_token_lifetime_policy": Verb(
        lambda d, w, s: policies.delete_token_lifetime_policy(w, s.policy),
        POLICY_WRITERS,
        changes=True,
    ),
    "get_token_lifetime_policy": Verb(
        lambda d, w, s: policies.get_token_lifetime_policy(w, s.policy), POLICY_READERS
    ),
    "find_token_lifetime_policy": Verb(
        lambda d, w, s: policies.find_token_lifetime_policy(w, s.policy), POLICY_READERS
    ),
    "list_token_lifetime_policies": Verb(
        lambda d, w, s: policies.list_token_lifetime_policies(w), POLICY_READERS
    ),
    "list_policies_of": Verb(
        lambda d, w, s: policies.list_policies_of(w, s.api), (*POLICY_READERS, *CREATORS)
    ),
    "list_policy_holders": Verb(
        lambda d, w, s: policies.list_policy_holders(w, s.policy), POLICY_READERS
    ),
    "assign_policy": Verb(
        lambda d, w, s: policies.assign_policy(w, s.policy, s.api_sp),
        (*POLICY_WRITERS, *WRITERS),
        changes=True,
    ),
    "unassign_policy": Verb(
        lambda d, w, s: policies.unassign_policy(w, s.policy, s.api),
        (*POLICY_WRITERS, *WRITERS),
        changes=True,
    ),
    # managed identities
    "bind_managed_identity": Verb(
        lambda d, w, s: managed_identities.bind_managed_identity(
            w, s.client_app_id, HASH_KEYS, kind="appService", header_secret="header"
        ),
        OPERATOR_ONLY,
        changes=True,
    ),
    "unbind_managed_identity": Verb(
        lambda d, w, s: managed_identities.unbind_managed_identity(
            w, ManagedIdentity("imds", w.tenant_id, s.client_app_id, s.client_sp)
        ),
        OPERATOR_ONLY,
        changes=True,
    ),
    # audit
    "list_audit_events": Verb(lambda d, w, s: audit.list_audit_events(w), AUDITORS),
    "read_seal_state": Verb(lambda d, w, s: audit.read_seal_state(w), AUDITORS),
    "list_sign_ins": Verb(
        lambda d, w, s: audit.list_sign_ins(w, MemorySignInLog()),
        (frozenset({"AuditLog.Read.All"}),),
    ),
    "record_denied": Verb(
        lambda d, w, s: audit.record_denied(w, "Add application", ForbiddenError(NOT_OWNED)),
        EVERYBODY,
        changes=True,
    ),
}

MODULES = (
    app_management,
    app_roles,
    applications,
    assignments,
    audit,
    certificate_authorities,
    consent,
    credentials,
    directory_roles,
    factors,
    federated_credentials,
    key_credentials,
    key_proof,
    logos,
    notices,
    objects,
    managed_identities,
    owners,
    permission_grants,
    redirect_uris,
    service_principals,
    setup_links,
    signing_keys,
    tenants,
    policies,
    users,
)

PARTS_OF_VERBS = frozenset(
    {
        "attach_owner",
        "audit_method",
        "begin_authenticator",
        "code_fits",
        "confirm_authenticator",
        "counting_methods",
        "find_setup_link",
        "first_recovery_codes",
        "needs_factor",
        "renew_digest",
        "renew_recovery_codes",
        "widen_grant",
        "use_up",
        "user_to_manage",
        "drop_orphans",
        "drop_roles",
        "grant_role",
        "make_present",
        "own_what_was_created",
        "register_key",
        "unregister_key",
        "owner_there",
        "require_signing_key",
        "withdraw_keys_of",
        "withdraw_role",
    }
)
"""Public to their siblings only: rights were checked by the verb that calls them."""
