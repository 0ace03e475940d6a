// @azure/identity on a machine with managed identities; the argument is 'managed', or
// 'default' for the chain that most programs use. Where to ask is told by the environment.
import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity';

import { answer } from './exchange.mjs';

async function getToken({ client_id, scope }) {
  const credential =
    process.argv[2] === 'default'
      ? new DefaultAzureCredential(client_id ? { managedIdentityClientId: client_id } : {})
      : new ManagedIdentityCredential(client_id ? { clientId: client_id } : {});
  const result = await credential.getToken(scope);
  return result.token;
}

await answer(getToken, ({ statusCode }) => ({ status: statusCode ?? null }));
