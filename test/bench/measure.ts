/** What one measurement gave. */
export interface Measured {
  perSecond: number;
  /** Milliseconds per call, as the caller saw them. */
  p50: number;
  p99: number;
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** The value below which that share of the values lies; linear between neighbours. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
}

/** Calls `work` `count` times with so many in flight; each worker takes the next number when it is done. */
export async function inFlight(
  workers: number,
  count: number,
  work: (index: number) => Promise<unknown>,
): Promise<Measured> {
  const durations: number[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < count) {
      const index = next++;
      const started = performance.now();
      await work(index);
      durations.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: workers }, run));
  const seconds = (performance.now() - started) / 1_000;
  return { perSecond: count / seconds, p50: quantile(durations, 0.5), p99: quantile(durations, 0.99) };
}

/** How many a second: `work` says how many it has done. */
export async function rateOf(work: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const done = await work();
  return (done / (performance.now() - started)) * 1_000;
}

/**
 * Measures all sides in turns, `repetitions` times, so that a machine that is slow for a minute is slow for all of them. Every
 * second round goes backwards: nobody always comes first.
 */
export async function inTurns<Side extends string, Result>(
  sides: Record<Side, () => Promise<Result>>,
  repetitions: number,
): Promise<Record<Side, Result[]>> {
  const names = Object.keys(sides) as Side[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Side, Result[]>;
  for (let round = 0; round < repetitions; round += 1) {
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const name of order) results[name].push(await sides[name]());
  }
  return results;
}

/** Middle, lowest and highest of the ratios of the rounds: how noisy the comparison was. */
export function ratios(ours: number[], theirs: number[]): { middle: number; low: number; high: number } {
  const each = ours.map((value, round) => value / theirs[round]!);
  return { middle: median(each), low: Math.min(...each), high: Math.max(...each) };
}
