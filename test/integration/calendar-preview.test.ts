import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { DataSource } from 'typeorm';
import type { AppError } from '../../src/errors.js';
import { addDays, weekdayOf } from '../../src/machines/dates.js';
import type { SignedInUser } from '../../src/modules/auth/access.js';
import { editCalendar, type CalendarEdit } from '../../src/modules/calendar/calendar-edit.js';
import { CalendarService } from '../../src/modules/calendar/calendar.service.js';
import { previewCalendar } from '../../src/persistence/calendar-preview.js';
import { getCurrentCalendar } from '../../src/persistence/calendars.js';
import { findUserToSignIn } from '../../src/persistence/users.js';
import type { TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';
import { sandboxDatabase } from '../support/sandbox-database.js';

const TODAY = '2026-03-27';
const MONTHS_AHEAD = 200;

let database: TestDatabase;
let ds: DataSource;
let calendar: CalendarService;
let bo: SignedInUser;
beforeAll(async () => {
  database = await sandboxDatabase();
  ds = database.ds;
  calendar = new CalendarService(ds);
  bo = (await findUserToSignIn(ds, 'bo'))!;
}, 180_000);
afterAll(async () => {
  await checkInvariants(ds);
  await database.drop();
}, 60_000);

interface Days {
  due: string;
  target: string;
  send: string | null;
}

/** Of every running deadline the days that a calendar decides, by case number and key. */
async function runningDays(): Promise<Map<string, Days>> {
  const rows = (await ds.query(
    `select c.number || ' ' || d.key as name, d.due_on::text as due, d.target_on::text as target, d.latest_send_on::text as send
     from deadlines d join cases c on c.id = d.case_id where d.status = 'running'`,
  )) as ({ name: string } & Days)[];
  return new Map(rows.map(({ name, ...days }) => [name, days]));
}

/** Everything that publishing a calendar could write. */
async function written(): Promise<unknown> {
  return ds.query(
    `select (select count(*)::int from case_events) as events, (select count(*)::int from calendars) as calendars,
       (select count(*)::int from audit_entries) as entries, (select count(*)::int from messages) as messages,
       (select md5(string_agg(snapshot::text, '' order by id)) from cases) as snapshots`,
  );
}

const movesOf = (before: Map<string, Days>, after: Map<string, Days>) =>
  [...after]
    .filter(([name, days]) => JSON.stringify(before.get(name)) !== JSON.stringify(days))
    .map(([name, days]) => ({ name, from: before.get(name), to: days }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const aDay = fc.integer({ min: 1, max: MONTHS_AHEAD }).map((days) => addDays(TODAY, days));
const anEdit: fc.Arbitrary<CalendarEdit> = fc.record({
  close: fc.array(
    aDay.map((date) => ({ date, name: 'Lukket' })),
    { maxLength: 12 },
  ),
  open: fc.array(
    fc.oneof(
      aDay.filter((date) => weekdayOf(date) < 6),
      fc.constantFrom('2026-06-05', '2026-12-24', '2026-04-02', '2026-04-06'),
    ),
    { maxLength: 4 },
  ),
  holidays: fc.record({
    add: fc.array(
      aDay.map((day) => ({ day, name: 'Mærkedag' })),
      { maxLength: 3 },
    ),
    remove: fc.array(
      fc.constantFrom({ name: 'langfredag', fromYear: 2026 }, { day: 'easter 1', fromYear: 2026 }),
      {
        maxLength: 1,
      },
    ),
  }),
  series: fc.array(
    fc.record({
      name: fc.constant('cafeMeeting'),
      add: fc.array(aDay, { maxLength: 2 }),
      remove: fc.array(fc.constantFrom('2026-05-20', '2026-08-19', '2026-11-18'), { maxLength: 1 }),
    }),
    { maxLength: 1 },
  ),
});

describe('the preview of a calendar', () => {
  it('says of every running deadline what publishing then does to it', async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(anEdit, async (edit) => {
        const forecast = await calendar.preview(edit);
        const before = await runningDays();
        const { basedOn } = forecast;
        const report = await calendar.publish(bo, { edit, basedOn });
        const said = forecast.deadlines.map(({ caseNumber, key, from, to }) => ({
          name: `${caseNumber} ${key}`,
          from: { due: from.dueOn, target: from.targetOn, send: from.latestSendOn },
          to: { due: to.dueOn, target: to.targetOn, send: to.latestSendOn },
        }));
        expect(said.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(movesOf(before, await runningDays()));
        expect(forecast.failedCases).toEqual(report.failed);
        // An edit that changes nothing publishes nothing, so it tells nobody.
        if (report.version > basedOn) expect(forecast).toMatchObject({ cases: report.cases });
        expect(forecast.moved).toBe(report.moved);
        expect(forecast.teams.reduce((sum, team) => sum + team.moved, 0)).toBe(report.moved);
        moved += report.moved;
      }),
      { numRuns: 8, seed: 7, endOnFailure: true },
    );
    expect(moved).toBeGreaterThan(10);
  }, 180_000);

  it('writes nothing', async () => {
    const before = await written();
    const forecast = await calendar.preview({ close: [{ date: '2026-04-08', name: 'Flytning' }] });
    expect(forecast.cases).toBeGreaterThan(20);
    expect(await written()).toEqual(before);
  });

  it('tells which deadlines would be exceeded at once', async () => {
    const days = Array.from({ length: 60 }, (_, n) => ({ date: addDays(TODAY, n), name: 'Lukket' }));
    const { exceeded, deadlines } = await calendar.preview({ close: days });
    const late = deadlines.filter((deadline) => deadline.exceeded);
    expect(late.length).toBeGreaterThan(0);
    expect(exceeded).toBe(late.length);
    for (const { from, to } of late) {
      expect(from.dueOn >= TODAY).toBe(true);
      expect(to.dueOn < TODAY).toBe(true);
    }
  });

  it('shows the nearest deadlines when there are more than a page holds, and counts them all', async () => {
    const edit = { close: [{ date: '2026-03-30', name: 'Lukket' }], open: ['2026-06-05'] };
    const { data, version } = await getCurrentCalendar(ds);
    const edited = { ...editCalendar(data, edit), version: version + 1 };
    const all = await previewCalendar(ds, edited);
    const few = await previewCalendar(ds, edited, 2);
    expect(all.moved).toBeGreaterThan(2);
    expect(few).toEqual({
      ...all,
      deadlines: all.deadlines.slice(0, 2),
      failedCases: all.failedCases.slice(0, 2),
    });
  });

  it('is refused for a series that the calendar does not have, and for a day beyond it', async () => {
    const refusal = (edit: CalendarEdit) => calendar.preview(edit).catch(({ code }: AppError) => code);
    expect(await refusal({ series: [{ name: 'constructor', add: [TODAY] }] })).toBe('notFound');
    expect(await refusal({ close: [{ date: '2160-01-01', name: 'Lukket' }] })).toBe('calendarOutOfRange');
  });
});
