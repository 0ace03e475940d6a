// openid-client with DPoP: discovery by RFC 8414, a bound token, a call of the API with
// it, introspection and revocation. The case comes on standard input, what happened
// leaves on standard output, both in JSON.
import { text } from 'node:stream/consumers';

import * as client from 'openid-client';

const given = JSON.parse(await text(process.stdin));
const oauth = { algorithm: 'oauth2' };
const issuer = new URL(given.issuer);

const daemon = await client.discovery(
  issuer,
  given.client_id,
  undefined,
  client.ClientSecretPost(given.client_secret),
  oauth,
);
const DPoP = client.getDPoPHandle(daemon, await client.randomDPoPKeyPair(given.algorithm));
const token = await client.clientCredentialsGrant(daemon, { scope: given.scope }, { DPoP });

async function statusOf(access) {
  try {
    return (await access()).status;
  } catch (error) {
    return error.response?.status ?? error.cause?.response?.status ?? String(error);
  }
}

const todos = new URL(given.todo_api_url);
const bound = await statusOf(() =>
  client.fetchProtectedResource(daemon, token.access_token, todos, 'GET', undefined, undefined, {
    DPoP,
  }),
);
const bearer = await fetch(todos, { headers: { authorization: `Bearer ${token.access_token}` } });

const api = await client.discovery(
  issuer,
  given.api_client_id,
  undefined,
  client.ClientSecretBasic(given.api_client_secret),
  oauth,
);
const before = await client.tokenIntrospection(api, token.access_token);
await client.tokenRevocation(api, token.access_token);
const after = await client.tokenIntrospection(api, token.access_token);

console.log(
  JSON.stringify({ token_type: token.token_type, bound, bearer: bearer.status, before, after }),
);
