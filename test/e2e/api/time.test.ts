import { START, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import { parseDefinition } from '../../../src/machines/index.js';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import { publishDefinition } from '../../../src/persistence/definitions.js';

let test: TestApp;
let mette: Client;
beforeEach(async () => {
  test = await startTestApp();
  mette = await test.as('mette');
});
afterEach(() => test.close());

async function openCase(): Promise<CaseView> {
  const body = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };
  return (await mette.post<CaseView>('/api/cases', body)).body;
}

const clock = (body: object) => mette.post<Record<string, unknown>>('/api/clock', body);
const remindersOf = async (id: string) =>
  (
    await mette.get<{ items: { rung: string; createdAt: string }[] }>(
      `/api/messages?caseId=${id}&kind=reminder`,
    )
  ).body.items;

describe('moving the clock', () => {
  it('lets everything on the way happen at its own instant', async () => {
    const { id } = await openCase();
    expect((await clock({ advanceTo: '2026-04-01T12:00:00+02:00' })).body).toMatchObject({
      now: '2026-04-01T10:00:00.000Z',
      failed: 0,
    });
    const { body } = await mette.get<CaseView>(`/api/cases/${id}`);
    expect(body.state).toMatchObject({ open: { clock: 'breached' } });
    expect(body.deadlines[0]!.breachedAt).toBe('2026-03-30T22:00:00.000Z');
    const reminders = await remindersOf(id);
    expect(reminders.map(({ rung, createdAt }) => [rung, createdAt]).reverse()).toEqual([
      ['-P2D', '2026-03-26T07:00:00.000Z'],
      ['breach', '2026-03-31T06:00:00.000Z'],
    ]);
  });

  it('counts local days over the change to summer time', async () => {
    await clock({ advanceTo: '2026-03-28T12:00:00+01:00' });
    expect((await clock({ advanceBy: 'P1D' })).body['now']).toBe('2026-03-29T10:00:00.000Z');
  });

  it.each([
    ['backwards', { advanceTo: '2026-03-01T08:00:00Z' }, 'clockBackwards'],
    ['by nothing that is said', {}, 'invalidBody'],
    ['to two places', { advanceTo: '2026-04-01T08:00:00Z', advanceBy: 'P1D' }, 'invalidBody'],
    ['by a negative length', { advanceBy: '-P1D' }, 'invalidBody'],
    ['by half a length', { advanceBy: 'P' }, 'invalidBody'],
    ['to a day that does not exist', { advanceTo: '2026-02-30T08:00:00Z' }, 'invalidBody'],
    ['beyond the calendar', { advanceBy: 'P500Y' }, 'calendarOutOfRange'],
  ])('is refused %s', async (_, body, code) => {
    expect((await clock(body)).body).toMatchObject({ code });
    expect((await mette.get('/api/clock')).body).toEqual({
      now: '2026-03-02T08:00:00.000Z',
      zone: 'Europe/Copenhagen',
      sandbox: true,
    });
  });

  it('is refused outside the sandbox', async () => {
    const real = await startTestApp({ sandbox: false });
    const answer = await (await real.as('mette')).post('/api/clock', { advanceBy: 'P1D' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'sandboxOnly' } });
    await real.close();
  });
});

describe('looking back and ahead', () => {
  it('shows the case as it was at any moment', async () => {
    const { id } = await openCase();
    await clock({ advanceTo: '2026-03-03T08:00:00Z' });
    await mette.post(`/api/cases/${id}/events`, {
      type: 'IDENTITY_CHECKED',
      facts: { identityProven: true },
    });
    const at = async (instant: string) =>
      (await mette.get<object>(`/api/cases/${id}/at?instant=${instant}`)).body;
    expect(await at('2026-03-02T08:00:00Z')).toMatchObject({
      seq: 1,
      tasks: ['CHECK_IDENTITY'],
      facts: { identityProven: false },
    });
    expect(await at('2026-03-03T08:00:00Z')).toMatchObject({
      seq: 2,
      tasks: ['SEND_CARD'],
      facts: { identityProven: true },
    });
    expect(await at('2026-03-01T08:00:00Z')).toMatchObject({ code: 'unknownCase' });
    expect(await at('yesterday')).toMatchObject({ code: 'invalidBody' });
  });

  it('shows what was known then, or what had happened by then', async () => {
    const { id } = await openCase();
    await clock({ advanceTo: '2026-03-09T08:00:00Z' });
    await mette.post(`/api/cases/${id}/events`, {
      type: 'IDENTITY_CHECKED',
      facts: { identityProven: true },
      happenedAt: '2026-03-04T09:00:00Z',
    });
    const at = async (by: string, instant = '2026-03-05T08:00:00Z') =>
      (await mette.get<object>(`/api/cases/${id}/at?instant=${instant}&by=${by}`)).body;
    expect(await at('known')).toMatchObject({ facts: { identityProven: false }, tasks: ['CHECK_IDENTITY'] });
    expect(await at('happened')).toMatchObject({ facts: { identityProven: true }, tasks: ['SEND_CARD'] });
    expect(await at('happened', '2026-03-04T08:00:00Z')).toMatchObject({ facts: { identityProven: false } });
    expect(await at('happened', '2026-03-01T08:00:00Z')).toMatchObject({ code: 'unknownCase' });
    expect(await at('rumour')).toMatchObject({ code: 'invalidBody' });
  });

  it('plays a case forward and writes nothing', async () => {
    const { id } = await openCase();
    const { body } = await mette.post<{ entries: { at: string; event: string; accepted: boolean }[] }>(
      `/api/cases/${id}/what-if`,
      {
        until: '2026-04-01T00:00:00Z',
        events: [{ type: 'IDENTITY_CHECKED', facts: { identityProven: true }, at: '2026-03-05T09:00:00Z' }],
      },
    );
    const [first] = body.entries;
    expect(first).toMatchObject({
      at: '2026-03-05T09:00:00.000Z',
      event: 'IDENTITY_CHECKED',
      accepted: true,
    });
    expect(body.entries.map(({ event }) => event)).toContain('timer.deadline');
    expect((await mette.get<CaseView>(`/api/cases/${id}`)).body).toMatchObject({
      seq: 1,
      facts: { identityProven: false },
    });
    expect(await remindersOf(id)).toEqual([]);
  });

  it('plays nothing that the case would be refused for its shape', async () => {
    const { id } = await openCase();
    const play = (event: object) => {
      const events = [{ ...event, at: '2026-03-05T09:00:00Z' }];
      return mette.post(`/api/cases/${id}/what-if`, { until: '2026-04-01T00:00:00Z', events });
    };
    const wrong = { type: 'IDENTITY_CHECKED', facts: { identityProven: 'yes' } };
    expect(await play(wrong)).toMatchObject({ status: 400, body: { code: 'invalidFacts' } });
    expect(await play({ type: 'DANCE' })).toMatchObject({ status: 400, body: { code: 'unknownEvent' } });
  });

  it('plays no event that only the engine sends', async () => {
    const { id } = await openCase();
    const events = [{ type: 'xstate.after.decideBy.open', at: '2026-03-05T09:00:00Z' }];
    const answer = await mette.post(`/api/cases/${id}/what-if`, { until: '2026-04-01T00:00:00Z', events });
    expect(answer).toMatchObject({ status: 400, body: { code: 'reservedEvent' } });
  });

  it('tells how a due day was found', async () => {
    const { id } = await openCase();
    const path = (key: string) => `/api/cases/${id}/deadlines/${key}/certificate`;
    expect((await mette.get(path('decideBy'))).body).toMatchObject({
      anchor: { expression: 'facts.receivedOn', on: '2026-03-02' },
      rule: { length: 'P4W' },
      calendarVersion: 1,
      dueOn: '2026-03-30',
      ruleWords: {
        da: expect.stringMatching(/^4 uger efter “/),
        en: expect.stringMatching(/^4 weeks after “/),
      },
      earlier: [],
    });
    expect((await mette.get(path('nothing'))).body).toMatchObject({ code: 'unknownDeadline' });
  });
});

describe('a moment among the facts', () => {
  beforeEach(async () => {
    for (const caseType of ['refusal', 'newApplication']) {
      const parsed = parseDefinition(shippedDefinitions()[caseType], shippedFragments());
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      const people = { proposedBy: 'bo', publishedBy: 'ida' };
      await publishDefinition(test.ds, { document: parsed.definition, ...people });
    }
  });
  const openWith = (applicationReceivedAt: string) =>
    mette.post<CaseView>('/api/cases', { caseType: 'newApplication', facts: { applicationReceivedAt } });

  it('may be given with any offset, and counts as the moment that it is', async () => {
    const { status, body } = await openWith('2026-02-27T00:30:00+01:00');
    expect(status).toBe(201);
    expect(body.facts).toMatchObject({ applicationReceivedAt: '2026-02-26T23:30:00.000Z' });
    // Twelve weeks from the day on which it came in Copenhagen.
    expect(body.deadlines.find(({ key }) => key === 'decision')).toMatchObject({ dueOn: '2026-05-22' });
    const short = await openWith('2026-02-26T23:30Z');
    expect(short.body.facts).toEqual(body.facts);
  });

  it.each([
    '2026-02-27T00:30:00',
    '2026-02-30T08:00:00Z',
    '2026-02-27',
    '2026-02-27T25:00:00Z',
    '9999-12-31T23:30:00-01:00',
    '0000-01-01T00:30:00+01:00',
    'i går',
    7,
  ])('is refused with its path: %s', async (moment) => {
    expect(await openWith(moment as string)).toMatchObject({
      status: 400,
      body: { code: 'invalidFacts', errors: [{ path: 'facts.applicationReceivedAt' }] },
    });
  });
});

describe('closing a day', () => {
  it('is a new version of the calendar, which running deadlines follow', async () => {
    const { id } = await openCase();
    const bo = await test.as('bo');
    const answer = await bo.post('/api/calendar/closed-days', { date: '2026-03-30', name: 'Flytning' });
    expect(answer).toMatchObject({ status: 201, body: { version: 2, cases: 1, moved: 1, failed: 0 } });
    const { body } = await mette.get<CaseView>(`/api/cases/${id}`);
    expect(body.deadlines[0]).toMatchObject({ dueOn: '2026-03-30', targetOn: '2026-03-27' });
    const certificate = await mette.get(`/api/cases/${id}/deadlines/decideBy/certificate`);
    expect(certificate.body).toMatchObject({
      targetOn: '2026-03-27',
      calendarVersion: 2,
      earlier: [
        {
          certificate: { targetOn: '2026-03-30', calendarVersion: 1 },
          ruleWords: { da: expect.stringMatching(/^4 uger efter “/) },
          replacedBy: 'case.calendarChanged',
          replacedAt: START,
        },
      ],
    });
    expect((await mette.get('/api/calendar')).body).toMatchObject({
      version: 2,
      data: { closedDays: { '2026-03-30': 'Flytning' } },
    });
    expect((await mette.get('/api/calendar/versions/1')).body).toMatchObject({ data: { closedDays: {} } });
    await bo.request('DELETE', '/api/calendar/closed-days/2026-03-30');
    expect((await mette.get<CaseView>(`/api/cases/${id}`)).body.deadlines[0]!.targetOn).toBe('2026-03-30');
  });

  it('is refused for a day that is none, or that the calendar does not know', async () => {
    const bo = await test.as('bo');
    const close = async (date: string) =>
      (await bo.post('/api/calendar/closed-days', { date, name: 'x' })).body;
    expect(await close('2026-02-30')).toMatchObject({ code: 'invalidBody' });
    expect(await close('1850-01-01')).toMatchObject({ code: 'calendarOutOfRange' });
    expect((await bo.request('DELETE', '/api/calendar/closed-days/__proto__')).body).toMatchObject({
      code: 'notFound',
    });
  });

  it('loses neither of two days that are closed at once', async () => {
    const bo = await test.as('bo');
    const days = ['2026-05-04', '2026-05-05', '2026-05-06'];
    const close = (date: string) => bo.post('/api/calendar/closed-days', { date, name: 'Lukket' });
    const answers = await Promise.all(days.map(close));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const { body } = await bo.get<{ data: { closedDays: object } }>('/api/calendar');
    expect(body.data.closedDays).toMatchObject(Object.fromEntries(days.map((day) => [day, 'Lukket'])));
  });
});
