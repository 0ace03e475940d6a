// MSAL Node; the argument is the name under which the version to use is installed.
import { answer } from './exchange.mjs';

const { ConfidentialClientApplication } = await import(process.argv[2]);

async function getToken({ origin, tenant, client_id, client_secret, scope, trusted_name }) {
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: client_id,
      clientSecret: client_secret,
      authority: `${origin}/${tenant}`,
      ...(trusted_name ? {} : { knownAuthorities: [new URL(origin).host] }),
    },
  });
  const result = await application.acquireTokenByClientCredential({ scopes: [scope] });
  return result.accessToken;
}

await answer(getToken, ({ errorCode, errorNo, status }) => ({
  error: errorCode,
  status: status ?? null,
  ...(errorNo ? { aadsts: Number(errorNo) } : {}),
}));
