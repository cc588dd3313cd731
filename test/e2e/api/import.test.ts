import type { ImportResult } from '../../../src/machines/import.js';
import type { Draft } from '../../../src/persistence/definition-drafts.js';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';

let test: TestApp;
let bo: Client;
beforeAll(async () => {
  test = await startTestApp();
  bo = await test.as('bo');
});
afterAll(() => test.close());

const MACHINE = {
  id: 'lån',
  initial: 'søgt',
  states: { søgt: { on: { GIV: { target: 'givet', cond: 'må' } } }, givet: { type: 'final' } },
};
const read = (body: unknown) => bo.post<ImportResult & { code: string }>('/api/definitions/import', body);

it('answers what a machine would be, and makes nothing', async () => {
  const { status, body } = await read({ machine: MACHINE });
  expect(status).toBe(200);
  expect(body.report.lines.find(({ path }) => path === '/states/søgt')).toMatchObject({ outcome: 'changed' });
  expect((await bo.get<unknown[]>('/api/definitions/drafts')).body).toEqual([]);
});

it('gives a draft that is drawn up, but not published before it is finished', async () => {
  const { definition } = (await read({ machine: MACHINE })).body;
  const order = { caseType: definition!['caseType'], document: definition };
  const { body: draft } = await bo.post<Draft>('/api/definitions/drafts', order);
  const { body } = await bo.post<{ problems: { code: string }[] }>(
    `/api/definitions/drafts/${draft.id}/verify`,
  );
  expect(body.problems.map(({ code }) => code)).toContain('unfinished');
});

it.each([[{}], [{ machine: [] }], [{ machine: 'x' }], [{ machine: MACHINE, more: 1 }]])(
  'refuses %j',
  async (body) => {
    expect((await read(body)).body.code).toBe('invalidBody');
  },
);

it('tells of what is no machine in the report', async () => {
  const { body } = await read({ machine: { hello: 1 } });
  expect([body.definition, body.report.problems.map(({ code }) => code)]).toEqual([null, ['notMachine']]);
});

it('puts roles of the house in the place of those of a workflow, and refuses what is no role', async () => {
  const actions = [{ action: 'GO', nextState: 'B', roles: ['GRO'] }];
  const machine = {
    businessService: 'x',
    states: [
      { state: 'A', actions },
      { state: 'B', isTerminateState: true },
    ],
  };
  const asked = (await read({ machine })).body.report.roles;
  expect(asked).toEqual([{ name: 'GRO', events: ['GO'] }]);
  const leader = { name: 'GRO', key: 'teamLeader', rights: 'teamLeader' };
  const { definition } = (await read({ machine, roles: [leader] })).body;
  expect(definition).toMatchObject({ events: { GO: { roles: ['teamLeader'] } } });
  for (const role of [{ ...leader, rights: 'mayor' }, { ...leader, key: 'team leader' }, 'GRO'])
    expect((await read({ machine, roles: [role] })).body.code).toBe('invalidBody');
});
