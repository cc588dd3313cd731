import type { DataSource } from 'typeorm';
import { findTampering } from '../../src/persistence/tampering/find-tampering.js';
import { whileRemembering } from './database.js';

/**
 * Checks promise 4 (the log gives the snapshot, the chain holds, the rows are what the events say), promise 6 (no dormant case, nothing left of a
 * finished one) and the rules that were proved, over all cases, as `npm run audit:verify` does. Returns what is wrong in words; an empty list is what
 * every test wants.
 */
export async function brokenPromises(ds: DataSource): Promise<string[]> {
  const faults: string[] = [];
  await findTampering(ds, ({ sentence }) => faults.push(sentence));
  return faults;
}

/** Throws with all that is wrong; call it after every test that changes cases. */
export async function checkInvariants(ds: DataSource): Promise<void> {
  const faults = await whileRemembering(() => brokenPromises(ds));
  if (faults.length > 0) throw new Error(`Promises are broken:\n${faults.join('\n')}`);
}
