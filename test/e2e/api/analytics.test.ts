import type { CaseView } from '../../../src/modules/cases/case-view.js';
import type { StatechartLayout } from '../../../src/machines/statechart/layout.js';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';

let test: TestApp;
const people: Record<string, Client> = {};
const NAMES = ['mette', 'anne', 'bo', 'rikke', 'kirsten'];
const period = 'from=2026-01-01&to=2026-12-31';
let caseId: string;

beforeAll(async () => {
  test = await startTestApp();
  for (const name of NAMES) people[name] = await test.as(name);
  const opening = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };
  ({ id: caseId } = (await people['mette']!.post<CaseView>('/api/cases', opening)).body);
});
afterAll(() => test.close());

const admitted = async (path: string): Promise<string[]> => {
  const answers = await Promise.all(NAMES.map((name) => people[name]!.get(path)));
  return NAMES.filter((_, index) => answers[index]!.status === 200);
};

const openOf = async (name: string) =>
  (await people[name]!.get<{ open: number }[]>('/api/analytics/case-types')).body.map(({ open }) => open);

describe('the numbers', () => {
  it.each(['case-types', 'states?caseType=libraryCard&version=1', `lead-times?${period}`])(
    '%s are for leaders and admins',
    async (path) => {
      expect(await admitted(`/api/analytics/${path}`)).toEqual(['anne', 'bo', 'kirsten']);
    },
  );

  it.each(['overview', 'cases', 'workload', `breaches?${period}`, 'incidents'])(
    '%s names cases and people, and is for leaders only',
    async (path) => {
      expect(await admitted(`/api/analytics/${path}`)).toEqual(['anne', 'kirsten']);
    },
  );

  it('are those of the leader’s own teams, and of the whole house for an admin', async () => {
    expect(await openOf('anne')).toEqual([1]);
    expect(await openOf('kirsten')).toEqual([0]);
    expect(await openOf('bo')).toEqual([1]);
  });

  it('are refused for a team of others', async () => {
    for (const path of ['overview', 'case-types', 'cases']) {
      const answer = await people['kirsten']!.get(`/api/analytics/${path}?teamId=boernehandicap`);
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
  });

  it('lead to the cases behind them', async () => {
    const { body: states } = await people['anne']!.get<{ state: string; cases: number }[]>(
      '/api/analytics/states?caseType=libraryCard&version=1',
    );
    for (const { state, cases } of states) {
      const { body } = await people['anne']!.get<{ items: { id: string }[] }>(
        `/api/analytics/cases?caseType=libraryCard&status=active&state=${state}`,
      );
      expect(body.items.map(({ id }) => id)).toEqual(Array.from({ length: cases }, () => caseId));
    }
    expect(states.length).toBeGreaterThan(0);
    const { body } = await people['kirsten']!.get<{ items: object[] }>('/api/analytics/cases');
    expect(body.items).toEqual([]);
  });

  it('ask for a period that is one', async () => {
    const answer = await people['anne']!.get('/api/analytics/lead-times?from=2026-02-30&to=2026-03-01');
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalidBody' } });
  });
});

describe('the drawn statechart', () => {
  const path = '/api/definitions/libraryCard/versions/1/statechart';

  it('comes in the language asked for, and is kept by the browser', async () => {
    const answer = await people['anne']!.get<StatechartLayout>(`${path}?language=da`);
    expect(answer.body).toMatchObject({ title: 'Lånerkort', caseType: 'libraryCard', language: 'da' });
    expect(answer.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const english = await people['bo']!.get<StatechartLayout>(`${path}?language=en&drawing=1`);
    expect(english.body.title).toBe('Library card');
  });

  it('is not kept when there is none', async () => {
    const answer = await people['anne']!.get(`${path.replace('/1/', '/9/')}?language=da`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'unknownDefinition' } });
    expect(answer.headers['cache-control'] ?? '').not.toContain('immutable');
  });

  it('is for those who see definitions', async () => {
    expect(await admitted(`${path}?language=da`)).toEqual(['mette', 'anne', 'bo', 'kirsten']);
    expect((await people['anne']!.get(`${path}?language=sv`)).status).toBe(400);
  });
});
