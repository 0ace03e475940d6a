import { EXIT, Problem, unreachable } from './problem.js';
import { rolesOf } from './token.js';

/**
 * Call the to-do API with a bearer token (RFC 6750 section 2.1).
 *
 * @param {URL} endpoint address of the to-do list
 * @param {string} accessToken
 * @param {{ method?: string, id?: string, body?: object }} [request]
 * @returns {Promise<unknown>} the decoded JSON answer, or undefined when there is none
 * @throws {Problem} when the API refuses, fails, or cannot be reached
 */
export async function callApi(endpoint, accessToken, { method = 'GET', id, body } = {}) {
  const url = id === undefined ? endpoint.href : `${endpoint.href.replace(/\/+$/, '')}/${encodeURIComponent(id)}`;
  const headers = { Accept: 'application/json', Authorization: `Bearer ${accessToken}` };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  } catch (error) {
    throw unreachable(url, error);
  }
  const text = await response.text();
  if (!response.ok) throw refused(response, text, accessToken);
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(`The API answered ${response.status} without JSON: ${text.slice(0, 200)}`);
  }
}

function refused(response, text, accessToken) {
  const challenge = response.headers.get('WWW-Authenticate');
  const details = [text, challenge && `WWW-Authenticate: ${challenge}`].filter(Boolean).join('\n');
  return new Problem(`The API answered ${response.status} ${response.statusText}.\n${details}`.trim(), {
    advice: adviceFor(response.status, accessToken),
    exitCode: [401, 403].includes(response.status) ? EXIT.apiRefused : EXIT.failed,
  });
}

function adviceFor(status, accessToken) {
  if (status === 401) return 'The API does not accept the token: compare SCOPES and AUTHORITY with what the API expects.';
  if (status === 404) return 'Check API_ENDPOINT, and with deleteToDo the --id.';
  if (status !== 403) return '';
  const roles = rolesOf(accessToken);
  return roles.length === 0
    ? 'The token carries no roles: add the API permission to the daemon and grant admin consent, then run again.'
    : `The token carries ${roles.join(', ')}, which is not enough for this operation.`;
}
