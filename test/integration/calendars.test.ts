import type { CalendarData } from '../../src/machines/calendar.js';
import { danishCalendar } from '../../src/machines/holidays.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { getCurrentCalendar, publishCalendar } from '../../src/persistence/calendars.js';
import { newId } from '../../src/persistence/ids.js';
import { claimRun, finishRun } from '../../src/persistence/recurring-runs.js';
import { UNTOLD_CALENDAR } from '../../src/scheduler/calendar-task.js';
import { HOUSEKEEPING } from '../../src/scheduler/housekeeping.js';
import { furnish, openErrand, START } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const closing = (date: string) => danishCalendar({ version: 1, closedDays: { [date]: 'Lukket' } });

it('of two who edit the same version of the calendar, the second is refused instead of undoing the first', async () => {
  const { ds } = database;
  await publishCalendar(ds, danishCalendar({ version: 1 }), { by: 'bo' });
  expect(await publishCalendar(ds, closing('2026-05-04'), { by: 'bo', basedOn: 1 })).toBe(2);
  const second = publishCalendar(ds, closing('2026-05-05'), { by: 'ida', basedOn: 1 });
  await expect(second).rejects.toMatchObject({ code: '23505' });
  const { version, data } = await getCurrentCalendar(ds);
  expect([version, data.closedDays]).toEqual([2, { '2026-05-04': 'Lukket' }]);
});

it('a calendar that was published before there were office hours has the usual ones', async () => {
  const { officeHours, ...before } = danishCalendar({ version: 1 });
  await publishCalendar(database.ds, before as CalendarData, { by: 'bo' });
  const { data } = await getCurrentCalendar(database.ds);
  expect(data.officeHours).toEqual(officeHours);
  expect(officeHours).toMatchObject({ friday: { from: '08:00', to: '16:00' } });
});

describe('a calendar whose publication was cut off before every case had heard of it', () => {
  let left: TestDatabase;
  let caseIds: string[];
  beforeEach(async () => {
    left = await freshDatabase();
    await furnish(left.ds);
    caseIds = [];
    for (let opened = 0; opened < 5; opened += 1) caseIds.push((await openErrand(left.ds)).caseId);
    const { data } = await getCurrentCalendar(left.ds);
    const closedDays = { ...data.closedDays, '2026-02-16': 'Lukket' };
    await publishCalendar(left.ds, { ...data, closedDays }, { by: 'bo' });
    for (const caseId of caseIds.slice(0, 2))
      await applyEvent(left.ds, { caseId, event: { type: 'case.calendarChanged' } });
  });
  afterEach(async () => {
    await checkInvariants(left.ds);
    await left.drop();
  });

  const told = async () => {
    const rows = (await left.ds.query(
      `select count(*)::integer as times from case_events where type = 'case.calendarChanged' group by case_id`,
    )) as { times: number }[];
    return rows.map(({ times }) => times);
  };

  it('is taken to the rest by the recurring task, once to each', async () => {
    expect(await told()).toEqual([1, 1]);
    expect(await UNTOLD_CALENDAR.run(left.ds, START)).toMatchObject({ cases: 3, failed: [] });
    expect(await told()).toEqual([1, 1, 1, 1, 1]);
    expect(await UNTOLD_CALENDAR.run(left.ds, START)).toMatchObject({ cases: 0 });
  });

  it('is told once to each, also when two nodes go on with it at the same time', async () => {
    const other = await left.secondNode();
    await Promise.all([left.ds, other].map((ds) => UNTOLD_CALENDAR.run(ds, START)));
    expect(await told()).toEqual([1, 1, 1, 1, 1]);
  });

  it('is looked for every ten minutes, and the runs of long ago are forgotten', async () => {
    expect(UNTOLD_CALENDAR.slotAt('2026-02-02T08:19:59Z')).toBe(
      UNTOLD_CALENDAR.slotAt('2026-02-02T08:10:00Z'),
    );
    expect(UNTOLD_CALENDAR.slotAt('2026-02-02T08:20:00Z')).not.toBe(
      UNTOLD_CALENDAR.slotAt('2026-02-02T08:19:59Z'),
    );
    const run = { task: 'untoldCalendar', slot: 'then', owner: newId() };
    await claimRun(left.ds, run);
    await finishRun(left.ds, run, {});
    await left.ds.query(`update recurring_runs set finished_at = finished_at - interval '91 days'`);
    expect(await HOUSEKEEPING.run(left.ds, START)).toMatchObject({ runs: 1 });
  });
});
