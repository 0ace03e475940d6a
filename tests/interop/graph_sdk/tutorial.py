"""The whole tutorial by the Microsoft Graph SDK for Python.

One case in JSON on standard input, what came of it in JSON on standard output.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import uuid
from urllib.parse import urlsplit

from azure.identity.aio import ClientSecretCredential
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_authentication_azure.azure_identity_authentication_provider import (
    AzureIdentityAuthenticationProvider,
)
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.applications.applications_request_builder import (
    ApplicationsRequestBuilder,
)
from msgraph.generated.applications.item.add_password.add_password_post_request_body import (
    AddPasswordPostRequestBody,
)
from msgraph.generated.models.api_application import ApiApplication
from msgraph.generated.models.app_role import AppRole
from msgraph.generated.models.app_role_assignment import AppRoleAssignment
from msgraph.generated.models.application import Application
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.optional_claim import OptionalClaim
from msgraph.generated.models.optional_claims import OptionalClaims
from msgraph.generated.models.password_credential import PasswordCredential
from msgraph.generated.models.required_resource_access import RequiredResourceAccess
from msgraph.generated.models.resource_access import ResourceAccess
from msgraph.generated.models.service_principal import ServicePrincipal

ROLE = "ToDoList.Read.All"


async def main(case: dict[str, str]) -> dict[str, object]:
    credential = ClientSecretCredential(
        case["tenant"],
        case["client_id"],
        case["client_secret"],
        authority=case["origin"],
        disable_instance_discovery=True,
    )
    host = urlsplit(case["origin"]).hostname or ""
    provider = AzureIdentityAuthenticationProvider(credential, allowed_hosts=[host])
    adapter = GraphRequestAdapter(provider)
    adapter.base_url = f"{case['origin']}/v1.0"
    client = GraphServiceClient(request_adapter=adapter)
    async with credential:
        return await walk(client)


async def walk(client: GraphServiceClient) -> dict[str, object]:
    role_id = random_guid()
    api = await client.applications.post(
        Application(
            display_name="sdk-ToDoList-api", api=ApiApplication(requested_access_token_version=2)
        )
    )
    role = AppRole(
        id=role_id,
        allowed_member_types=["Application"],
        display_name=ROLE,
        description=ROLE,
        value=ROLE,
        is_enabled=True,
    )
    claims = OptionalClaims(access_token=[OptionalClaim(name="idtyp", essential=False)])
    change = Application(
        identifier_uris=[f"api://{api.app_id}"], app_roles=[role], optional_claims=claims
    )
    await client.applications.by_application_id(api.id).patch(change)
    api_principal = await client.service_principals.post(ServicePrincipal(app_id=api.app_id))
    daemon = await client.applications.post(Application(display_name="sdk-client-app"))
    principal = await client.service_principals.post(ServicePrincipal(app_id=daemon.app_id))
    of_daemon = client.applications.by_application_id(daemon.id)
    secret = await of_daemon.add_password.post(
        AddPasswordPostRequestBody(password_credential=PasswordCredential(display_name="secret"))
    )
    wanted = RequiredResourceAccess(
        resource_app_id=api.app_id, resource_access=[ResourceAccess(id=role_id, type="Role")]
    )
    await of_daemon.patch(Application(required_resource_access=[wanted]))
    of_api = client.service_principals.by_service_principal_id(api_principal.id)
    await of_api.app_role_assigned_to.post(
        AppRoleAssignment(
            principal_id=uuid.UUID(principal.id),
            resource_id=uuid.UUID(api_principal.id),
            app_role_id=role_id,
        )
    )
    by_key = await client.applications_with_app_id(daemon.app_id).get()
    listed = await client.applications.get(request_configuration=advanced_query())
    return {
        "api_app_id": api.app_id,
        "client_id": daemon.app_id,
        "client_secret": secret.secret_text,
        "found_by_key": by_key.id == daemon.id,
        "listed": [item.display_name for item in listed.value],
        "owners_expanded": all(item.owners == [] for item in listed.value),
        "count": listed.odata_count,
        "me": await refused(client.me.get()),
        "unknown": await refused(client.applications.by_application_id(str(random_guid())).get()),
    }


def random_guid() -> uuid.UUID:
    return uuid.UUID(bytes=secrets.token_bytes(16), version=4)


def advanced_query() -> RequestConfiguration:
    parameters = ApplicationsRequestBuilder.ApplicationsRequestBuilderGetQueryParameters(
        filter="startswith(displayName,'sdk-') and not(displayName eq 'x')",
        orderby=["displayName desc"],
        search='"displayName:sdk"',
        expand=["owners"],
        select=["id", "displayName"],
        count=True,
        top=5,
    )
    configuration = RequestConfiguration(query_parameters=parameters)
    configuration.headers.add("ConsistencyLevel", "eventual")
    return configuration


async def refused(awaitable: object) -> list[object]:
    try:
        await awaitable
    except ODataError as error:
        return [error.response_status_code, error.error.code]
    return []


sys.stdout.write(json.dumps(asyncio.run(main(json.load(sys.stdin)))) + "\n")
