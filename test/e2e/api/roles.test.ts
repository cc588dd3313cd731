import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Definition } from '../../../src/machines/index.js';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import type { RoleUse } from '../../../src/persistence/roles.js';
import { libraryCard, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { enterByCode, together } from '../../support/two-admins.js';
import type { OneTimeCode } from '../../../src/modules/people/one-time-code.service.js';

const JURIST = {
  key: 'legalAdvisor',
  title: { da: 'Jurist', en: 'Legal adviser' },
  rights: 'caseworker',
} as const;

let test: TestApp;
let bo: Client;
beforeEach(async () => {
  test = await startTestApp();
  bo = await test.as('bo');
});
afterEach(() => test.close());

const put = (client: Client, path: string, body: object) => client.request('PUT', path, { body });
/** What may be changed of a role, and as which it was read. */
const readAs = ({ title, rights }: Pick<RoleUse, 'title' | 'rights'>, change: object = {}) => ({
  title,
  rights,
  ...change,
  seen: { title, rights },
});
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
    expect((await put(bo, '/api/roles/admin', readAs(JURIST))).body).toMatchObject({ code: 'builtInRole' });
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
    const wider = await put(bo, '/api/roles/legalAdvisor', readAs(JURIST, { rights: 'admin' }));
    expect(wider.body).toMatchObject({ code: 'roleInUse', users: 1 });
    expect((await bo.request('DELETE', '/api/roles/legalAdvisor')).body).toMatchObject({ code: 'roleInUse' });
    const renamed = readAs(JURIST, { title: { da: 'Advokat' } });
    expect((await put(bo, '/api/roles/legalAdvisor', renamed)).status).toBe(200);
    expect(await useOf('legalAdvisor')).toMatchObject({ users: 1, title: { da: 'Advokat' }, caseTypes: [] });
  });

  it('lets nobody overwrite what another administrator has changed meanwhile', async () => {
    await bo.post('/api/roles', JURIST);
    const path = '/api/roles/legalAdvisor';
    const ida = await test.as('ida');
    const named = (da: string) => readAs(JURIST, { title: { da } });
    expect((await put(ida, path, named('Advokat'))).status).toBe(200);
    expect(await put(bo, path, named('Juridisk konsulent'))).toMatchObject({
      status: 409,
      body: { code: 'staleSetting', present: { title: { da: 'Advokat' }, rights: 'caseworker' } },
    });
    expect(await useOf('legalAdvisor')).toMatchObject({ title: { da: 'Advokat' } });
    const { seen, ...blind } = named('Juridisk konsulent');
    expect(seen).toBeDefined();
    expect(await put(bo, path, blind)).toMatchObject({ status: 400, body: { code: 'invalidBody' } });
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

describe('a definition that needs a role of the house', () => {
  const DRAFTS = '/api/definitions/drafts';
  const needing = (): Definition => {
    const document = libraryCard();
    const { title } = JURIST;
    document.tasks!['CHECK_IDENTITY']!.role = 'legalAdvisor';
    document.events['IDENTITY_CHECKED']!.roles.push('legalAdvisor');
    return { ...document, roles: { legalAdvisor: { title, rights: 'caseworker' } } };
  };

  /** As far as a second person goes; what is left is to publish it. */
  async function reviewed(document: Definition): Promise<string> {
    const made = await bo.post<{ id: string; revision: number }>(DRAFTS, {
      caseType: 'libraryCard',
      document,
    });
    const { id, revision } = made.body;
    expect((await bo.post(`${DRAFTS}/${id}/verify`)).body).toMatchObject({ problems: [] });
    const ida = await test.as('ida');
    const answer = await ida.post(
      `${DRAFTS}/${id}/review`,
      { approved: true },
      { 'if-match': `"${revision}"` },
    );
    expect(answer.body).toMatchObject({ stage: 'reviewed' });
    return id;
  }
  const publish = (id: string) => bo.post<{ code?: string }>(`${DRAFTS}/${id}/publish`, { note: 'Jurist' });

  it('is not published when the role has gone since it was reviewed', async () => {
    await bo.post('/api/roles', JURIST);
    const id = await reviewed(needing());
    expect((await bo.request('DELETE', '/api/roles/legalAdvisor')).status).toBe(204);
    const refused = await publish(id);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'definitionNotVerified',
        problems: [{ code: 'roleNotRegistered', path: '/roles/legalAdvisor' }],
      },
    });
    expect((await bo.get('/api/definitions/libraryCard/versions/2')).status).toBe(404);
  });

  it('is not published when the role has got other rights since', async () => {
    await bo.post('/api/roles', JURIST);
    const id = await reviewed(needing());
    await put(bo, '/api/roles/legalAdvisor', readAs(JURIST, { rights: 'teamLeader' }));
    const refused = await publish(id);
    expect(JSON.stringify(refused.body)).toContain('roleRightsDiffer');
    const back = readAs({ ...JURIST, rights: 'teamLeader' }, { rights: 'caseworker' });
    await put(bo, '/api/roles/legalAdvisor', back);
    expect((await publish(id)).status).toBe(201);
  });

  it('keeps the role as long as one of its versions names it, also an older one', async () => {
    await bo.post('/api/roles', JURIST);
    expect((await publish(await reviewed(needing()))).status).toBe(201);
    const next = libraryCard();
    expect((await publish(await reviewed({ ...next, description: { da: 'Uden jurist' } }))).status).toBe(201);
    expect((await bo.request('DELETE', '/api/roles/legalAdvisor')).body).toMatchObject({
      code: 'roleInUse',
      caseTypes: ['libraryCard'],
    });
  });
});
