// MSAL Node, asked three times by one application: what reached the wire, what the user saw.
import { text } from 'node:stream/consumers';
import { ConfidentialClientApplication } from '@azure/msal-node';

import { aadstsIn } from './exchange.mjs';

const request = JSON.parse(await text(process.stdin));
const sent = [];

async function call(url, options, method) {
  const response = await fetch(url, { method, headers: options?.headers, body: options?.body });
  if (method === 'POST') sent.push(response.status);
  return {
    headers: Object.fromEntries(response.headers),
    body: await response.json(),
    status: response.status,
  };
}

const application = new ConfidentialClientApplication({
  auth: {
    clientId: request.client_id,
    clientSecret: request.client_secret,
    authority: `${request.origin}/${request.tenant}`,
    knownAuthorities: [new URL(request.origin).host],
  },
  system: {
    networkClient: {
      sendGetRequestAsync: (url, options) => call(url, options, 'GET'),
      sendPostRequestAsync: (url, options) => call(url, options, 'POST'),
    },
  },
});
const seen = [];
for (let time = 0; time < 3; time += 1) {
  try {
    await application.acquireTokenByClientCredential({ scopes: [request.scope], skipCache: true });
    seen.push(0);
  } catch (error) {
    seen.push(error.errorNo ? Number(error.errorNo) : aadstsIn(error.message));
  }
}
console.log(JSON.stringify({ sent, seen }));
