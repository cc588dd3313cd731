import { setImmediate as breathe } from 'node:timers/promises';
import { AppError } from '../errors.js';
import { createCalendar, type Calendar, type CalendarData } from '../machines/calendar.js';
import type { Instant, LocalDate } from '../machines/definition.js';
import type { EffectOf, PlainText } from '../machines/effects.js';
import type { RunningDeadline } from '../machines/snapshot.js';
import { step } from '../machines/step.js';
import { wordsOf } from '../machines/wording.js';
import { CASE_COLUMNS, caseValuesOf, type CaseRow } from './case-row.js';
import { getNow } from './clock.js';
import { getCompiled } from './compiled-cache.js';
import { RUNS_SOMETHING } from './recompute-deadlines.js';
import { sql } from './statement.js';
import { query, type Db } from './transaction.js';

/** The days of a deadline that a calendar decides, and the moment of one of hours. */
export interface DeadlineDays {
  dueOn: LocalDate;
  dueAt: Instant;
  targetOn: LocalDate;
  latestSendOn: LocalDate | null;
}

/** A deadline that would move. It names the case by its number only: who changes calendars reads no cases. */
export interface MovedDeadline {
  caseNumber: string;
  caseType: string;
  caseTypeTitle: PlainText;
  teamName: string;
  key: string;
  title: PlainText;
  from: DeadlineDays;
  to: DeadlineDays;
  /** It runs now, and would be exceeded as soon as the calendar is published. */
  exceeded: boolean;
}

export interface TeamImpact {
  teamId: string;
  teamName: string;
  cases: number;
  moved: number;
}

export interface CalendarPreview {
  /** Open cases in which something runs: all of them would be told. */
  cases: number;
  moved: number;
  exceeded: number;
  /** Teams of which a deadline would move, the most first. */
  teams: TeamImpact[];
  /** The nearest due first; no more than a page can show. */
  deadlines: MovedDeadline[];
  /** How many cases could not be counted anew and would keep their days, and the numbers of the first of them. */
  failed: number;
  failedCases: string[];
}

type PreviewedCase = CaseRow & { teamName: string };

const BATCH = 200;
const MOST_SHOWN = 200;

const LIST = sql(
  'list-cases-to-preview',
  `select ${CASE_COLUMNS}, coalesce(t.name, c.team_id) as "teamName" from cases c left join teams t on t.id = c.team_id
   where ${RUNS_SOMETHING} and ($1::uuid is null or c.id > $1) order by c.id limit $2`,
);

/**
 * What `recomputeDeadlines` would do if this calendar were published now: every case takes the same step, in memory. Writes nothing. One
 * query per batch of cases, so memory stays flat; other requests are answered between two cases. Throws `invalidCalendar`.
 */
export async function previewCalendar(
  db: Db,
  data: CalendarData,
  shown = MOST_SHOWN,
): Promise<CalendarPreview> {
  const impact = new Impact(shown);
  const world = { now: await getNow(db), calendar: createCalendar(data) };
  let after: string | null = null;
  for (;;) {
    const cases: PreviewedCase[] = await query<PreviewedCase>(db, LIST, [after, BATCH]);
    for (const row of cases) {
      await previewCase(db, row, world, impact);
      await breathe();
    }
    if (cases.length < BATCH) return impact.report();
    after = cases.at(-1)!.id;
  }
}

async function previewCase(
  db: Db,
  row: PreviewedCase,
  world: { now: Instant; calendar: Calendar },
  impact: Impact,
): Promise<void> {
  const compiled = await getCompiled(db, row.caseType, row.version);
  const { definition } = compiled;
  const env = { ...world, caseValues: caseValuesOf(row) };
  try {
    const result = step(compiled, row.snapshot, { type: 'case.calendarChanged' }, env);
    if (!result.accepted) return impact.fail(row);
    const moves = result.effects.filter((effect) => effect.type === 'moveDeadline');
    impact.add(
      row,
      moves.map((move) => ({
        caseNumber: row.number,
        caseType: row.caseType,
        caseTypeTitle: wordsOf(definition.title),
        teamName: row.teamName,
        key: move.key,
        title: wordsOf(definition.deadlines[move.key]!.title),
        ...comparison(move, world.now),
      })),
    );
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    impact.fail(row);
  }
}

function comparison({ from, deadline: to }: EffectOf<'moveDeadline'>, now: Instant) {
  return { from: daysOf(from), to: daysOf(to), exceeded: from.dueAt > now && to.dueAt <= now };
}

function daysOf({ dueOn, dueAt, targetOn, latestSendOn }: RunningDeadline): DeadlineDays {
  return { dueOn, dueAt, targetOn, latestSendOn: latestSendOn ?? null };
}

/** Adds up what would move; of the deadlines it keeps the nearest. */
class Impact {
  private cases = 0;
  private moved = 0;
  private exceeded = 0;
  private failed = 0;
  private readonly failedCases: string[] = [];
  private readonly teams = new Map<string, TeamImpact>();
  private deadlines: MovedDeadline[] = [];

  constructor(private readonly shown: number) {}

  add({ teamId, teamName }: PreviewedCase, moves: MovedDeadline[]): void {
    this.cases += 1;
    if (moves.length === 0) return;
    this.moved += moves.length;
    this.exceeded += moves.filter(({ exceeded }) => exceeded).length;
    const team = this.teams.get(teamId) ?? { teamId, teamName, cases: 0, moved: 0 };
    this.teams.set(teamId, { ...team, cases: team.cases + 1, moved: team.moved + moves.length });
    this.deadlines.push(...moves);
    if (this.deadlines.length > 2 * this.shown) this.deadlines = this.nearest();
  }

  fail({ number }: PreviewedCase): void {
    this.failed += 1;
    if (this.failedCases.length < this.shown) this.failedCases.push(number);
  }

  report(): CalendarPreview {
    const { cases, moved, exceeded, failed, failedCases } = this;
    const teams = [...this.teams.values()].sort((a, b) => b.moved - a.moved);
    return { cases, moved, exceeded, failed, failedCases, teams, deadlines: this.nearest() };
  }

  private nearest(): MovedDeadline[] {
    const place = ({ to, caseNumber, key }: MovedDeadline) => `${to.dueOn} ${caseNumber} ${key}`;
    return this.deadlines.sort((a, b) => (place(a) < place(b) ? -1 : 1)).slice(0, this.shown);
  }
}
