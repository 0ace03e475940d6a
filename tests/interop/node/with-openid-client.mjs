// openid-client, a general OAuth client; the argument is how it presents the secret.
import * as client from 'openid-client';

import { aadstsIn, answer } from './exchange.mjs';

const METHODS = {
  client_secret_post: client.ClientSecretPost,
  client_secret_basic: client.ClientSecretBasic,
};

async function getToken({ origin, tenant, client_id, client_secret, scope }) {
  const method = METHODS[process.argv[2]](client_secret);
  const server = new URL(`${origin}/${tenant}/v2.0`);
  const configuration = await client.discovery(server, client_id, undefined, method);
  const result = await client.clientCredentialsGrant(configuration, { scope });
  return result.access_token;
}

await answer(getToken, async ({ cause, status, response }) => {
  // The body is parsed already, unless the answer came with a challenge or to discovery.
  const unread = response ?? (cause instanceof Response ? cause : undefined);
  const body = unread && !unread.bodyUsed ? await unread.json() : cause;
  return {
    error: body?.error ?? null,
    aadsts: aadstsIn(body?.error_description),
    status: status ?? unread?.status ?? null,
  };
});
