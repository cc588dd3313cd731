import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.js';

/** One hash of any number of values, in their order. */
export class Digest {
  private readonly hash = createHash('sha256');
  count = 0;

  add(value: unknown): void {
    this.count += 1;
    this.hash.update(`${canonicalJson(value)}\n`);
  }

  result(): { count: number; digest: string } {
    return { count: this.count, digest: this.hash.digest('hex') };
  }
}
