import { createVerify } from 'node:crypto';
import { RefusedAnswer } from './refused-answer.js';

const ALGORITHMS: Record<string, string> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'RSA-SHA256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'RSA-SHA512',
};

/**
 * Throws `RefusedAnswer` unless one of the certificates has signed the message of an HTTP-Redirect as it stands in the query: its parts in the order of the
 * binding, each there once.
 */
export function checkRedirectSignature(query: string, certificates: readonly string[]): void {
  const parts = query.split('&').map((part) => [part.split('=', 1)[0]!, part] as const);
  const [message, ...more] = parts.filter(([name]) => name === 'SAMLRequest' || name === 'SAMLResponse');
  const one = (name: string): string | undefined => {
    const found = parts.filter(([each]) => each === name);
    if (found.length > 1) throw new RefusedAnswer('the query names something twice');
    return found[0]?.[1];
  };
  const [relayState, algorithm, signature] = [one('RelayState'), one('SigAlg'), one('Signature')];
  if (!message || more.length > 0 || !algorithm || !signature)
    throw new RefusedAnswer('the query is not signed');
  const name = ALGORITHMS[valueOf(algorithm)];
  if (!name) throw new RefusedAnswer('the query is signed with an algorithm that is not accepted');
  const signed = [message[1], ...(relayState === undefined ? [] : [relayState]), algorithm].join('&');
  const bytes = Buffer.from(valueOf(signature), 'base64');
  if (!certificates.some((pem) => createVerify(name).update(signed).verify(pem, bytes)))
    throw new RefusedAnswer('the signature of the query does not hold');
}

const valueOf = (part: string): string => new URLSearchParams(part).values().next().value ?? '';
