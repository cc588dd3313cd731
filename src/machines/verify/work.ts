/** What is seen in a long step, and steps that are only looked up, in parts of a plain step that XState takes: about 0.1 ms. */
const SHARE = 1 / 20;

/**
 * How much may still be done before `verify` says that it has not proved the rest. Work is counted, not timed: the same definition
 * always gets the same answer.
 */
export class Work {
  constructor(private left: number) {}

  /** XState was asked once, and left, entered and answered so many times. */
  asked(seen: number): void {
    this.left -= 1 + seen * SHARE;
  }

  /** A step that is known was found to be possible. */
  found(): void {
    this.left -= SHARE;
  }

  get isSpent(): boolean {
    return this.left <= 0;
  }
}
