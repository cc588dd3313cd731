import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** For who runs the server, when there is no key to sign with. */
export const UNSIGNED =
  'Roots are not signed, because no private key is set in AUDIT_KEY or AUDIT_KEY_FILE: who has the database could make them anew.';

/** A key of whoever runs the product, kept outside the database. */
interface Key {
  /** The first half of the SHA-256 of the public key: which key it was, for the one who has several. */
  id: string;
  publicKey: KeyObject;
  privateKey: KeyObject | null;
}

const PEM = /-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g;

/** The keys with which roots are signed and checked: the first signs, the others are those from before. */
export class RootKeys {
  private constructor(private readonly keys: Key[]) {}

  /** Reads Ed25519 keys in PEM, private or public. Throws with a sentence when there is none, or one of another kind. */
  static read(text: string): RootKeys {
    const blocks = text.replaceAll('\\n', '\n').match(PEM) ?? [];
    if (blocks.length === 0) throw new Error('it holds no key in PEM');
    return new RootKeys(blocks.map(readKey));
  }

  /** False for who has the public key only: she can check roots, not sign them. */
  get canSign(): boolean {
    return this.keys[0]!.privateKey !== null;
  }

  /** In PEM, for who checks exported roots elsewhere. */
  get publicKey(): string {
    return this.keys[0]!.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  }

  sign(hash: string): { keyId: string; signature: string } | null {
    const { id: keyId, privateKey } = this.keys[0]!;
    return privateKey && { keyId, signature: sign(null, Buffer.from(hash), privateKey).toString('base64') };
  }

  /** `unknown`: signed with a key that is not among these. */
  check(hash: string, keyId: string | null, signature: string): 'good' | 'forged' | 'unknown' {
    const key = this.keys.find(({ id }) => id === keyId);
    if (!key) return 'unknown';
    return verify(null, Buffer.from(hash), key.publicKey, Buffer.from(signature, 'base64'))
      ? 'good'
      : 'forged';
  }
}

function readKey(pem: string): Key {
  const privateKey = pem.includes('PRIVATE KEY') ? createPrivateKey(pem) : null;
  const publicKey = createPublicKey(pem);
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new Error('it holds a key that is not of Ed25519');
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return { id: createHash('sha256').update(der).digest('hex').slice(0, 32), publicKey, privateKey };
}
