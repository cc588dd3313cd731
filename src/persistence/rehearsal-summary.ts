import type { DeadlineMove } from '../machines/migrate/rehearse-case.js';
import type { MigrationReason } from '../machines/migrate/reasons.js';
import type { RehearsedLine } from './rehearsals.js';

/** By how many days a deadline moves, not from which date; or that it begins or stops. */
export type GroupedMove = { deadline: string } & (
  { change: 'moves'; days: number } | { change: 'starts' | 'stops' }
);

/** Cases to which the same would happen, wherever they stand: counts and codes, and nothing by which one of them could be told. */
export interface ForecastGroup {
  question: 'migration' | 'replay';
  outcome: string;
  /** The states that they would no longer be in, and those in which they would be instead; `cannotMigrate`: those that are in the way. */
  from?: string[];
  to?: string[];
  deadlines?: GroupedMove[];
  /** `refusedAt`: the event, and the codes of the reasons; `cannotMigrate`: the codes. */
  event?: string;
  reasons?: string[];
  count: number;
  /** In which state of its main course how many of them are, the most first. */
  standing: { state: string; count: number }[];
}

export interface RehearsalSummary {
  open: number;
  closed: number;
  migration: Record<'unchanged' | 'renamed' | 'movesTo' | 'deadlineMoves' | 'cannotMigrate', number>;
  replay: Record<'same' | 'endsIn' | 'refusedAt', number>;
  /** The largest first. */
  groups: ForecastGroup[];
  /** Cases in groups that are not listed, because there are too many different ones. */
  ungrouped: number;
}

/** More than anybody reads; keeps the summary small whatever the cases are like. */
const MAX_GROUPS = 500;

/** Counts and groups what was found, one line after the other: what is kept does not grow with the number of cases. */
export class SummaryBuilder {
  private readonly groups = new Map<string, Group>();
  private readonly counts = {
    open: 0,
    closed: 0,
    migration: { unchanged: 0, renamed: 0, movesTo: 0, deadlineMoves: 0, cannotMigrate: 0 },
    replay: { same: 0, endsIn: 0, refusedAt: 0 },
    ungrouped: 0,
  };

  add(line: RehearsedLine): void {
    const { migration, replay } = line;
    this.counts[migration ? 'open' : 'closed'] += 1;
    if (migration) {
      this.counts.migration[migration.outcome] += 1;
      this.group(line, { question: 'migration', ...shapeOf(migration, line.states) });
    }
    this.counts.replay[replay.outcome] += 1;
    this.group(line, { question: 'replay', ...shapeOf(replay, line.states) });
  }

  get summary(): RehearsalSummary {
    const groups = [...this.groups.values()].map(asListed).sort((a, b) => b.count - a.count);
    return { ...structuredClone(this.counts), groups };
  }

  private group({ states }: RehearsedLine, shape: Shape): void {
    const key = JSON.stringify(shape);
    const known = this.groups.get(key);
    if (!known && this.groups.size >= MAX_GROUPS) {
      this.counts.ungrouped += 1;
      return;
    }
    const group = known ?? { ...shape, count: 0, standing: new Map<string, number>() };
    group.count += 1;
    const [main = ''] = states;
    group.standing.set(main, (group.standing.get(main) ?? 0) + 1);
    this.groups.set(key, group);
  }
}

type Forecast = NonNullable<RehearsedLine['migration']> | RehearsedLine['replay'];

/** What the cases of one group have in common. */
type Shape = Omit<ForecastGroup, 'count' | 'standing'>;

interface Group extends Omit<ForecastGroup, 'standing'> {
  standing: Map<string, number>;
}

function asListed({ standing, ...group }: Group): ForecastGroup {
  const counted = [...standing].map(([state, count]) => ({ state, count }));
  return { ...group, standing: counted.sort((a, b) => b.count - a.count) };
}

function shapeOf(forecast: Forecast, states: string[]): Omit<Shape, 'question'> {
  const { outcome } = forecast;
  const moves = 'states' in forecast ? movesOf(states, forecast.states) : {};
  const deadlines = 'deadlines' in forecast ? { deadlines: forecast.deadlines.map(daysOf) } : {};
  const obstacles = forecast.outcome === 'cannotMigrate' ? { from: statesIn(forecast.reasons) } : {};
  const reasons = 'reasons' in forecast ? { reasons: forecast.reasons.map(({ code }) => code) } : {};
  const event = 'event' in forecast ? { event: forecast.event } : {};
  return { outcome, ...moves, ...obstacles, ...deadlines, ...event, ...reasons };
}

/** What a case is in on both sides is left out: of nine courses beside each other mostly one moves. */
const movesOf = (before: string[], after: string[]) => ({
  from: before.filter((state) => !after.includes(state)),
  to: after.filter((state) => !before.includes(state)),
});

const statesIn = (reasons: MigrationReason[]): string[] => [
  ...new Set(reasons.flatMap(({ state }) => state ?? [])),
];

function daysOf(move: DeadlineMove): GroupedMove {
  const { deadline, change } = move;
  return change === 'moves' ? { deadline, change, days: move.days } : { deadline, change };
}
