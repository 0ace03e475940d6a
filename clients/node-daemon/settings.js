import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { EXIT, Problem } from './problem.js';

const MEANING = {
  CLIENT_ID: 'the Application (client) ID of the daemon',
  AUTHORITY: 'https://{host}/{tenant ID or domain}',
  CLIENT_SECRET: 'the value (not the ID) of a client secret of the daemon',
  CLIENT_CERTIFICATE: 'in place of the secret: a PEM file with private key and certificate',
  SCOPES: 'the Application ID URI of the API, api://{API application ID}',
  API_ENDPOINT: 'the address of the to-do API',
};

/** The daemon needs one of them; a certificate goes first. */
const CREDENTIALS = ['CLIENT_SECRET', 'CLIENT_CERTIFICATE'];

/** The settings by name, with their meaning, one a line. */
export const SETTINGS_HELP = Object.entries(MEANING)
  .map(([name, meaning]) => `  ${name.padEnd(18)} ${meaning}`)
  .join('\n');

/**
 * Read the settings of the daemon.
 *
 * `scope` is the one that the client credentials grant takes: all permissions
 * granted on one API, written as its identifier and `/.default`
 * (Entra: v2-oauth2-client-creds-grant-flow). `credential` is what MSAL takes:
 * the client secret, or the private key and thumbprint of a certificate.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ clientId: string, authority: URL, credential: object, scope: string, apiEndpoint: URL }}
 * @throws {Problem} naming every missing setting at once, or the one that is malformed
 */
export function readSettings(environment) {
  const isGiven = (name) => Boolean(environment[name]?.trim());
  const hasCredential = CREDENTIALS.some(isGiven);
  const missing = Object.keys(MEANING).filter(
    (name) => !isGiven(name) && !(hasCredential && CREDENTIALS.includes(name)),
  );
  if (missing.length > 0) {
    const lines = missing.map((name) => `  ${name.padEnd(18)} ${MEANING[name]}`).join('\n');
    throw usage(`Missing settings:\n${lines}`, 'Export them, or start with: node --env-file=.env .');
  }
  const value = (name) => environment[name].trim();
  return {
    clientId: value('CLIENT_ID'),
    authority: readAddress('AUTHORITY', value('AUTHORITY'), ['https:']),
    credential: isGiven('CLIENT_CERTIFICATE')
      ? { clientCertificate: readCertificate(value('CLIENT_CERTIFICATE')) }
      : { clientSecret: value('CLIENT_SECRET') },
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

/** MSAL signs assertions with the key; the thumbprint tells the authority which one it is. */
function readCertificate(path) {
  const advice = "Give a PEM file with both, as 'daemonry certificate generate' writes it.";
  let pem;
  try {
    pem = readFileSync(path, 'ascii');
  } catch (error) {
    throw usage(`CLIENT_CERTIFICATE cannot be read: ${error.message}`, advice);
  }
  const [certificate] = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/s.exec(pem) ?? [];
  if (!certificate || !pem.includes('PRIVATE KEY-----')) {
    throw usage(`${path} does not hold both a private key and a certificate.`, advice);
  }
  const thumbprintSha256 = new X509Certificate(certificate).fingerprint256.replaceAll(':', '');
  return { privateKey: pem, thumbprintSha256 };
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
