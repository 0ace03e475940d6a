import { ConfidentialClientApplication } from '@azure/msal-node';

import { EXIT, Problem, unreachable } from './problem.js';

/** What to do about the refusals that a daemon meets, by AADSTS code. */
const ADVICE = {
  1002012: 'SCOPES must be the identifier of one API, without the name of a single permission.',
  500011: 'SCOPES names an API that this tenant does not have. Compare it with Expose an API > Application ID URI.',
  501051: 'The API requires assignment: give the daemon one of its app roles and grant admin consent.',
  700016: 'CLIENT_ID is not in the tenant that AUTHORITY names. Compare both with the Overview page of the app.',
  700024: 'The clock of this machine is wrong: an assertion lives for ten minutes.',
  700027: 'The certificate in CLIENT_CERTIFICATE is not registered for the daemon, or has expired.',
  7000112: 'The application or its service principal is disabled. Ask an administrator to enable it.',
  7000215: 'CLIENT_SECRET is wrong or was deleted. Use the value of the secret, not its ID, or add a new one.',
  7000222: 'The client secret has expired. Add a new one and put its value into CLIENT_SECRET.',
  7000229: 'The application has no service principal in this tenant. Create one.',
  90002: 'AUTHORITY names a tenant that this server does not have. Check the part behind the host.',
};

/**
 * Get an app-only access token for the API (RFC 6749 section 4.4).
 *
 * MSAL keeps tokens in memory, so a long-running daemon should keep one
 * application object; this program makes one call and ends.
 *
 * @param {ReturnType<typeof import('./settings.js').readSettings>} settings
 * @returns {Promise<string>} the access token
 * @throws {Problem} when the authority refuses or cannot be reached
 */
export async function getToken({ clientId, authority, credential, scope }) {
  const application = new ConfidentialClientApplication({
    auth: {
      clientId,
      ...credential,
      authority: authority.href,
      // Without this MSAL asks login.microsoftonline.com whether it may trust the host.
      knownAuthorities: [authority.host],
    },
  });
  try {
    const result = await application.acquireTokenByClientCredential({ scopes: [scope] });
    return result.accessToken;
  } catch (error) {
    if (error.errorCode === 'endpoints_resolution_error') {
      throw await explainDiscovery(authority);
    }
    throw refused(error.errorMessage ?? error.message, error.errorCode);
  }
}

/** MSAL hides why it could not use the metadata, so look at the same document again. */
async function explainDiscovery(authority) {
  const url = discoveryAddress(authority);
  let response;
  try {
    response = await fetch(url);
  } catch (error) {
    return unreachable(url, error);
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) {
    return refused(`The metadata at ${url} names the issuer ${body.issuer}, which MSAL does not accept.`);
  }
  return refused(body.error_description ?? `HTTP status ${response.status} from ${url}`, body.error);
}

function discoveryAddress(authority) {
  const path = authority.pathname.replace(/\/+$/, '');
  // MSAL completes a bare https://{name}.ciamlogin.com/ with the tenant's initial domain.
  const tenant = path || `/${authority.hostname.split('.')[0]}.onmicrosoft.com`;
  return `${authority.origin}${tenant}/v2.0/.well-known/openid-configuration`;
}

function refused(description, error) {
  // MSAL repeats the identifiers behind the description; once is enough.
  const [text, code] = /AADSTS(\d+):.*?(?= - Correlation ID:|$)/s.exec(description) ?? [description];
  const advice = ADVICE[code] ?? 'Look the code up in the reference of errors, or ask the administrator of the tenant.';
  const prefix = error ? `The authority gave no token (${error}): ` : 'The authority gave no token: ';
  return new Problem(prefix + text, { advice, exitCode: EXIT.tokenRefused });
}

/**
 * List the roles that a token carries, to explain a refusal. Only the API
 * validates a token; a client must never decide anything by its content.
 *
 * @param {string} accessToken
 * @returns {string[]}
 */
export function rolesOf(accessToken) {
  try {
    const payload = Buffer.from(accessToken.split('.')[1], 'base64url').toString();
    return JSON.parse(payload).roles ?? [];
  } catch {
    return [];
  }
}
