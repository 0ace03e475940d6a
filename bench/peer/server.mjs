// node-oidc-provider as a client credentials server: in-memory adapter, RS256-2048 JWT
// access tokens for one API, as many static clients as standard input lists.
// Usage: node server.mjs < clients.json   (prints its port when it listens)

import { generateKeyPairSync } from "node:crypto";
import { text } from "node:stream/consumers";
import { Provider } from "oidc-provider";

const { clients, roles } = JSON.parse(await text(process.stdin));
const API = "api://bench";
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "bench" };

const provider = new Provider("http://localhost", {
  jwks: { keys: [key] },
  clients: clients.map(({ id, secret }) => ({
    client_id: id,
    client_secret: secret,
    grant_types: ["client_credentials"],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: "client_secret_post",
  })),
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => API,
      getResourceServerInfo: () => ({
        scope: "",
        audience: API,
        accessTokenFormat: "jwt",
        accessTokenTTL: 3600,
        jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
  // As many claims as ours carry, so that both sign and send as much.
  extraTokenClaims: () => ({
    idtyp: "app",
    roles,
    tid: "5f0c1c63-1111-4111-8111-111111111111",
    oid: "5f0c1c63-2222-4111-8111-111111111111",
    azpacr: "1",
    ver: "2.0",
    rh: "1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.",
    aio: "AAAAAAAAAAAAAAAAAAAAAA==",
  }),
});

const server = provider.listen(0, "127.0.0.1", () => {
  console.log(server.address().port);
});
