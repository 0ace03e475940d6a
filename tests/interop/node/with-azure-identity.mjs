// @azure/identity, which brings its own MSAL Node.
import { ClientSecretCredential } from '@azure/identity';

import { answer } from './exchange.mjs';

async function getToken({ origin, tenant, client_id, client_secret, scope, trusted_name }) {
  const credential = new ClientSecretCredential(tenant, client_id, client_secret, {
    authorityHost: origin,
    disableInstanceDiscovery: !trusted_name,
    retryOptions: { maxRetries: 0 },
  });
  const result = await credential.getToken(scope);
  return result.token;
}

await answer(getToken, ({ errorResponse, statusCode }) => ({
  error: errorResponse?.error ?? null,
  status: statusCode ?? null,
}));
