import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { definitionOf, plainEvents } from '../support/definition.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { previewCalendar } from '../../src/persistence/calendar-preview.js';
import { getCurrentCalendar, publishCalendar } from '../../src/persistence/calendars.js';
import { setSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { fireDueTimers } from '../../src/persistence/fire-timers.js';
import { openCase } from '../../src/persistence/open-case.js';
import { recomputeDeadlines } from '../../src/persistence/recompute-deadlines.js';
import { listDeadlines, listDeadlinesOfCase } from '../../src/persistence/views/deadline-list.js';
import { readCursor, type Page, type PageKey } from '../../src/persistence/views/page.js';
import { listTasks } from '../../src/persistence/views/task-list.js';
import { furnish, METTE, TEAM } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { checkInvariants } from '../support/invariants.js';

/** A call that is answered within four office hours; half an hour after it somebody is alarmed. */
const CALL = definitionOf({
  caseType: 'call',
  title: { da: 'Opkald' },
  ends: { answered: [] },
  events: plainEvents('ANSWER', 'PAUSE', 'RESUME'),
  deadlines: {
    answerBy: {
      title: { da: 'Ring tilbage' },
      kind: 'internal',
      anchor: 'now',
      length: 'PT4H',
      counting: 'officeHours',
      pausable: true,
      reminders: [
        { at: '-PT1H', to: ['caseworker'] },
        { at: 'breach', to: ['teamLeader'] },
      ],
    },
  },
  delays: { halfAnHour: { anchor: 'now', length: 'PT30M' } },
  tasks: {
    CALL_BACK: { title: { da: 'Ring' }, role: 'caseworker', deadline: 'answerBy', events: ['ANSWER'] },
  },
  machine: {
    initial: 'open',
    states: {
      open: {
        initial: 'quiet',
        meta: { deadlines: ['answerBy'], tasks: ['CALL_BACK'] },
        on: {
          ANSWER: 'answered',
          PAUSE: { actions: [{ type: 'pauseDeadline', deadline: 'answerBy', reason: '"Venter"' }] },
          RESUME: { actions: [{ type: 'resumeDeadline', deadline: 'answerBy' }] },
        },
        states: { quiet: { after: { halfAnHour: 'alarm' } }, alarm: {} },
      },
      answered: { type: 'final' },
    },
  },
});

/** Tuesday 3 March 2026, 14:30 in Copenhagen. */
const TUESDAY = '2026-03-03T13:30:00.000Z';

let database: TestDatabase;
const viewer = { userId: METTE.userId, teamIds: [TEAM] };
const open = async () =>
  (await openCase(database.ds, { caseType: 'call', facts: {}, by: METTE, teamId: TEAM })).caseId;
const send = (caseId: string, type: string) =>
  applyEvent(database.ds, { caseId, event: { type, by: METTE } });
const at = (instant: string) => setSandboxClock(database.ds, instant);
const fire = () => fireDueTimers(database.ds);
const deadlineOf = async (caseId: string) => (await listDeadlinesOfCase(database.ds, caseId))[0]!;
const rungsOf = async (caseId: string) =>
  (
    (await database.ds.query('select rung from messages where case_id = $1 order by created_at', [
      caseId,
    ])) as { rung: string }[]
  ).map(({ rung }) => rung);

beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds, TUESDAY);
  await publishDefinition(database.ds, { document: CALL, proposedBy: 'bo', publishedBy: 'ida' });
});
afterAll(async () => {
  await checkInvariants(database.ds);
  await database.drop();
});

describe('a case that counts hours', () => {
  let caseId: string;

  it('has its due moment in its rows, and a task that shows it', async () => {
    caseId = await open();
    expect(await deadlineOf(caseId)).toMatchObject({
      dueOn: '2026-03-04',
      targetOn: '2026-03-04',
      dueAt: '2026-03-04T09:30:00.000Z',
    });
    const { items } = await listTasks(database.ds, viewer, {
      scope: 'team',
      roles: [],
      leads: false,
      limit: 10,
    });
    expect(items).toMatchObject([
      { dueOn: '2026-03-04', dueAt: '2026-03-04T09:30:00.000Z', countedLength: 'PT4H' },
    ]);
  });

  it('is taken on by its timer at the minute, and not before', async () => {
    await at('2026-03-03T13:59:59.999Z');
    expect(await fire()).toMatchObject({ fired: 0 });
    await at('2026-03-03T14:00:00.000Z');
    expect(await fire()).toMatchObject({ fired: 1, oldestLatenessMs: 0 });
  });

  it('is reminded of at the hour, and breached at its instant', async () => {
    await at('2026-03-04T08:30:00.000Z');
    await fire();
    expect(await rungsOf(caseId)).toEqual(['-PT1H']);
    await at('2026-03-04T09:30:00.000Z');
    const { items } = await listDeadlines(database.ds, viewer, { limit: 10 });
    expect(items).toMatchObject([{ overdue: true }]);
    await fire();
    expect(await deadlineOf(caseId)).toMatchObject({ breachedAt: '2026-03-04T09:30:00.000Z' });
    expect(await rungsOf(caseId)).toEqual(['-PT1H', 'breach']);
  });

  it('that nobody looked at over night has its breach at its own instant all the same', async () => {
    await at('2026-03-05T13:30:00.000Z');
    const slept = await open();
    await at('2026-03-08T08:00:00.000Z');
    await send(slept, 'ANSWER');
    expect(await deadlineOf(slept)).toMatchObject({ breachedAt: '2026-03-06T09:30:00.000Z', status: 'late' });
  });

  it('gives back the office minutes of its pauses', async () => {
    await at('2026-03-09T13:30:00.000Z');
    const paused = await open();
    await at('2026-03-09T14:30:00.000Z');
    await send(paused, 'PAUSE');
    await at('2026-03-10T08:00:00.000Z');
    await send(paused, 'RESUME');
    expect(await deadlineOf(paused)).toMatchObject({ dueAt: '2026-03-10T11:00:00.000Z' });
  });

  it('is counted anew by other office hours, of which the preview tells the moments', async () => {
    await at('2026-03-17T13:30:00.000Z');
    const followed = await open();
    const { data } = await getCurrentCalendar(database.ds);
    const officeHours = { ...data.officeHours, wednesday: { from: '10:00', to: '16:00' } };
    const later = { ...data, version: 2, officeHours };
    const { deadlines } = await previewCalendar(database.ds, later);
    expect(deadlines).toContainEqual(
      expect.objectContaining({
        from: expect.objectContaining({ dueAt: '2026-03-18T09:30:00.000Z' }),
        to: expect.objectContaining({ dueOn: '2026-03-18', dueAt: '2026-03-18T11:30:00.000Z' }),
      }),
    );
    await publishCalendar(database.ds, later, { by: 'bo' });
    await recomputeDeadlines(database.ds);
    expect(await deadlineOf(followed)).toMatchObject({ dueAt: '2026-03-18T11:30:00.000Z' });
  });

  it('is listed by the moment, page by page as at once', async () => {
    await at('2026-03-20T08:00:00.000Z');
    await open();
    await at('2026-03-20T09:00:00.000Z');
    await open();
    const tasks = await inPages((after) =>
      listTasks(database.ds, viewer, {
        scope: 'team',
        roles: [],
        leads: false,
        limit: 1,
        ...(after && { after }),
      }),
    );
    const deadlines = await inPages((after) =>
      listDeadlines(database.ds, viewer, { limit: 1, ...(after && { after }) }),
    );
    for (const rows of [tasks, deadlines]) {
      expect(new Set(rows.map(({ caseId }) => caseId)).size).toBe(rows.length);
      expect(rows.length).toBeGreaterThan(3);
      const moments = rows.map(({ dueAt }) => dueAt);
      expect(moments).toEqual(moments.toSorted());
    }
  });
});

async function inPages<Row>(read: (after: PageKey | null) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: PageKey | null = null; ;) {
    const { items, next }: Page<Row> = await read(after);
    rows.push(...items);
    if (next === null) return rows;
    after = readCursor(next);
  }
}
