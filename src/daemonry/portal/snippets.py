"""The texts of "Use this app": words in braces are filled in, doubled braces are single ones.

A test runs those that can be run here, as they stand.
"""

from __future__ import annotations

from typing import Final

_CURL: Final = """\
curl --cacert ca.pem {authority}/oauth2/v2.0/token \\
  --data grant_type=client_credentials \\
  --data client_id={client_id} \\
  --data-urlencode "client_secret=$CLIENT_SECRET" \\
  --data-urlencode scope={scope}"""
_MSAL_PYTHON: Final = """\
import os
import msal

app = msal.ConfidentialClientApplication(
    "{client_id}",
    authority="{authority}",
    client_credential=os.environ["CLIENT_SECRET"],
    instance_discovery=False,
)
print(app.acquire_token_for_client(["{scope}"]))"""
_MSAL_NODE: Final = """\
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
_DAEMON_ENV: Final = """\
CLIENT_ID={client_id}
AUTHORITY={authority}
CLIENT_SECRET=<value of a client secret>
SCOPES={audience}
API_ENDPOINT=<address of the API>"""
_AZURE_IDENTITY: Final = """\
AZURE_TENANT_ID={tenant_id}
AZURE_CLIENT_ID={client_id}
AZURE_CLIENT_SECRET=<value of a client secret>
AZURE_AUTHORITY_HOST={origin}
# in code: DefaultAzureCredential(disable_instance_discovery=True)"""
_AZ: Final = """\
az cloud register -n daemonry --endpoint-resource-manager {origin}
az cloud set -n daemonry
az login --service-principal --allow-no-subscriptions --tenant {tenant_id} \\
  -u {client_id} -p "$CLIENT_SECRET"
az account get-access-token --scope {scope}"""
_TERRAFORM: Final = """\
# export ARM_METADATA_HOSTNAME={host} ARM_CLIENT_SECRET=...
# The client manages the tenant: it needs permissions of Microsoft Graph.
provider "azuread" {{
  tenant_id                    = "{tenant_id}"
  client_id                    = "{client_id}"
  use_cli                      = false
  disable_terraform_partner_id = true
}}"""
_GITHUB: Final = """\
# Certificates & secrets > Federated credentials > GitHub Actions first: no secret is needed.
permissions:
  id-token: write
steps:
  - name: Get a token
    run: |
      ASSERTION=$(curl -sS -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\
        "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange" | jq -r .value)
      curl -sS --fail {authority}/oauth2/v2.0/token \\
        --data grant_type=client_credentials \\
        --data client_id={client_id} \\
        --data-urlencode scope={scope} \\
        --data client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \\
        --data-urlencode "client_assertion=$ASSERTION" | jq -r .access_token > token"""
_KUBERNETES: Final = """\
# Certificates & secrets > Federated credentials > Kubernetes first: no secret is needed.
apiVersion: v1
kind: Pod
metadata:
  name: daemon
spec:
  serviceAccountName: daemon
  containers:
    - name: daemon
      image: <image of the daemon>
      env:
        - {{ name: AZURE_TENANT_ID, value: "{tenant_id}" }}
        - {{ name: AZURE_CLIENT_ID, value: "{client_id}" }}
        - {{ name: AZURE_AUTHORITY_HOST, value: "{origin}" }}
        - {{ name: AZURE_FEDERATED_TOKEN_FILE, value: /var/run/secrets/tokens/daemonry }}
      volumeMounts:
        - {{ name: token, mountPath: /var/run/secrets/tokens }}
  volumes:
    - name: token
      projected:
        sources:
          - serviceAccountToken:
              path: daemonry
              audience: api://AzureADTokenExchange
              expirationSeconds: 3600"""
_DOTNET: Final = """\
var app = ConfidentialClientApplicationBuilder.Create("{client_id}")
    .WithClientSecret(Environment.GetEnvironmentVariable("CLIENT_SECRET"))
    .WithAuthority("{authority}", validateAuthority: false)
    .WithInstanceDiscovery(false)
    .Build();
var result = await app.AcquireTokenForClient(["{scope}"]).ExecuteAsync();"""
_JAVA: Final = """\
var app = ConfidentialClientApplication
    .builder("{client_id}",
        ClientCredentialFactory.createFromSecret(System.getenv("CLIENT_SECRET")))
    .authority("{authority}/")
    .instanceDiscovery(false)
    .build();
var result = app.acquireToken(ClientCredentialParameters
    .builder(Set.of("{scope}")).build()).get();"""
_GO: Final = """\
credential, err := confidential.NewCredFromSecret(os.Getenv("CLIENT_SECRET"))
client, err := confidential.New("{authority}", "{client_id}", credential,
    confidential.WithInstanceDiscovery(false))
result, err := client.AcquireTokenByCredential(ctx, []string{{"{scope}"}})"""

SNIPPETS: Final = (
    ("curl", _CURL),
    ("MSAL Node", _MSAL_NODE),
    ("MSAL Python", _MSAL_PYTHON),
    ("Example daemon (.env)", _DAEMON_ENV),
    ("azure-identity (environment)", _AZURE_IDENTITY),
    ("az", _AZ),
    ("Terraform", _TERRAFORM),
    ("GitHub Actions", _GITHUB),
    ("Kubernetes", _KUBERNETES),
    (".NET", _DOTNET),
    ("Java", _JAVA),
    ("Go", _GO),
)
"""Names as they stand above the texts, and the texts."""
