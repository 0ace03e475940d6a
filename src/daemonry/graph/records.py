"""Audit events and sign-ins as Graph's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.graph.representation import timestamp
from daemonry.tokens.authenticate import METHOD_FEDERATED

if TYPE_CHECKING:
    from daemonry.graph.representation import Json
    from daemonry.model.audit import Actor, AuditEvent, SignedInUser, SignIn


def audit_event(value: AuditEvent) -> Json:
    """Return the ``directoryAudit`` resource."""
    return {
        "id": value.event_id,
        "activityDateTime": timestamp(value.at),
        "activityDisplayName": value.activity,
        "category": value.category,
        "correlationId": value.actor.correlation_id or None,
        "operationType": value.operation,
        "result": value.result,
        "resultReason": value.reason,
        "loggedByService": "Core Directory",
        "initiatedBy": _initiated_by(value.actor),
        "targetResources": [
            {
                "id": target.object_id,
                "displayName": target.display_name,
                "type": target.type,
                "userPrincipalName": None,
                "groupType": None,
                "modifiedProperties": [
                    {"displayName": m.name, "oldValue": m.old_value, "newValue": m.new_value}
                    for m in target.modified
                ],
            }
            for target in value.targets
        ],
        "additionalDetails": [{"key": key, "value": text} for key, text in value.details.items()],
    }


def sign_in(value: SignIn) -> Json:
    """Return the ``signIn`` resource of a client or of a person, with the properties of beta."""
    is_federated = value.credential_type == METHOD_FEDERATED
    return {
        "id": value.sign_in_id,
        "createdDateTime": timestamp(value.at),
        "appId": value.app_id,
        "appDisplayName": value.app_display_name,
        "servicePrincipalId": value.service_principal_id,
        "servicePrincipalName": value.app_display_name,
        "servicePrincipalCredentialKeyId": None
        if is_federated
        else value.credential_key_id or None,
        "federatedCredentialId": value.credential_key_id if is_federated else None,
        "clientCredentialType": value.credential_type or "none",
        "resourceId": value.resource_id,
        "resourceDisplayName": value.resource_display_name,
        "resourceTenantId": value.tenant_id,
        "homeTenantId": value.tenant_id,
        "ipAddress": value.ip_address,
        "userAgent": value.user_agent,
        "clientAppUsed": "",
        "correlationId": value.correlation_id,
        "conditionalAccessStatus": "notApplied",
        **_person(value.user),
        "signInEventTypes": [value.event_type],
        "uniqueTokenIdentifier": value.unique_token_identifier,
        "processingTimeInMilliseconds": value.latency_us // 1000,
        "status": {
            "errorCode": value.error_code,
            "failureReason": value.failure_reason or None,
            "additionalDetails": None,
        },
    }


def _person(user: SignedInUser | None) -> Json:
    """Return on whose behalf it was, and whether that person was there."""
    if user is None:
        return {"isInteractive": False}
    return {
        "userId": user.user_id,
        "userPrincipalName": user.user_principal_name,
        "userDisplayName": user.display_name,
        "isInteractive": user.is_interactive,
    }


def _initiated_by(actor: Actor) -> Json:
    if actor.user_id is not None:
        user = {"id": actor.user_id, "displayName": None, "ipAddress": actor.ip_address}
        return {"user": user | {"userPrincipalName": actor.display_name}, "app": None}
    return {
        "user": None,
        "app": {
            "appId": actor.app_id,
            "displayName": actor.display_name,
            "servicePrincipalId": actor.service_principal_id,
            "servicePrincipalName": None,
        },
    }
