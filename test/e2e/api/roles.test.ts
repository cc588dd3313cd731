import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import type { RoleUse } from '../../../src/persistence/roles.js';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';
import { enterByCode, together } from '../../support/two-admins.js';
import type { OneTimeCode } from '../../../src/modules/people/one-time-code.service.js';

const JURIST = { key: 'legalAdvisor', title: { da: 'Jurist', en: 'Legal adviser' }, rights: 'caseworker' };

let test: TestApp;
let bo: Client;
beforeEach(async () => {
  test = await startTestApp();
  bo = await test.as('bo');
});
afterEach(() => test.close());

const put = (client: Client, path: string, body: object) => client.request('PUT', path, { body });
const useOf = async (role: string) =>
  (await bo.get<RoleUse[]>('/api/roles/use')).body.find(({ key }) => key === role);

async function clientWith(...roles: string[]): Promise<Client> {
  const username = `u${roles.join('').toLowerCase()}`;
  const account = { username, name: 'Ny', roles, teamIds: ['boernehandicap'] };
  const asked = bo.post('/api/users', account);
  const { body } = await together<{ code: OneTimeCode }>(await test.as('ida'), asked);
  return enterByCode(test.url, body.code);
}

describe('the register of roles', () => {
  it('has the four that every house has, which nobody changes or deletes', async () => {
    const mette = await test.as('mette');
    const keys = (await mette.get<RoleUse[]>('/api/roles')).body.map(({ key }) => key);
    expect(keys.sort()).toEqual(['admin', 'auditor', 'caseworker', 'teamLeader']);
    expect(
      (await put(bo, '/api/roles/admin', { title: JURIST.title, rights: 'caseworker' })).body,
    ).toMatchObject({ code: 'builtInRole' });
    expect((await bo.request('DELETE', '/api/roles/auditor')).body).toMatchObject({ code: 'builtInRole' });
    expect((await mette.post('/api/roles', JURIST)).status).toBe(403);
  });

  it('takes a role of the house, once, and none of the name of a party', async () => {
    expect((await bo.post('/api/roles', JURIST)).status).toBe(201);
    expect((await bo.post('/api/roles', JURIST)).body).toMatchObject({ code: 'roleExists' });
    expect((await bo.post('/api/roles', { ...JURIST, key: 'citizen' })).body).toMatchObject({
      code: 'roleExists',
    });
    expect((await bo.post('/api/roles', { ...JURIST, key: 'x', rights: 'king' })).status).toBe(400);
    expect((await bo.post('/api/roles', { ...JURIST, key: "a'b" })).status).toBe(400);
  });

  it('keeps the rights of a role that somebody has, and the role itself', async () => {
    await bo.post('/api/roles', JURIST);
    await clientWith('legalAdvisor');
    const wider = await put(bo, '/api/roles/legalAdvisor', { ...JURIST, rights: 'admin', key: undefined });
    expect(wider.body).toMatchObject({ code: 'roleInUse', users: 1 });
    expect((await bo.request('DELETE', '/api/roles/legalAdvisor')).body).toMatchObject({ code: 'roleInUse' });
    const { title, rights } = JURIST;
    expect((await put(bo, '/api/roles/legalAdvisor', { title: { da: 'Advokat' }, rights })).status).toBe(200);
    expect(title.da).toBe('Jurist');
    expect(await useOf('legalAdvisor')).toMatchObject({ users: 1, title: { da: 'Advokat' }, caseTypes: [] });
  });

  it('lets a role go that nobody has', async () => {
    await bo.post('/api/roles', JURIST);
    expect((await bo.request('DELETE', '/api/roles/legalAdvisor')).status).toBe(204);
    expect(await useOf('legalAdvisor')).toBeUndefined();
  });
});

describe('one who has a role of the house', () => {
  it.each([
    [
      'caseworker',
      { '/api/cases': 200, '/api/users': 403, '/api/audit': 403, '/api/analytics/workload': 403 },
    ],
    [
      'teamLeader',
      { '/api/cases': 200, '/api/users': 403, '/api/audit': 403, '/api/analytics/workload': 200 },
    ],
    ['admin', { '/api/cases': 403, '/api/users': 200, '/api/audit': 403 }],
    ['auditor', { '/api/cases': 403, '/api/audit': 200 }],
  ])('may do with the rights of %s what those may, whatever the role is called', async (rights, answers) => {
    await bo.post('/api/roles', { ...JURIST, key: 'superAdmin', rights });
    const client = await clientWith('superAdmin');
    expect((await client.get('/api/me')).body).toMatchObject({ roles: ['superAdmin'], rights: [rights] });
    for (const [path, status] of Object.entries(answers))
      expect([path, (await client.get(path)).status]).toEqual([path, status]);
  });

  it('is refused a role that is not in the register', async () => {
    const account = { username: 'karen', name: 'K', roles: ['king'], teamIds: [] };
    expect((await bo.post('/api/users', account)).body).toMatchObject({
      code: 'unknownRole',
      roles: ['king'],
    });
  });

  it('finds its tasks; where nobody in the team has it, the leader does', async () => {
    await bo.post('/api/roles', JURIST);
    const mette = await test.as('mette');
    const opening = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };
    const [task] = (await mette.post<CaseView>('/api/cases', opening)).body.tasks;
    await test.ds.query(`update tasks set role = 'legalAdvisor', assignee_id = null where id = $1`, [
      task!.id,
    ]);
    const mine = async (client: Client) =>
      (await client.get<{ items: { id: string }[] }>('/api/tasks?scope=mine&limit=200')).body.items.some(
        ({ id }) => id === task!.id,
      );
    const anne = await test.as('anne');
    expect([await mine(anne), await mine(mette)]).toEqual([true, false]);
    expect((await useOf('legalAdvisor'))!.absentIn).toEqual(['Børnehandicap', 'Familieteamet']);
    const jurist = await clientWith('legalAdvisor');
    expect([await mine(jurist), await mine(anne)]).toEqual([true, false]);
    expect((await useOf('legalAdvisor'))!.absentIn).toEqual(['Familieteamet']);
  });
});
