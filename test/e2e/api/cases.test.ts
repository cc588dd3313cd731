import { randomUUID } from 'node:crypto';
import { START, startTestApp, type Answer, type Client, type TestApp } from '../../support/app.js';
import type { CaseView } from '../../../src/modules/cases/case-view.js';

let test: TestApp;
let mette: Client;
let anne: Client;
beforeAll(async () => {
  test = await startTestApp();
  mette = await test.as('mette');
  anne = await test.as('anne');
});
afterAll(() => test.close());

type Refusal = Record<string, unknown> & {
  code: string;
  errors: { path: string; code: string; message: string }[];
};

const opening = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };

async function openCase(by: Client = mette, body: object = opening): Promise<CaseView> {
  const answer = await by.post<CaseView>('/api/cases', body);
  expect(answer.status).toBe(201);
  return answer.body;
}

const send = <Body = CaseView>(by: Client, id: string, body: object, headers?: Record<string, string>) =>
  by.post<Body>(`/api/cases/${id}/events`, body, headers);

const eventTypes = async (id: string) =>
  (await mette.get<{ items: { type: string }[] }>(`/api/cases/${id}/history`)).body.items.map(
    ({ type }) => type,
  );

describe('what can be opened', () => {
  it('is each case type with the form to open it', async () => {
    const { body } = await mette.get<unknown[]>('/api/case-types');
    expect(body).toEqual([
      {
        caseType: 'libraryCard',
        version: 1,
        title: { da: 'Lånerkort', en: 'Library card' },
        form: expect.objectContaining({ required: ['receivedOn'], additionalProperties: false }),
      },
    ]);
  });
});

describe('opening a case', () => {
  it('that began earlier counts from then, and what was due since has happened in its order', async () => {
    const happenedAt = '2026-02-02T09:00:00+01:00';
    const view = await openCase(mette, { ...opening, facts: { receivedOn: '2026-02-02' }, happenedAt });
    expect(view).toMatchObject({ openedAt: '2026-02-02T08:00:00.000Z', seq: 1 });
    const { body } = await mette.get<{ items: object[] }>(`/api/cases/${view.id}/history`);
    expect(body.items[0]).toMatchObject({ at: START, happenedAt: '2026-02-02T08:00:00.000Z' });
    const proven = { type: 'IDENTITY_CHECKED', facts: { identityProven: true } };
    expect(await send(mette, view.id, { ...proven, happenedAt: '2026-02-01T09:00:00Z' })).toMatchObject({
      status: 409,
      body: { reasons: [expect.objectContaining({ code: 'happenedBeforeOpening' })] },
    });
    const after = await send(mette, view.id, { ...proven, happenedAt: '2026-02-03T09:00:00Z' });
    expect(after).toMatchObject({ status: 200, body: { facts: { identityProven: true } } });
  });

  it('that is to begin in the future, or at no moment, is refused', async () => {
    const at = (happenedAt: string) => mette.post('/api/cases', { ...opening, happenedAt });
    expect(await at('2027-01-01T08:00:00Z')).toMatchObject({
      status: 400,
      body: { code: 'happenedInFuture' },
    });
    expect(await at('2026-02-30T08:00:00Z')).toMatchObject({ status: 400, body: { code: 'invalidBody' } });
    expect(await at('1850-01-01T08:00:00Z')).toMatchObject({
      status: 409,
      body: { code: 'calendarOutOfRange' },
    });
  });

  it('gives the case with its first task, deadline and possible events', async () => {
    const view = await openCase();
    expect(view).toMatchObject({
      caseNumber: expect.stringMatching(/^2026-\d{6}$/),
      caseType: 'libraryCard',
      version: 1,
      status: 'active',
      openedAt: START,
      seq: 1,
      facts: { receivedOn: '2026-03-02', identityProven: false, proofs: [] },
      state: { open: { work: { going: 'checking' }, clock: 'running' } },
      publicPhase: 'information',
      assignee: null,
      team: { id: 'boernehandicap', name: 'Børnehandicap' },
      parent: null,
      children: [],
    });
    expect(view.activeStates.filter(({ leaf }) => leaf).map(({ path }) => path)).toEqual([
      'open.work.going.checking',
      'open.clock.running',
    ]);
    expect(view.tasks).toMatchObject([
      {
        key: 'CHECK_IDENTITY',
        dueOn: '2026-03-30',
        events: ['IDENTITY_CHECKED'],
        checklist: [{ da: 'Billedet ligner' }],
      },
    ]);
    expect(view.deadlines).toMatchObject([
      {
        key: 'decideBy',
        startedOn: '2026-03-02',
        dueOn: '2026-03-30',
        targetOn: '2026-03-30',
        status: 'running',
      },
    ]);
  });

  it('says of each event whether it is possible, and why not', async () => {
    const { events } = await openCase();
    const accepted = Object.fromEntries(events.map((event) => [event.type, event.accepted]));
    expect(accepted).toEqual({ IDENTITY_CHECKED: true, PAUSED: true, CARD_SENT: false, WITHDRAWN: true });
    expect(events.find(({ type }) => type === 'CARD_SENT')).toMatchObject({
      title: { da: 'Kort sendt' },
      reasons: [{ text: { da: 'Identiteten er ikke kontrolleret endnu.' } }],
      form: { required: ['cardNumber'], properties: { cardNumber: { type: 'string' } } },
    });
  });

  it('says of an event of another role who may send it', async () => {
    const { id } = await openCase();
    const { body } = await anne.get<CaseView>(`/api/cases/${id}`);
    expect(body.events.find(({ type }) => type === 'IDENTITY_CHECKED')).toMatchObject({
      accepted: false,
      reasons: [{ code: 'wrongRole', text: { da: 'Det kan kun sagsbehandleren gøre.' } }],
    });
  });

  it('can give the case to a person of the team', async () => {
    const { body: me } = await mette.get<{ id: string }>('/api/me');
    const view = await openCase(mette, { ...opening, assignee: me.id });
    expect(view.assignee).toEqual({ id: me.id, name: 'Mette Holm' });
    expect(view.tasks[0]!.assigneeId).toBe(me.id);
  });

  it.each([
    ['no facts', {}, [['facts.receivedOn', 'required']]],
    ['a wrong type', { receivedOn: 20260302 }, [['facts.receivedOn', 'type']]],
    ['a day that does not exist', { receivedOn: '2026-02-30' }, [['facts.receivedOn', 'format']]],
    [
      'two things wrong at once',
      { receivedOn: '2026-03-02', shoeSize: 43, identityProven: 'yes' },
      [
        ['facts.shoeSize', 'additionalProperties'],
        ['facts.identityProven', 'type'],
      ],
    ],
  ])('is refused with the path of each fact that is wrong: %s', async (_, facts, errors) => {
    const { status, body } = await mette.post<Refusal>('/api/cases', { ...opening, facts });
    expect([status, body.code]).toEqual([400, 'invalidFacts']);
    expect(body.errors.map(({ path, code }) => [path, code])).toEqual(errors);
  });

  it('is refused with facts that only come with events, which its form does not ask for', async () => {
    const facts = { ...opening.facts, cardNumber: '7', proofs: [{ kind: 'passport' }] };
    const { status, body } = await mette.post<Refusal>('/api/cases', { ...opening, facts });
    expect([status, body.code]).toEqual([400, 'factNotAtOpening']);
    expect(body.errors.map(({ path }) => path)).toEqual(['facts.cardNumber', 'facts.proofs']);
    const { body: types } = await mette.get<{ form: { properties: object } }[]>('/api/case-types');
    expect(Object.keys(types[0]!.form.properties)).toEqual(['receivedOn', 'identityProven']);
  });

  it.each([
    ['an unknown case type', { caseType: 'parkingPermit' }, 404, 'unknownCaseType'],
    ['a name of JavaScript', { caseType: 'constructor' }, 404, 'unknownCaseType'],
    ['a foreign team', { teamId: 'familie' }, 403, 'forbidden'],
    ['an unknown citizen', { citizenId: randomUUID() }, 400, 'unknownCitizen'],
    ['an unknown assignee', { assignee: randomUUID() }, 400, 'unknownUser'],
    ['facts that are a list', { facts: [] }, 400, 'invalidBody'],
    ['an id that is none', { citizenId: '0101701234' }, 400, 'invalidBody'],
  ])('is refused for %s', async (_, change, status, code) => {
    const answer = await mette.post('/api/cases', { ...opening, ...change });
    expect(answer).toMatchObject({ status, body: { code } });
  });

  it('happens once for one idempotency key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await mette.post<CaseView>('/api/cases', opening, key);
    const second = await mette.post<CaseView>('/api/cases', opening, key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
    const other = { ...opening, facts: { receivedOn: '2026-03-01' } };
    expect(await mette.post('/api/cases', other, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotencyKeyReused' },
    });
  });
});

describe('sending an event', () => {
  it('gives the case after it', async () => {
    const { id } = await openCase();
    const answer = await send(mette, id, {
      type: 'IDENTITY_CHECKED',
      facts: { identityProven: true },
      note: 'Så passet',
      happenedAt: '2026-03-02T08:30:00+01:00',
      expectedSeq: 1,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ seq: 2, facts: { identityProven: true }, publicPhase: 'decision' });
    expect(answer.body.tasks.map(({ key }) => key)).toEqual(['SEND_CARD']);
    const { body } = await mette.get<{ items: object[] }>(`/api/cases/${id}/history`);
    expect(body.items[1]).toMatchObject({
      seq: 2,
      type: 'IDENTITY_CHECKED',
      at: START,
      event: { note: 'Så passet', happenedAt: '2026-03-02T07:30:00.000Z', by: { name: 'Mette Holm' } },
      from: expect.arrayContaining(['open.work.going.checking']),
      to: expect.arrayContaining(['open.work.going.decided']),
    });
  });

  it('is refused with the reasons when it is not possible now, and changes nothing', async () => {
    const { id } = await openCase();
    const answer = await send<Refusal>(mette, id, { type: 'CARD_SENT', facts: { cardNumber: '7' } });
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'eventRefused',
        detail: 'Identiteten er ikke kontrolleret endnu.',
        reasons: [{ code: 'guard', text: { en: 'The identity has not been checked yet.' } }],
      },
    });
    expect(await eventTypes(id)).toEqual(['case.opened']);
  });

  it.each([
    ['a forged timer', { type: 'xstate.after.decideBy.open.clock.running' }, 400, 'reservedEvent'],
    ['a forged end of a child', { type: 'xstate.done.actor.refusal' }, 400, 'reservedEvent'],
    ['a forged deadline', { type: 'timer.deadline' }, 400, 'reservedEvent'],
    ['a forged cancellation', { type: 'case.cancelled' }, 400, 'reservedEvent'],
    ['an unknown event', { type: 'DANCE' }, 400, 'unknownEvent'],
    ['a name of JavaScript', { type: 'constructor' }, 400, 'unknownEvent'],
    ['the name of the prototype', { type: '__proto__' }, 400, 'unknownEvent'],
    ['a number for a name', { type: 7 }, 400, 'invalidBody'],
    ['no name', {}, 400, 'invalidBody'],
    ['facts of no form', { type: 'PAUSED', facts: { identityProven: true } }, 400, 'invalidFacts'],
    [
      'facts of another form',
      { type: 'CARD_SENT', facts: { cardNumber: '1', proofs: [] } },
      400,
      'invalidFacts',
    ],
    ['a missing fact', { type: 'IDENTITY_CHECKED' }, 400, 'invalidFacts'],
    ['an outdated number', { type: 'PAUSED', expectedSeq: 7 }, 409, 'staleSeq'],
    ['a moment to come', { type: 'PAUSED', happenedAt: '2026-03-03T08:00:00Z' }, 400, 'happenedInFuture'],
    ['a moment without offset', { type: 'PAUSED', happenedAt: '2026-03-01T08:00:00' }, 400, 'invalidBody'],
    ['a day that does not exist', { type: 'PAUSED', happenedAt: '2026-02-30T08:00:00Z' }, 400, 'invalidBody'],
    ['a sender', { type: 'PAUSED', by: { userId: 'x' } }, 400, 'invalidBody'],
    ['an event of another state', { type: 'RESUMED' }, 409, 'eventRefused'],
  ])('is refused for %s', async (_, body, status, code) => {
    const { id } = await openCase();
    expect(await send(mette, id, body)).toMatchObject({ status, body: { code } });
    expect(await eventTypes(id)).toEqual(['case.opened']);
  });

  it('is refused for a wrong role, in words', async () => {
    const { id } = await openCase();
    expect(await send(anne, id, { type: 'IDENTITY_CHECKED', facts: { identityProven: true } })).toMatchObject(
      {
        status: 403,
        body: { code: 'forbidden', detail: 'Det kan kun sagsbehandleren gøre.' },
      },
    );
  });

  it('is refused for a case that does not exist', async () => {
    for (const id of [randomUUID(), 'nothing', '__proto__']) {
      expect(await send(mette, id, { type: 'PAUSED' })).toMatchObject({
        status: 404,
        body: { code: 'unknownCase' },
      });
    }
  });

  it('is refused when the case has ended', async () => {
    const { id } = await openCase();
    const ended = await send(mette, id, { type: 'WITHDRAWN' });
    expect(ended.body).toMatchObject({ status: 'done', endedAs: 'withdrawn', tasks: [], events: [] });
    expect(await send(mette, id, { type: 'PAUSED' })).toMatchObject({
      status: 409,
      body: { code: 'caseClosed' },
    });
  });

  it('survives a zero character in a text', async () => {
    const { id } = await openCase();
    const answer = await send(mette, id, { type: 'PAUSED', note: 'a\u0000b' });
    expect(answer.status).toBe(400);
  });
});

describe('the same request twice', () => {
  it('is one event for one key, and refused for another body', async () => {
    const { id } = await openCase();
    const key = { 'idempotency-key': 'key-1' };
    const first = await send(mette, id, { type: 'PAUSED', expectedSeq: 1 }, key);
    const second = await send(mette, id, { type: 'PAUSED', expectedSeq: 1 }, key);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.seq).toBe(2);
    expect(await send(mette, id, { type: 'WITHDRAWN' }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotencyKeyReused' },
    });
    expect(await eventTypes(id)).toEqual(['case.opened', 'PAUSED']);
  });

  it('is one event also when both arrive at once', async () => {
    const { id } = await openCase();
    const key = { 'idempotency-key': 'key-2' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(mette, id, { type: 'PAUSED' }, key)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await eventTypes(id)).toEqual(['case.opened', 'PAUSED']);
  });

  it('is two requests for two people', async () => {
    const [first, second] = [await openCase(), await openCase()];
    const key = { 'idempotency-key': 'key-3' };
    expect((await send(mette, first.id, { type: 'PAUSED' }, key)).status).toBe(200);
    expect((await send(anne, second.id, { type: 'PAUSED' }, key)).status).toBe(200);
  });

  it.each(['two words', 'x'.repeat(201)])('is refused for a key of a wrong form', async (key) => {
    const { id } = await openCase();
    const answer = await send(mette, id, { type: 'PAUSED' }, { 'idempotency-key': key });
    expect(answer).toMatchObject({ status: 400, body: { code: 'badRequest' } });
  });
});

describe('two different events at once', () => {
  it('both happen, in some order, or one is refused with a reason; none is lost', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await openCase();
      const answers: Answer<CaseView & Refusal>[] = await Promise.all([
        send<CaseView & Refusal>(mette, id, { type: 'PAUSED' }),
        send<CaseView & Refusal>(anne, id, { type: 'RESUMED' }),
        send<CaseView & Refusal>(mette, id, { type: 'IDENTITY_CHECKED', facts: { identityProven: true } }),
      ]);
      const refused = answers.filter(({ status }) => status !== 200);
      for (const answer of refused) {
        expect(answer).toMatchObject({
          status: 409,
          body: { code: 'eventRefused', reasons: [expect.anything()] },
        });
      }
      const types = await eventTypes(id);
      expect(types).toHaveLength(1 + answers.length - refused.length);
    }
  });

  it('lets exactly one win who has seen the same state', async () => {
    const { id } = await openCase();
    const answers = await Promise.all([
      send(mette, id, { type: 'PAUSED', expectedSeq: 1 }),
      send(anne, id, { type: 'PAUSED', expectedSeq: 1 }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await eventTypes(id)).toEqual(['case.opened', 'PAUSED']);
  });
});
