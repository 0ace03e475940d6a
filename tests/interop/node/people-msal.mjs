// MSAL Node as a public client: by browser, from its cache, and by device code.
import { PublicClientApplication } from '@azure/msal-node';

const given = JSON.parse(process.argv[2]);
const tell = (step) => console.log(JSON.stringify(step));
const auth = {
  clientId: given.client_id,
  authority: `${given.origin}/${given.tenant}`,
  knownAuthorities: [new URL(given.origin).host],
};
const scopes = [given.scope];

const app = new PublicClientApplication({ auth });
const found = await app.acquireTokenInteractive({
  scopes,
  openBrowser: async (url) => tell({ open: url }),
});
tell({ interactive: { access_token: found.accessToken, username: found.account.username } });
const again = await app.acquireTokenSilent({ scopes, account: found.account, forceRefresh: true });
tell({ silent: { access_token: again.accessToken } });
const device = new PublicClientApplication({ auth });
const waited = await device.acquireTokenByDeviceCode({
  scopes,
  deviceCodeCallback: (flow) => tell({ code: flow.userCode }),
});
tell({ device: { access_token: waited.accessToken } });
process.exit(0);
