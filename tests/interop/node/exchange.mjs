// How a test talks to a client: one case in JSON on standard input, one result in JSON
// on standard output. A refusal is a result; anything unforeseen ends the program.
import { text } from 'node:stream/consumers';

/**
 * Answer the case on standard input with what `getToken` returns or throws.
 *
 * @param {(request: { origin: string, tenant: string, client_id: string,
 *   client_secret: string, scope: string, trusted_name?: boolean }) => Promise<string>} getToken
 *   `trusted_name` says that the library knows the host, so that no setting may tell it more
 * @param {(error: any) => Promise<object> | object} describe what a user sees of a refusal
 */
export async function answer(getToken, describe) {
  const request = JSON.parse(await text(process.stdin));
  let result;
  try {
    result = { access_token: await getToken(request) };
  } catch (error) {
    const seen = await describe(error);
    result = { error: null, aadsts: aadstsIn(error.message), status: null, message: error.message, ...seen };
  }
  console.log(JSON.stringify(result));
}

/**
 * @param {string | undefined} description
 * @returns {number | null} the code that applications look for in the description
 */
export function aadstsIn(description) {
  const found = /AADSTS(\d+):/.exec(description ?? '');
  return found ? Number(found[1]) : null;
}
