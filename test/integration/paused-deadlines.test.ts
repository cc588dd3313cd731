import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { advanceClock } from '../../src/persistence/advance-clock.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { openCase } from '../../src/persistence/open-case.js';
import { createUser } from '../../src/persistence/users.js';
import { getOverview, listLeadTimes, listWorkload } from '../../src/persistence/views/analytics-team.js';
import { listCases } from '../../src/persistence/views/case-list.js';
import { listDeadlines, listDeadlinesOfCase } from '../../src/persistence/views/deadline-list.js';
import { listTasks } from '../../src/persistence/views/task-list.js';
import { furnish, METTE, START, TEAM } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { definitionOf, plainEvents } from '../support/definition.js';
import { checkInvariants } from '../support/invariants.js';

/** A report that is due after a week, may be paused, and may be withdrawn. */
const REPORT = definitionOf({
  caseType: 'pausedReport',
  title: { da: 'Rapport' },
  ends: { sent: [], withdrawn: [] },
  events: plainEvents('SEND', 'WITHDRAW', 'PAUSE', 'RESUME'),
  deadlines: {
    sendBy: {
      title: { da: 'Send senest' },
      kind: 'published',
      anchor: 'case.openedOn',
      length: 'P1W',
      pausable: true,
    },
  },
  tasks: {
    WRITE: { title: { da: 'Skriv' }, role: 'caseworker', deadline: 'sendBy', events: ['SEND'] },
  },
  machine: {
    initial: 'open',
    states: {
      open: {
        meta: { deadlines: ['sendBy'], tasks: ['WRITE'] },
        on: {
          SEND: 'sent',
          WITHDRAW: 'withdrawn',
          PAUSE: { actions: [{ type: 'pauseDeadline', deadline: 'sendBy', reason: '"Høring"' }] },
          RESUME: { actions: [{ type: 'resumeDeadline', deadline: 'sendBy' }] },
        },
      },
      sent: { type: 'final' },
      withdrawn: { type: 'final' },
    },
  },
});

let database: TestDatabase;
let worker: string;
let caseId: string;
const viewer = () => ({ userId: worker, teamIds: [TEAM] });
const open = async () => {
  const command = { caseType: 'pausedReport', facts: {}, by: METTE, teamId: TEAM, assigneeId: worker };
  return (await openCase(database.ds, command)).caseId;
};
const send = (type: string, id = caseId) =>
  applyEvent(database.ds, { caseId: id, event: { type, by: METTE } });
const at = (instant: string) => advanceClock(database.ds, instant, async () => undefined);

beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  const person = { username: 'lars', name: 'Lars Dam', roles: ['caseworker' as const], teamIds: [TEAM] };
  worker = await createUser(database.ds, person, START);
  await publishDefinition(database.ds, { document: REPORT, proposedBy: 'bo', publishedBy: 'ida' });
  caseId = await open();
  await at('2026-02-04T09:00:00.000Z');
  await send('PAUSE');
  await at('2026-03-03T09:00:00.000Z');
});
afterAll(() => database.drop());

describe('a paused deadline whose day has passed', () => {
  it('is overdue in no number', async () => {
    expect(await getOverview(database.ds, { viewer: viewer() })).toMatchObject({
      overdueCases: 0,
      exceededDeadlines: 0,
      deadlinesThisWeek: 0,
    });
    expect(await listWorkload(database.ds, { viewer: viewer() })).toMatchObject([
      { openTasks: 1, overdueTasks: 0, overdueCases: 0 },
    ]);
  });

  it('is overdue in no list, and says since when it is paused', async () => {
    const deadlines = await listDeadlines(database.ds, viewer(), { limit: 10 });
    expect(deadlines.items).toMatchObject([{ key: 'sendBy', overdue: false, pausedOn: '2026-02-04' }]);
    const tasks = await listTasks(database.ds, viewer(), {
      scope: 'team',
      roles: [],
      leads: false,
      limit: 10,
    });
    expect(tasks.items).toMatchObject([{ key: 'WRITE', pausedOn: '2026-02-04' }]);
    const cases = await listCases(database.ds, viewer(), { limit: 10 });
    expect(cases.items).toMatchObject([{ nextDueOn: null }]);
  });

  it('is due as many days after its resumption as were left', async () => {
    await send('RESUME');
    const [deadline] = await listDeadlinesOfCase(database.ds, caseId);
    expect(deadline).toMatchObject({ dueOn: '2026-03-08', pausedOn: null });
  });
});

describe('a deadline that fell away', () => {
  it('is no part of the share of cases with an exceeded deadline', async () => {
    const withdrawn = await open();
    await send('WITHDRAW', withdrawn);
    await send('SEND');
    expect(await listDeadlinesOfCase(database.ds, withdrawn)).toMatchObject([{ status: 'fellAway' }]);
    const period = { from: '2026-03-01', to: '2026-03-31', zone: 'Europe/Copenhagen' };
    const rows = await listLeadTimes(database.ds, { viewer: viewer() }, period);
    expect(rows[0]).toMatchObject({ ended: 2, decided: 1, breached: 0 });
  });

  it('leaves every case as its log says', () => checkInvariants(database.ds));
});
