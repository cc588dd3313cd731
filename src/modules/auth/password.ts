import { hash, verify } from '@node-rs/argon2';

/** OWASP's recommendation for argon2id (19 MiB, two passes, one lane): about 25 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash to store, with its salt and cost in it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let decoy: Promise<string> | null = null;

/**
 * True when the password fits. Without a stored hash it answers false after the same work, so that the time taken does not
 * tell whether a user name exists.
 */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no one has this password');
  const fits = await verify(stored ?? (await decoy), password);
  return stored !== null && fits;
}
