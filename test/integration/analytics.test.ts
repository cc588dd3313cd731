import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnalyticsService, type Breach } from '../../src/modules/analytics/analytics.service.js';
import { advanceClock } from '../../src/persistence/advance-clock.js';
import { applyEvent } from '../../src/persistence/apply-event.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { newId } from '../../src/persistence/ids.js';
import { openCase } from '../../src/persistence/open-case.js';
import { createTeam, createUser } from '../../src/persistence/users.js';
import {
  countStates,
  countVersions,
  listAnalyticsCases,
  type Scope,
} from '../../src/persistence/views/analytics-cases.js';
import {
  getOverview,
  listLeadTimes,
  listTeamIncidents,
  listWorkload,
} from '../../src/persistence/views/analytics-team.js';
import { furnish, METTE, START, TEAM } from '../support/cases.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { definitionOf, plainEvents } from '../support/definition.js';
import { checkInvariants } from '../support/invariants.js';

/** A report that is due after a week; who is late must say why. */
const REPORT = definitionOf({
  caseType: 'report',
  title: { da: 'Rapport', en: 'Report' },
  facts: {
    type: 'object',
    properties: {
      why: {
        type: 'string',
        enum: ['illness', 'overlooked'],
        labels: { illness: { da: 'Sygdom' }, overlooked: { da: 'Overset' } },
      },
    },
  },
  ends: { sent: [] },
  events: {
    ...plainEvents('SEND'),
    STATED: { title: { da: 'Grund' }, roles: ['caseworker'], form: ['why'], required: ['why'] },
  },
  deadlines: {
    sendBy: {
      title: { da: 'Send senest' },
      kind: 'published',
      anchor: 'case.openedOn',
      length: 'P1W',
      reminders: [{ every: 'P1W', after: 'breach', to: ['teamLeader'] }],
    },
    answerBy: { title: { da: 'Borgeren svarer' }, kind: 'citizen', anchor: 'case.openedOn', length: 'P1D' },
  },
  tasks: {
    WRITE: { title: { da: 'Skriv' }, role: 'caseworker', deadline: 'sendBy', events: ['SEND'] },
    STATE: { title: { da: 'Angiv grund' }, role: 'teamLeader', events: ['STATED'] },
  },
  machine: {
    initial: 'open',
    states: {
      open: {
        type: 'parallel',
        meta: { deadlines: ['sendBy', 'answerBy'] },
        states: {
          main: { initial: 'writing', states: { writing: { meta: { tasks: ['WRITE'] } } } },
          clock: {
            initial: 'running',
            states: {
              running: { after: { sendBy: 'late' } },
              late: { meta: { tasks: ['STATE'] }, on: { STATED: 'explained' } },
              explained: {},
            },
          },
        },
        on: { SEND: 'sent' },
      },
      sent: { type: 'final' },
    },
  },
});

let database: TestDatabase;
const leader = newId();
let worker: string;
const ownTeam: Scope = { viewer: { userId: leader, teamIds: [TEAM] } };
const house: Scope = { viewer: null };
const cases: Record<string, string> = {};
const version = { caseType: 'report', version: 1 };
const zone = 'Europe/Copenhagen';

const open = async (name: string, teamId = TEAM, assigneeId: string | null = null, more = {}) => {
  const { caseId } = await openCase(database.ds, {
    caseType: 'report',
    facts: {},
    by: METTE,
    teamId,
    assigneeId,
    ...more,
  });
  cases[name] = caseId;
};
const send = (name: string, type: string, facts?: { why: string }) =>
  applyEvent(database.ds, { caseId: cases[name]!, event: { type, by: METTE, ...(facts && { facts }) } });
const at = (instant: string) => advanceClock(database.ds, instant, async () => undefined);

beforeAll(async () => {
  database = await freshDatabase();
  await furnish(database.ds);
  await createTeam(database.ds, { id: 'other', name: 'Other' }, START);
  const person = { username: 'lars', name: 'Lars Dam', roles: ['caseworker' as const], teamIds: [TEAM] };
  worker = await createUser(database.ds, person, START);
  await publishDefinition(database.ds, { document: REPORT, proposedBy: 'bo', publishedBy: 'ida' });
  await open('quick');
  await open('late', TEAM, worker);
  await open('silent');
  await open('foreign', 'other');
  await open('secret', TEAM, null, { protected: true });
  await at('2026-02-04T09:00:00.000Z');
  await send('quick', 'SEND');
  await at('2026-02-12T09:00:00.000Z');
  await send('late', 'STATED', { why: 'illness' });
  await at('2026-03-03T09:00:00.000Z');
  await send('late', 'SEND');
});
afterAll(() => database.drop());

describe('the numbers of a team', () => {
  it('count the open cases of each version, the current one also when it has none', async () => {
    const counts = await countVersions(database.ds, ownTeam);
    const report = { ...version, current: true, open: 1, overdue: 1, unassigned: 1 };
    expect(counts[0]).toMatchObject({ ...report, title: { da: 'Rapport', en: 'Report' } });
    expect(counts.find(({ caseType }) => caseType === 'errand')).toMatchObject({ open: 0, current: true });
  });

  it('count each case once in every state that it is in, and in the groups around these', async () => {
    expect(await countStates(database.ds, ownTeam, version)).toEqual(
      ['open', 'open.clock', 'open.clock.late', 'open.main', 'open.main.writing'].map((state) => ({
        state,
        cases: 1,
        overdue: 1,
      })),
    );
  });

  it('leave out other teams and protected cases, which only the numbers of the whole house hold', async () => {
    const [report] = await countVersions(database.ds, house);
    expect(report).toMatchObject({ open: 3, overdue: 3 });
    const [other] = await countVersions(database.ds, { viewer: null, teamId: 'other' });
    expect(other).toMatchObject({ open: 1 });
  });

  it('say what needs the leader today', async () => {
    expect(await getOverview(database.ds, ownTeam)).toEqual({
      openCases: 1,
      overdueCases: 1,
      unassignedCases: 1,
      exceededDeadlines: 1,
      deadlinesThisWeek: 0,
      leaderTasks: 1,
      incidents: 0,
    });
    expect(await listTeamIncidents(database.ds, ownTeam)).toEqual([]);
  });

  it('say what each caseworker has open', async () => {
    await open('next', TEAM, worker);
    const [lars] = await listWorkload(database.ds, ownTeam);
    expect(lars).toEqual({
      userId: worker,
      name: 'Lars Dam',
      openCases: 1,
      overdueCases: 0,
      openTasks: 1,
      overdueTasks: 0,
      tasksThisWeek: 0,
    });
    await send('next', 'SEND');
  });

  it('say how long the ended cases took, as a whole and month by month', async () => {
    const period = { from: '2026-02-01', to: '2026-03-31', zone };
    const rows = await listLeadTimes(database.ds, ownTeam, period);
    expect(rows.map(({ month, ended, breached }) => ({ month, ended, breached }))).toEqual([
      { month: null, ended: 3, breached: 1 },
      { month: '2026-02-01', ended: 1, breached: 0 },
      { month: '2026-03-01', ended: 2, breached: 1 },
    ]);
    expect(rows[1]!.medianDays).toBe(2);
    const before = { from: '2026-01-01', to: '2026-01-31', zone };
    expect(await listLeadTimes(database.ds, ownTeam, before)).toEqual([]);
  });
});

const pageAfter = (after?: [string, string]) =>
  listAnalyticsCases(database.ds, ownTeam, { limit: 2, ...(after && { after }) }, zone);

const names = async (filter: object): Promise<string[]> => {
  const page = await listAnalyticsCases(database.ds, ownTeam, { limit: 50, ...filter }, zone);
  return page.items.map(({ id }) => Object.keys(cases).find((name) => cases[name] === id)!);
};

describe('the cases behind a number', () => {
  it('are those of a state, of what is overdue, of what nobody has, of a month', async () => {
    expect(await names({ ...version, status: 'active', state: 'open.clock' })).toEqual(['silent']);
    expect(await names({ overdue: true })).toEqual(['silent']);
    expect(await names({ overdue: false, status: 'active' })).toEqual([]);
    expect(await names({ unassigned: true, status: 'active' })).toEqual(['silent']);
    expect(await names({ assigneeId: worker, breached: true })).toEqual(['late']);
    expect(await names({ endedFrom: '2026-02-01', endedTo: '2026-02-28' })).toEqual(['quick']);
  });

  it('come page by page', async () => {
    const first = await pageAfter();
    const last = first.items.at(-1)!;
    const second = await pageAfter([last.caseNumber, last.id]);
    expect(first.next).not.toBeNull();
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(
      ['quick', 'late', 'silent', 'next'].map((name) => cases[name]),
    );
    expect(second.next).toBeNull();
  });
});

describe('the exceeded deadlines of a period', () => {
  it('come with the coded reason, or with the fact that it is missing; the citizen’s own are not ours', async () => {
    const service = new AnalyticsService(database.ds);
    const breaches: Breach[] = await service.breaches(ownTeam, '2026-02-01', '2026-02-28');
    expect(breaches.map(({ caseId, key, reason }) => ({ caseId, key, reason }))).toMatchObject([
      { caseId: cases['silent'], key: 'sendBy', reason: { status: 'missing' } },
      {
        caseId: cases['late'],
        key: 'sendBy',
        reason: { status: 'stated', code: 'illness', label: { da: 'Sygdom' } },
      },
    ]);
    expect(await service.breaches(ownTeam, '2026-03-01', '2026-03-31')).toEqual([]);
  });

  it('leave every promise kept', () => checkInvariants(database.ds));
});
