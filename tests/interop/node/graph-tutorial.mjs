// The whole tutorial by the Microsoft Graph JavaScript client: one case in JSON on standard
// input, what came of it in JSON on standard output.
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';

import { ClientSecretCredential } from '@azure/identity';
import graph from '@microsoft/microsoft-graph-client';

const ROLE = 'ToDoList.Read.All';
const { origin, tenant, client_id, client_secret } = JSON.parse(await text(process.stdin));
const credential = new ClientSecretCredential(tenant, client_id, client_secret, {
  authorityHost: origin,
  disableInstanceDiscovery: true,
});
const client = graph.Client.initWithMiddleware({
  baseUrl: `${origin}/`,
  customHosts: new Set([new URL(origin).hostname]),
  authProvider: {
    getAccessToken: async () => (await credential.getToken('https://graph.microsoft.com/.default')).token,
  },
});

const roleId = randomUUID();
const api = await client.api('/applications').post({
  displayName: 'js-ToDoList-api',
  api: { requestedAccessTokenVersion: 2 },
});
await client.api(`/applications/${api.id}`).patch({
  identifierUris: [`api://${api.appId}`],
  appRoles: [{
    id: roleId, allowedMemberTypes: ['Application'], displayName: ROLE, description: ROLE,
    value: ROLE, isEnabled: true,
  }],
  optionalClaims: { accessToken: [{ name: 'idtyp', essential: false }] },
});
const apiPrincipal = await client.api('/servicePrincipals').post({ appId: api.appId });
const daemon = await client.api('/applications').post({ displayName: 'js-client-app' });
const principal = await client.api('/servicePrincipals').post({ appId: daemon.appId });
const secret = await client.api(`/applications/${daemon.id}/addPassword`)
  .post({ passwordCredential: { displayName: 'secret' } });
await client.api(`/applications/${daemon.id}`).patch({
  requiredResourceAccess: [
    { resourceAppId: api.appId, resourceAccess: [{ id: roleId, type: 'Role' }] },
  ],
});
await client.api(`/servicePrincipals/${apiPrincipal.id}/appRoleAssignedTo`).post({
  principalId: principal.id, resourceId: apiPrincipal.id, appRoleId: roleId,
});

const listed = await client.api('/applications').header('ConsistencyLevel', 'eventual')
  .search('"displayName:js"').orderby('displayName desc').expand('owners')
  .select(['id', 'displayName']).count(true).top(5).get();

const batch = await client.api('/$batch').post(await new graph.BatchRequestContent([
  { id: '1', request: new Request(`${origin}/v1.0/applications/${api.id}`) },
  { id: '2', request: new Request(`${origin}/v1.0/organization`) },
]).getContent());

/** What a user sees of a refusal. */
async function refused(promise) {
  try {
    await promise;
    return [];
  } catch (error) {
    return [error.statusCode, error.code];
  }
}

console.log(JSON.stringify({
  api_app_id: api.appId,
  client_id: daemon.appId,
  client_secret: secret.secretText,
  found_by_key: (await client.api(`/applications(appId='${daemon.appId}')`).get()).id === daemon.id,
  listed: listed.value.map((item) => item.displayName),
  owners_expanded: listed.value.every((item) => item.owners.length === 0),
  count: listed['@odata.count'],
  me: await refused(client.api('/me').get()),
  unknown: await refused(client.api(`/applications/${randomUUID()}`).get()),
  batch: new graph.BatchResponseContent(batch).getResponses().size,
}));
