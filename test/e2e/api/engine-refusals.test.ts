import type { Definition } from '../../../src/machines/index.js';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import { publishDefinition } from '../../../src/persistence/definitions.js';
import { startTestApp, type Answer, type Client, type TestApp } from '../../support/app.js';
import { definitionOf, plainEvents } from '../../support/definition.js';

/** Each event fails in its own way when the engine tries to take it. */
const FRAGILE: Definition = definitionOf({
  caseType: 'fragile',
  facts: {
    type: 'object',
    properties: { days: { type: 'array', default: [], items: { type: 'string', format: 'date' } } },
  },
  events: plainEvents('NEVER', 'ASK_LAST', 'ASK_FIRST', 'ASK_CAFE', 'EXTEND', 'WAIT'),
  deadlines: {
    later: {
      title: { da: 'Senere', en: 'Later' },
      kind: 'internal',
      extendable: true,
      anchor: 'today',
      length: 'P1W',
    },
  },
  tasks: { WORK: { title: { da: 'Arbejd' }, role: 'caseworker', events: ['WAIT'] } },
  machine: {
    initial: 'open',
    states: {
      open: {
        meta: { title: { da: 'Åben' }, tasks: ['WORK'] },
        on: {
          ASK_LAST: { guard: 'lastOn(NEVER) < today' },
          ASK_FIRST: { guard: 'facts.days[0] < today' },
          ASK_CAFE: { guard: 'series("cafeMeeting", "2099-Q1") < today' },
          EXTEND: {
            actions: [{ type: 'extendDeadline', deadline: 'later', until: 'today', reason: '"x"' }],
          },
          WAIT: 'waiting',
        },
      },
      waiting: { meta: { title: { da: 'Venter' }, deadlines: ['later'] } },
    },
  },
});

let test: TestApp;
let mette: Client;
let view: CaseView;
beforeAll(async () => {
  test = await startTestApp();
  mette = await test.as('mette');
  await publishDefinition(test.ds, { document: FRAGILE, proposedBy: 'bo', publishedBy: 'ida' });
  view = (await mette.post<CaseView>('/api/cases', { caseType: 'fragile', facts: {} })).body;
});
afterAll(() => test.close());

type Problem = Record<string, unknown>;
const send = (type: string): Promise<Answer<Problem>> => mette.post(`/api/cases/${view.id}/events`, { type });

describe('an event that the engine cannot evaluate', () => {
  it.each([
    ['reads what is not there', 'ASK_LAST', 'missingFact'],
    ['asks for the first of none', 'ASK_FIRST', 'expressionFailed'],
    ['asks for a meeting that is not planned', 'ASK_CAFE', 'noSeriesDate'],
    ['extends a deadline that does not run', 'EXTEND', 'dueMomentNotFound'],
  ])('is refused with its own code when it %s', async (_, type, code) => {
    const { status, body } = await send(type);
    expect([status, body.code]).toEqual([409, code]);
    const { body: now } = await mette.get<CaseView>(`/api/cases/${view.id}`);
    expect([now.seq, now.activeStates]).toEqual([view.seq, view.activeStates]);
  });
});

describe('a version that does not exist', () => {
  it('is an unknown definition', async () => {
    const bo = await test.as('bo');
    for (const url of ['fragile/versions/99', 'fragile/versions/99/export/bundle', 'nothing/versions/1']) {
      const { status, body } = await bo.get<Problem>(`/api/definitions/${url}`);
      expect([status, body.code]).toEqual([404, 'unknownDefinition']);
    }
  });
});

describe('a bug', () => {
  /** What the product may not do itself: it works under a role without these rights. */
  const asOwner = async (statement: string): Promise<void> => {
    const runner = test.ds.createQueryRunner();
    await runner.query('set role none');
    await runner.query(statement).finally(() => runner.query('reset role'));
    await runner.release();
  };

  it('is answered with an id and nothing of what went wrong, and has written nothing', async () => {
    await asOwner(`alter table case_events add constraint poison check (seq < 2) not valid`);
    const { status, body } = await send('WAIT');
    await asOwner('alter table case_events drop constraint poison');
    expect([status, body.code]).toEqual([500, 'unexpected']);
    expect(body.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(body)).not.toContain('poison');
    expect((await send('WAIT')).status).toBe(200);
  });
});
