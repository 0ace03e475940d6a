// A token of another issuer in place of a secret; the argument names what sends it.
import { readFile } from 'node:fs/promises';

import { ClientAssertionCredential, WorkloadIdentityCredential } from '@azure/identity';

import { answer } from './exchange.mjs';

const kind = process.argv[2];

async function getToken({ origin, tenant, client_id, scope, assertion_file }) {
  const assertion = () => readFile(assertion_file, 'utf8');
  if (kind !== 'workload-identity' && kind !== 'client-assertion') {
    return byMsal({ origin, tenant, client_id, scope, assertion });
  }
  const options = {
    authorityHost: origin,
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
  };
  const credential =
    kind === 'workload-identity'
      ? new WorkloadIdentityCredential({
          tenantId: tenant,
          clientId: client_id,
          tokenFilePath: assertion_file,
          ...options,
        })
      : new ClientAssertionCredential(tenant, client_id, assertion, options);
  return (await credential.getToken(scope)).token;
}

async function byMsal({ origin, tenant, client_id, scope, assertion }) {
  const { ConfidentialClientApplication } = await import(kind);
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: client_id,
      clientAssertion: assertion,
      authority: `${origin}/${tenant}`,
      knownAuthorities: [new URL(origin).host],
    },
  });
  return (await application.acquireTokenByClientCredential({ scopes: [scope] })).accessToken;
}

await answer(getToken, ({ errorResponse, errorCode, errorNo, status, statusCode }) => ({
  error: errorResponse?.error ?? errorCode ?? null,
  status: statusCode ?? status ?? null,
  ...(errorNo ? { aadsts: Number(errorNo) } : {}),
}));
