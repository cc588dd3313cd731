import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from './canonical-json.js';
import type { Deliver, OutgoingMessage } from './outbox.js';

/**
 * Where letters go: a letter system takes the message, fills the template with the case's data, and prints or posts it. It
 * may be handed the same `idempotencyKey` twice and must send one letter. Throwing means: not taken, try again.
 */
export interface LetterPort {
  handOver(letter: OutgoingMessage): Promise<void>;
}

/** Leaves each letter as one JSON file for another system to fetch. The same letter is always the same file. */
export class LetterDirectory implements LetterPort {
  constructor(private readonly directory: string) {}

  async handOver(letter: OutgoingMessage): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    const { attempts: _, ...content } = letter;
    const name = `${letter.caseNumber}-${sha256(letter.idempotencyKey).slice(0, 16)}.json`;
    // Whole or not there: who fetches never sees half a letter.
    const half = join(this.directory, `.${name}.${process.pid}`);
    await writeFile(half, `${JSON.stringify(content, null, 2)}\n`);
    await rename(half, join(this.directory, name));
  }
}

/** Letters are left in `letters` of the data directory. */
export function deliverInto(dataDir: string): Deliver {
  return deliverThrough(new LetterDirectory(join(dataDir, 'letters')));
}

/** Letters go to the letter system; a reminder is delivered by being there, in its readers' notifications. */
export function deliverThrough(letters: LetterPort): Deliver {
  return async (message) => {
    if (message.kind === 'letter') await letters.handOver(message);
  };
}
