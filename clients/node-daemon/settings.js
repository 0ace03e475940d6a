import { EXIT, Problem } from './problem.js';

const MEANING = {
  CLIENT_ID: 'the Application (client) ID of the daemon',
  AUTHORITY: 'https://{host}/{tenant ID or domain}',
  CLIENT_SECRET: 'the value (not the ID) of a client secret of the daemon',
  SCOPES: 'the Application ID URI of the API, api://{API application ID}',
  API_ENDPOINT: 'the address of the to-do API',
};

/** The settings by name, with their meaning, one a line. */
export const SETTINGS_HELP = Object.entries(MEANING)
  .map(([name, meaning]) => `  ${name.padEnd(14)} ${meaning}`)
  .join('\n');

/**
 * Read the settings of the daemon.
 *
 * `scope` is the one that the client credentials grant takes: all permissions
 * granted on one API, written as its identifier and `/.default`
 * (Entra: v2-oauth2-client-creds-grant-flow).
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ clientId: string, authority: URL, clientSecret: string, scope: string, apiEndpoint: URL }}
 * @throws {Problem} naming every missing setting at once, or the one that is malformed
 */
export function readSettings(environment) {
  const missing = Object.keys(MEANING).filter((name) => !environment[name]?.trim());
  if (missing.length > 0) {
    const lines = missing.map((name) => `  ${name.padEnd(14)} ${MEANING[name]}`).join('\n');
    throw usage(`Missing settings:\n${lines}`, 'Export them, or start with: node --env-file=.env .');
  }
  const value = (name) => environment[name].trim();
  return {
    clientId: value('CLIENT_ID'),
    authority: readAddress('AUTHORITY', value('AUTHORITY'), ['https:']),
    clientSecret: value('CLIENT_SECRET'),
    scope: readScope(value('SCOPES')),
    apiEndpoint: readAddress('API_ENDPOINT', value('API_ENDPOINT'), ['https:', 'http:']),
  };
}

function readAddress(name, text, protocols) {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (!protocols.includes(address?.protocol)) {
    const schemes = protocols.map((protocol) => `${protocol}//`).join(' or ');
    throw usage(`${name} is not an address that starts with ${schemes}.`, `It should be ${MEANING[name]}.`);
  }
  return address;
}

function readScope(text) {
  if (/\s/.test(text)) {
    throw usage('SCOPES names more than one API.', 'A token is for one API: give one identifier.');
  }
  return text.endsWith('/.default') ? text : `${text}/.default`;
}

function usage(message, advice) {
  return new Problem(message, { advice, exitCode: EXIT.usage });
}
