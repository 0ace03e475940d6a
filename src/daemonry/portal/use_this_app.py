"""Use this app: snippets with this tenant's and this application's values filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daemonry.directory.service_principals import list_service_principals
from daemonry.portal.call import Shown
from daemonry.portal.subject import application_of, page_of, shell
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.portal.call import Call

_CURL = """\
curl --cacert ca.pem {authority}/oauth2/v2.0/token \\
  --data grant_type=client_credentials \\
  --data client_id={client_id} \\
  --data-urlencode "client_secret=$CLIENT_SECRET" \\
  --data-urlencode scope={scope}"""
_MSAL_PYTHON = """\
import os
import msal

app = msal.ConfidentialClientApplication(
    "{client_id}",
    authority="{authority}",
    client_credential=os.environ["CLIENT_SECRET"],
    instance_discovery=False,
)
print(app.acquire_token_for_client(["{scope}"]))"""
_MSAL_NODE = """\
import {{ ConfidentialClientApplication }} from "@azure/msal-node";

const app = new ConfidentialClientApplication({{
  auth: {{
    clientId: "{client_id}",
    authority: "{authority}",
    clientSecret: process.env.CLIENT_SECRET,
    knownAuthorities: ["{host}"],
  }},
}});
console.log(await app.acquireTokenByClientCredential({{ scopes: ["{scope}"] }}));"""
_DAEMON_ENV = """\
CLIENT_ID={client_id}
AUTHORITY={authority}
CLIENT_SECRET=<value of a client secret>
SCOPES={audience}
API_ENDPOINT=<address of the API>"""
_AZURE_IDENTITY = """\
AZURE_TENANT_ID={tenant_id}
AZURE_CLIENT_ID={client_id}
AZURE_CLIENT_SECRET=<value of a client secret>
AZURE_AUTHORITY_HOST={origin}
# in code: DefaultAzureCredential(disable_instance_discovery=True)"""

SNIPPETS = (
    ("curl", _CURL),
    ("MSAL Node", _MSAL_NODE),
    ("MSAL Python", _MSAL_PYTHON),
    ("Example daemon (.env)", _DAEMON_ENV),
    ("azure-identity (environment)", _AZURE_IDENTITY),
)


async def overview(call: Call) -> Shown:
    """Show the snippets for one of the APIs that the client asks for."""
    application = await application_of(call)
    asked = {entry.resource_app_id for entry in application.required_resource_access}
    found = await list_service_principals(call.work, ListQuery(order_by="displayname", limit=200))
    apis = [principal for principal in found if principal.app_id in asked]
    chosen = next(
        (api for api in apis if api.app_id == call.query.get("resource")), next(iter(apis), None)
    )
    identifier = "api://<application ID of the API>"
    if chosen is not None:
        identifier = next(iter(chosen.application.identifier_uris), chosen.app_id)
    words = {
        "authority": f"{call.origin}/{call.tenant.tenant_id}",
        "origin": call.origin,
        "host": urlsplit(call.origin).netloc,
        "tenant_id": call.tenant.tenant_id,
        "client_id": application.app_id,
        "audience": identifier,
        "scope": f"{identifier}/.default",
    }
    values = page_of(
        application,
        "use",
        "Use this app",
        apis=apis,
        chosen=chosen,
        snippets=[(name, text.format_map(words)) for name, text in SNIPPETS],
        cli=f"daemonry token get --client-id {application.app_id} --scope {shell(words['scope'])}",
    )
    return Shown("use_this_app.html", values)
