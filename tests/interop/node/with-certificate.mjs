// A certificate in place of a secret; the arguments name the library and how it is used.
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { aadstsIn, answer } from './exchange.mjs';

const [library, way] = process.argv.slice(2);

async function getToken(request) {
  if (library === '@azure/identity') return byAzure(request);
  if (library === 'openid-client') return byOpenId(request);
  return byMsal(request);
}

async function byMsal({ origin, tenant, client_id, scope, certificate_file }) {
  const { ConfidentialClientApplication } = await import(library);
  const pem = await readFile(certificate_file, 'utf8');
  const certificate = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')));
  const plain = (fingerprint) => fingerprint.replaceAll(':', '');
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: client_id,
      authority: `${origin}/${tenant}`,
      knownAuthorities: [new URL(origin).host],
      clientCertificate: {
        privateKey: pem,
        ...(way.includes('Sha256')
          ? { thumbprintSha256: plain(certificate.fingerprint256) }
          : { thumbprint: plain(certificate.fingerprint) }),
        ...(way.includes('x5c') ? { x5c: certificate.toString() } : {}),
      },
    },
  });
  return (await application.acquireTokenByClientCredential({ scopes: [scope] })).accessToken;
}

async function byAzure({ origin, tenant, client_id, scope, certificate_file }) {
  const { ClientCertificateCredential } = await import(library);
  const credential = new ClientCertificateCredential(tenant, client_id, certificate_file, {
    authorityHost: origin,
    disableInstanceDiscovery: true,
    sendCertificateChain: way === 'chain',
    retryOptions: { maxRetries: 0 },
  });
  return (await credential.getToken(scope)).token;
}

async function byOpenId({ origin, tenant, client_id, scope, certificate_file, key_id }) {
  const client = await import(library);
  const pem = (await readFile(certificate_file, 'utf8')).split('-----BEGIN CERTIFICATE')[0];
  const der = Buffer.from(pem.replace(/-----.*-----|\s/g, ''), 'base64');
  const algorithm = { name: way === 'PS256' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  const method = client.PrivateKeyJwt({ key, kid: key_id });
  const server = new URL(`${origin}/${tenant}/v2.0`);
  const configuration = await client.discovery(server, client_id, undefined, method);
  return (await client.clientCredentialsGrant(configuration, { scope })).access_token;
}

await answer(getToken, async ({ errorResponse, errorCode, errorNo, statusCode, cause, status, response }) => {
  const unread = response ?? (cause instanceof Response ? cause : undefined);
  const body = unread && !unread.bodyUsed ? await unread.json() : cause;
  const aadsts = errorNo ? Number(errorNo) : aadstsIn(body?.error_description);
  return {
    error: errorResponse?.error ?? body?.error ?? errorCode ?? null,
    status: statusCode ?? status ?? unread?.status ?? null,
    ...(aadsts ? { aadsts } : {}),
  };
});
