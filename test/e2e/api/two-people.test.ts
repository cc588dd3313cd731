import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountRow } from '../../../src/persistence/accounts.js';
import type { PendingChange } from '../../../src/persistence/pending-changes.js';
import { libraryCard, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { accountOf, enterByCode, together, type WithCode } from '../../support/two-admins.js';

/** One administrator alone: what he tries to become, and whom he takes for his second pair of eyes. */
let test: TestApp;
let bo: Client;
let ida: Client;
beforeEach(async () => {
  test = await startTestApp();
  [bo, ida] = [await test.as('bo'), await test.as('ida')];
});
afterEach(() => test.close());

interface Refusal {
  code: string;
}
const approve = (client: Client, id: string) => client.post<Refusal>(`/api/changes/${id}/approve`);
const newAdmin = (username: string) => ({ username, name: username, roles: ['admin'], teamIds: [] });
const VERSION = '/api/definitions/libraryCard/versions/1';

/** Asked for by bo: each gives somebody more than she had, a way in, or changes what cases are under. */
const ALONE: [what: string, ask: () => Promise<PendingChange>][] = [
  ['a new account', async () => (await bo.post<PendingChange>('/api/users', newAdmin('eva'))).body],
  ['a role', async () => changeOf('mette', ({ roles }) => ({ roles: [...roles, 'teamLeader'] }))],
  ['a team', async () => changeOf('jens', ({ teamIds }) => ({ teamIds: [...teamIds, 'boernehandicap'] }))],
  ['an admin', async () => changeOf('rikke', () => ({ roles: ['auditor', 'admin'] }))],
  [
    'a way in',
    async () => (await bo.post<PendingChange>(`/api/users/${(await accountOf(bo, 'mette')).id}/code`)).body,
  ],
  ['an account that was closed', reopened],
  ['the end of a version', async () => (await bo.post<PendingChange>(`${VERSION}/retire`, {})).body],
  ['a migration', async () => (await bo.post<PendingChange>(`${VERSION}/migrate`, {})).body],
];

async function changeOf(username: string, change: (account: AccountRow) => object): Promise<PendingChange> {
  const account = await accountOf(bo, username);
  const { name, roles, teamIds } = account;
  const seen = { name, roles, teamIds };
  const body = { ...seen, ...change(account), seen };
  const path = `/api/users/${account.id}`;
  return (await bo.request<{ pending: PendingChange }>('PUT', path, { body })).body.pending;
}

async function reopened(): Promise<PendingChange> {
  const path = `/api/users/${(await accountOf(bo, 'lars')).id}/active`;
  await bo.request('PUT', path, { body: { active: false } });
  return (await bo.request<{ pending: PendingChange }>('PUT', path, { body: { active: true } })).body.pending;
}

const stand = async () =>
  JSON.stringify(
    await test.ds.query(
      `select (select json_agg(u order by u.id) from users u) as users, (select json_agg(ut order by ut) from user_teams ut) as teams,
         (select count(*) from definition_retirements) as retired, (select count(*) from migration_runs) as runs`,
    ),
  );

describe('what takes two administrators', () => {
  it.each(ALONE)('%s is asked for, changes nothing, and is not approved by who has asked', async (_, ask) => {
    await ask();
    await test.ds.query('delete from pending_changes');
    const before = await stand();
    const pending = await ask();
    expect(pending).toMatchObject({ requestedByName: 'Bo Lind', outcome: null });
    expect(await approve(bo, pending.id)).toMatchObject({ status: 403, body: { code: 'ownChange' } });
    expect(await stand()).toBe(before);
    expect((await approve(ida, pending.id)).status).toBe(200);
    expect(await stand()).not.toBe(before);
    expect((await approve(ida, pending.id)).body.code).toBe('unknownChange');
  });

  it('is asked for once, and may be refused or taken back', async () => {
    const ask = () => bo.post<PendingChange & Refusal>('/api/users', newAdmin('eva'));
    const { body } = await ask();
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'changePending' } });
    expect((await ida.request('DELETE', `/api/changes/${body.id}`)).status).toBe(204);
    expect((await approve(ida, body.id)).body.code).toBe('unknownChange');
    const again = await ask();
    expect((await bo.request('DELETE', `/api/changes/${again.body.id}`)).status).toBe(204);
    expect(await accountOf(bo, 'eva')).toBeUndefined();
  });

  it('stays pending when something stands against it by now', async () => {
    const pending = await changeOf('mette', () => ({ roles: ['caseworker', 'superAdmin'] })).catch(
      () => null,
    );
    expect(pending).toBeUndefined();
    await bo.post('/api/roles', { key: 'jurist', title: { da: 'Jurist' }, rights: 'caseworker' });
    const wanted = await changeOf('mette', () => ({ roles: ['caseworker', 'jurist'] }));
    await bo.request('DELETE', '/api/roles/jurist');
    expect((await approve(ida, wanted.id)).body.code).toBe('unknownRole');
    const { body } = await ida.get<PendingChange[]>('/api/changes');
    expect(body[0]).toMatchObject({ id: wanted.id, outcome: null });
  });

  it('is too old after a fortnight', async () => {
    const { body } = await bo.post<PendingChange>('/api/users', newAdmin('eva'));
    await test.ds.query(`update pending_changes set requested_at = requested_at - interval '15 days'`);
    expect((await approve(ida, body.id)).body.code).toBe('unknownChange');
    expect((await bo.post('/api/users', newAdmin('eva'))).status).toBe(202);
  });

  it('is approved by nobody for herself', async () => {
    const pending = await changeOf('ida', () => ({ roles: ['admin', 'caseworker'] }));
    expect((await approve(ida, pending.id)).body.code).toBe('ownChange');
  });

  it('is seen by the auditor, with both people in the access log', async () => {
    await together(ida, bo.post('/api/users', newAdmin('eva')));
    const rikke = await test.as('rikke');
    expect((await rikke.get<PendingChange[]>('/api/changes')).body).toMatchObject([
      { kind: 'user.create', requestedByName: 'Bo Lind', decidedByName: 'Ida Krogh', outcome: 'approved' },
    ]);
    for (const [action, userName] of [
      ['change.requested', 'Bo Lind'],
      ['change.approved', 'Ida Krogh'],
    ]) {
      const { body } = await rikke.get<{ items: object[] }>(`/api/audit?action=${action}`);
      expect(body.items).toMatchObject([{ userName, details: { subject: 'eva' } }]);
    }
  });
});

describe('two people', () => {
  /** An account that bo has asked for and ida has approved. */
  const eva = async (): Promise<Client> => {
    const { body } = await together<WithCode>(ida, bo.post('/api/users', newAdmin('eva')));
    return enterByCode(test.url, body.code);
  };
  const draftOf = async (author: Client): Promise<string> => {
    const body = { caseType: 'libraryCard', document: libraryCard() };
    const { body: draft } = await author.post<{ id: string }>('/api/definitions/drafts', body);
    await author.post(`/api/definitions/drafts/${draft.id}/verify`);
    return draft.id;
  };
  const review = async (reviewer: Client, id: string) => {
    const path = `/api/definitions/drafts/${id}/review`;
    return (await reviewer.post<Refusal>(path, { approved: true }, { 'if-match': '"1"' })).body.code;
  };

  it('are not who has asked for or approved an account, and that account', async () => {
    const made = await eva();
    expect(await review(made, await draftOf(bo))).toBe('notTwoPeople');
    expect(await review(made, await draftOf(ida))).toBe('notTwoPeople');
    expect(await review(bo, await draftOf(made))).toBe('notTwoPeople');
    expect(await review(ida, await draftOf(bo))).toBeUndefined();
    const { body: asked } = await made.post<PendingChange>('/api/users', newAdmin('ole'));
    expect((await approve(bo, asked.id)).body.code).toBe('notTwoPeople');
  });

  it('are not who has let somebody set a new password, and her', async () => {
    expect(await review(await test.as('anne'), await draftOf(bo))).toBeUndefined();
    const asked = bo.post(`/api/users/${(await accountOf(bo, 'anne')).id}/code`);
    const { body } = await together<WithCode>(ida, asked);
    expect(await review(await enterByCode(test.url, body.code), await draftOf(bo))).toBe('notTwoPeople');
  });

  it('are not the reviewer and the publisher who has made her, whoever wrote it', async () => {
    const id = await draftOf(ida);
    const anne = await test.as('anne');
    expect(await review(anne, id)).toBeUndefined();
    await test.ds.query(
      `update users set made_by = array(select id::text from users where username = 'bo') where username = 'anne'`,
    );
    const publish = await bo.post<Refusal>(`/api/definitions/drafts/${id}/publish`, {});
    expect(publish.body.code).toBe('notTwoPeople');
  });
});
