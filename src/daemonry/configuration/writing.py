"""From a tenant to the plain values of a file. Secrets are not in it, and nothing is default."""

from __future__ import annotations

import base64
import textwrap
from typing import TYPE_CHECKING, Any, Final

from daemonry.configuration.reading import EXCHANGE_AUDIENCE
from daemonry.configuration.shape import (
    APPLICATION,
    SERVICE_PRINCIPAL,
    THIS_APP,
    THIS_TENANT,
    VERSION,
    write_properties,
)
from daemonry.directory.lifetime_rules import define
from daemonry.jose.certificate import read_certificate
from daemonry.model.application import MEMBER_APPLICATION, PERMISSION_ROLE, Application

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from daemonry.configuration.state import Names, State
    from daemonry.directory.token_lifetime_policies import Holder
    from daemonry.model.application import AppRole, OptionalClaim, OptionalClaims, PermissionScope
    from daemonry.model.federated_credential import FederatedIdentityCredential
    from daemonry.model.key_credential import KeyCredential
    from daemonry.model.policy import TokenLifetimePolicy

Json = dict[str, Any]

_LINE: Final = 64


def write_document(state: State, names: Names) -> Json:
    """Return the whole tenant, in an order that does not depend on identifiers."""
    applications = sorted(state.applications.values(), key=_order)
    policies = sorted(state.policies, key=lambda item: item[0].display_name)
    return _filled(
        {
            "version": VERSION,
            "tenant": {"displayName": state.tenant.display_name},
            "tokenLifetimePolicies": [
                write_policy(policy, holders, names) for policy, holders in policies
            ],
            "applications": [write_application(item, state, names) for item in applications],
        }
    )


def write_application(application: Application, state: State, names: Names) -> Json:
    """Return one application with its service principal, owners and consent."""
    plain = write_properties(application, APPLICATION)
    if application.identifier_uris:
        plain["identifierUris"] = [
            uri.replace(application.app_id, THIS_APP).replace(state.tenant.tenant_id, THIS_TENANT)
            for uri in application.identifier_uris
        ]
    api = application.api
    more = {
        "knownClientApplications": list(map(names.application, api.known_client_applications)),
        "oauth2PermissionScopes": list(map(_scope, api.oauth2_permission_scopes)),
        "preAuthorizedApplications": [
            {
                "application": names.application(entry.app_id),
                "scopes": [
                    names.scope(application.app_id, scope_id)
                    for scope_id in entry.delegated_permission_ids
                ],
            }
            for entry in api.pre_authorized_applications
        ],
    }
    return (
        _filled(
            {
                "displayName": application.display_name,
                "appId": application.app_id,
                **plain,
                "api": _filled(plain.get("api", {}) | more),
                "appRoles": list(map(_app_role, application.app_roles)),
            }
        )
        | _claims(application.optional_claims)
        | _filled(
            {
                "keyCredentials": list(map(_key, application.key_credentials)),
                "federatedIdentityCredentials": list(
                    map(_federated, application.federated_identity_credentials)
                ),
                "owners": sorted(
                    names.owner(owner) for owner in state.owners.get(application.object_id, ())
                ),
                "requiredResourceAccess": _requested(application, names),
            }
        )
        | _principal(application, state, names)
        | _filled({"appRoleAssignments": _assignments(application, state, names)})
    )


def write_policy(policy: TokenLifetimePolicy, holders: Iterable[Holder], names: Names) -> Json:
    """Return one token lifetime policy with what it is assigned to."""
    simple = define(policy.access_token_lifetime)
    lifetime = simple.rpartition('AccessTokenLifetime":"')[2].partition('"')[0]
    applications: list[str] = []
    principals: list[str] = []
    for holder in holders:
        kind = applications if isinstance(holder, Application) else principals
        kind.append(names.application(holder.app_id))
    return _filled(
        {
            "displayName": policy.display_name,
            "description": policy.description,
            "accessTokenLifetime": lifetime if policy.definition == simple else None,
            "definition": None if policy.definition == simple else policy.definition,
            "isOrganizationDefault": policy.is_organization_default or None,
            "appliesTo": _filled(
                {"applications": sorted(applications), "servicePrincipals": sorted(principals)}
            ),
        }
    )


def _principal(application: Application, state: State, names: Names) -> Json:
    """Return the service principal: nothing when it is as any is, false when there is none."""
    name = "servicePrincipal"
    principal = state.principals.get(application.app_id)
    if principal is None:
        return {name: False}
    owners = sorted(names.owner(owner) for owner in state.owners.get(principal.object_id, ()))
    inner = _filled(
        {
            **write_properties(principal, SERVICE_PRINCIPAL),
            "keyCredentials": list(map(_key, principal.key_credentials)),
            "owners": owners,
        }
    )
    return {name: inner} if inner else {}


def _requested(application: Application, names: Names) -> list[Json]:
    return [
        _filled(
            {
                "resource": names.application(entry.resource_app_id),
                "roles": [
                    names.role(entry.resource_app_id, access.permission_id)
                    for access in entry.resource_access
                    if access.type == PERMISSION_ROLE
                ],
                "scopes": [
                    names.scope(entry.resource_app_id, access.permission_id)
                    for access in entry.resource_access
                    if access.type != PERMISSION_ROLE
                ],
            }
        )
        for entry in application.required_resource_access
    ]


def _assignments(application: Application, state: State, names: Names) -> list[Json]:
    """Return the consent given, by API."""
    app_ids = {principal.object_id: app_id for app_id, principal in state.principals.items()}
    given: dict[str, list[str]] = {}
    for assignment in state.held_by(application.app_id):
        resource = app_ids.get(assignment.resource_id)
        if resource is not None:
            roles = given.setdefault(names.application(resource), [])
            roles.append(names.role(resource, assignment.app_role_id))
    return [{"resource": resource, "roles": sorted(given[resource])} for resource in sorted(given)]


def _app_role(role: AppRole) -> Json:
    named = role.display_name == role.value
    return _filled(
        {
            "value": role.value,
            "id": role.role_id,
            "displayName": None if named else role.display_name,
            "description": None if role.description == role.display_name else role.description,
            "allowedMemberTypes": None
            if role.allowed_member_types == (MEMBER_APPLICATION,)
            else list(role.allowed_member_types),
        }
    ) | ({} if role.is_enabled else {"isEnabled": False})


def _scope(scope: PermissionScope) -> Json:
    title, text = scope.admin_consent_display_name, scope.admin_consent_description
    return _filled(
        {
            "value": scope.value,
            "id": scope.scope_id,
            "type": None if scope.type == "User" else scope.type,
            "adminConsentDisplayName": None if title == scope.value else title,
            "adminConsentDescription": None if text == title else text,
            "userConsentDisplayName": scope.user_consent_display_name,
            "userConsentDescription": scope.user_consent_description,
        }
    ) | ({} if scope.is_enabled else {"isEnabled": False})


def _claims(claims: OptionalClaims | None) -> Json:
    if claims is None:
        return {}
    kinds = {
        "idToken": claims.id_token,
        "accessToken": claims.access_token,
        "saml2Token": claims.saml2_token,
    }
    return {
        "optionalClaims": _filled({kind: list(map(_claim, each)) for kind, each in kinds.items()})
    }


def _claim(claim: OptionalClaim) -> Json | str:
    more = _filled(
        {
            "source": claim.source,
            "essential": claim.essential or None,
            "additionalProperties": list(claim.additional_properties),
        }
    )
    return {"name": claim.name} | more if more else claim.name


def _key(key: KeyCredential) -> Json:
    certificate = read_certificate(key.certificate)
    own = key.custom_key_identifier
    return _filled(
        {
            "displayName": key.display_name,
            "keyId": key.key_id,
            "startDateTime": _unless(certificate.not_before, key.starts_at),
            "endDateTime": _unless(certificate.not_after, key.ends_at),
            "customKeyIdentifier": None if own is None else base64.b64encode(own).decode("ascii"),
            "key": _pem(key.certificate),
        }
    )


def _federated(credential: FederatedIdentityCredential) -> Json:
    expression = credential.claims_matching_expression
    audiences = list(credential.audiences)
    return _filled(
        {
            "name": credential.name,
            "issuer": credential.issuer,
            "subject": credential.subject,
            "claimsMatchingExpression": None if expression is None else expression.value,
            "audiences": None if audiences == [EXCHANGE_AUDIENCE] else audiences,
            "description": credential.description,
            "pinnedJwks": credential.pinned_jwks,
        }
    )


def _pem(der: bytes) -> str:
    body = "\n".join(textwrap.wrap(base64.b64encode(der).decode("ascii"), _LINE))
    return f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"


def _unless(usual: datetime, at: datetime) -> str | None:
    return None if at == usual else at.isoformat().replace("+00:00", "Z")


def _order(application: Application) -> tuple[str, str, str]:
    return application.display_name.casefold(), application.display_name, application.app_id


def _filled(document: Json) -> Json:
    """Return the members that say something."""
    return {name: value for name, value in document.items() if value not in (None, [], {}, ())}
