import sax from 'sax';
import { RefusedAnswer } from './refused-answer.js';

/** Signatures and digests that nobody has broken; xml-crypto would take SHA-1 as well. */
const SOUND: Record<string, ReadonlySet<string>> = {
  SignatureMethod: new Set([
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
    'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  ]),
  DigestMethod: new Set([
    'http://www.w3.org/2001/04/xmlenc#sha256',
    'http://www.w3.org/2001/04/xmlenc#sha512',
  ]),
  EncryptionMethod: new Set([
    'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
    'http://www.w3.org/2009/xmlenc11#rsa-oaep',
    'http://www.w3.org/2009/xmlenc11#aes128-gcm',
    'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  ]),
};
const MOST_LEVELS = 40;
const MOST_ELEMENTS = 2_000;

/**
 * Looks over an answer before anything walks it. Throws `RefusedAnswer` for a document type (and so for every entity of its own), for more elements or
 * levels than an assertion has, for what is not XML, and for signatures or ciphers that are not sound.
 */
export function lookOver(base64: string): void {
  const parser = sax.parser(true, { xmlns: true });
  const open: string[] = [];
  let elements = 0;
  Object.assign(parser, {
    onerror: () => {
      throw new RefusedAnswer('the answer is not XML');
    },
    ondoctype: () => {
      throw new RefusedAnswer('the answer has a document type');
    },
    onopentag: ({ local, attributes }: sax.QualifiedTag) => {
      elements += 1;
      if (open.length >= MOST_LEVELS || elements > MOST_ELEMENTS)
        throw new RefusedAnswer('the answer has too many elements');
      // The digest of a cipher (OAEP) vouches for nothing.
      const judged =
        local === 'DigestMethod' && open.at(-1) === 'EncryptionMethod' ? undefined : SOUND[local];
      if (judged && !judged.has(attributes['Algorithm']?.value ?? ''))
        throw new RefusedAnswer('the answer is signed or encrypted with an algorithm that is not accepted');
      open.push(local);
    },
    onclosetag: () => void open.pop(),
  });
  parser.write(Buffer.from(base64, 'base64').toString('utf8')).close();
  if (elements === 0) throw new RefusedAnswer('the answer is not XML');
}
