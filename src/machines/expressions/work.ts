/**
 * Steps that one evaluation may take: one for each item that a loop looks at, and one for so many characters or items that are read.
 * Takes about 100 ms at most. Counted, not timed: a replay stops exactly where the case stopped.
 */
const MOST_WORK = 200_000;
/** Rounds of loops that an expression may be published with: half, since what they read is counted, too. */
export const MOST_ROUNDS = MOST_WORK / 2;

const READ_PER_STEP = 50;

/** What the evaluation that runs has done so far; evaluation is synchronous. */
export class Work {
  private left = MOST_WORK;

  begin(): void {
    this.left = MOST_WORK;
  }

  /** False once more has been spent than there was. */
  spend(steps: number): boolean {
    this.left -= steps;
    return this.left >= 0;
  }

  get isSpent(): boolean {
    return this.left < 0;
  }
}

/** Lists do not change: each is weighed once. */
const weights = new WeakMap<readonly unknown[], number>();

/** What it takes to look a value through; nothing for what has no length. The fields of records are weighed when they are read. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return Math.floor(value.length / READ_PER_STEP);
  if (!Array.isArray(value)) return 0;
  const known = weights.get(value);
  if (known !== undefined) return known;
  const own = Math.floor(value.length / READ_PER_STEP);
  const weight = value.reduce<number>((sum, item) => sum + weightOf(item), own);
  weights.set(value, weight);
  return weight;
}
