/** What each exit code means; the same numbers as in the Python daemon. */
export const EXIT = Object.freeze({
  ok: 0,
  failed: 1, // the API or the program failed in some other way
  usage: 2, // a wrong option or a missing setting
  tokenRefused: 3, // the authority gave no token
  apiRefused: 4, // the API answered 401 or 403
  unreachable: 5, // no answer: address, network or certificate
});

/** A failure that the operator can act on: what happened, what to do, how to exit. */
export class Problem extends Error {
  /**
   * @param {string} message what happened, in one sentence
   * @param {{ advice?: string, exitCode?: number }} [more]
   */
  constructor(message, { advice = '', exitCode = EXIT.failed } = {}) {
    super(message);
    this.name = 'Problem';
    this.advice = advice;
    this.exitCode = exitCode;
  }
}

const CERTIFICATE_CODES = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Describe a request that got no answer. Node.js keeps the reason in `cause`.
 *
 * @param {string} url where the request went
 * @param {unknown} error what fetch threw
 * @returns {Problem}
 */
export function unreachable(url, error) {
  const reason = error?.cause ?? error;
  const code = reason?.code ?? reason?.message ?? 'unknown reason';
  const advice = CERTIFICATE_CODES.has(code)
    ? 'Node.js does not trust the certificate. Set NODE_EXTRA_CA_CERTS to the CA file before Node.js starts (an .env file is read too late for it).'
    : 'Check the host, the port, and that the server is running.';
  return new Problem(`No answer from ${url} (${code}).`, { advice, exitCode: EXIT.unreachable });
}
