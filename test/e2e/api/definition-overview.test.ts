import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { VersionOverview } from '../../../src/persistence/views/definition-overview.js';
import { libraryCard, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { together } from '../../support/two-admins.js';
import { checkInvariants } from '../../support/invariants.js';

let app: TestApp;
let bo: Client;
let ida: Client;
beforeAll(async () => {
  app = await startTestApp();
  [bo, ida] = (await Promise.all(['bo', 'ida'].map((name) => app.as(name)))) as [Client, Client];
});
afterEach(() => checkInvariants(app.ds));
afterAll(() => app.close());

const overview = async (client: Client) =>
  (await client.get<VersionOverview[]>('/api/definitions/overview')).body.filter(
    ({ caseType }) => caseType === 'libraryCard',
  );

async function publishNext(): Promise<{ id: string; version: number }> {
  const document = libraryCard();
  document.parameters['decisionLength']!.value = 'P6W';
  const { body } = await bo.post<{ id: string }>('/api/definitions/drafts', {
    caseType: 'libraryCard',
    document,
  });
  const draft = `/api/definitions/drafts/${body.id}`;
  await bo.post(`${draft}/verify`);
  await ida.post(`${draft}/review`, { approved: true }, { 'if-match': '"1"' });
  const published = await bo.post<{ version: number }>(`${draft}/publish`, { note: 'Kortere frist' });
  expect(published.status).toBe(201);
  return { id: body.id, version: published.body.version };
}

describe('the overview of definitions', () => {
  it('counts the cases that the reader may see, and the whole house for an admin', async () => {
    const opening = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };
    for (const name of ['mette', 'mette', 'jens']) await (await app.as(name)).post('/api/cases', opening);
    const [ofBo] = await overview(bo);
    expect(ofBo).toMatchObject({ version: 1, current: true, open: 3, ended: 0, owner: expect.any(String) });
    expect((await overview(await app.as('anne')))[0]).toMatchObject({ open: 2 });
    expect((await overview(await app.as('kirsten')))[0]).toMatchObject({ open: 1 });
  });

  it('says who wrote, reviewed and published a version, and which one new cases get when it is retired', async () => {
    const { id, version } = await publishNext();
    const [newest, first] = await overview(bo);
    expect(newest).toMatchObject({
      version,
      draftId: id,
      current: true,
      open: 0,
      note: 'Kortere frist',
      proposedByName: 'Bo Lind',
      reviewedByName: expect.stringMatching(/^Ida/),
      publishedByName: 'Bo Lind',
      retiredFrom: null,
    });
    expect(first).toMatchObject({ version: 1, current: false });
    const retire = `/api/definitions/libraryCard/versions/${version}/retire`;
    await together(bo, ida.post(retire, { note: 'Fejl i fristen' }));
    expect(await overview(bo)).toMatchObject([
      { version, current: false, retiredByName: 'Bo Lind', retiredNote: 'Fejl i fristen' },
      { version: 1, current: true },
    ]);
    const counted =
      await bo.get<{ caseType: string; version: number; current: boolean }[]>('/api/analytics/case-types');
    const current = counted.body.filter((row) => row.caseType === 'libraryCard' && row.current);
    expect(current).toMatchObject([{ version: 1 }]);
  });
});

describe('the file of a version', () => {
  it('is in the language that is asked for, whatever the browser speaks; in no other', async () => {
    const workflow = '/api/definitions/libraryCard/versions/1/export/workflow';
    const danish = { 'accept-language': 'da' };
    const { headers } = await bo.request('GET', `${workflow}?language=en`, { headers: danish });
    expect(headers['content-language']).toBe('en');
    const { status } = await bo.request('GET', `${workflow}?language=sv`, { headers: danish });
    expect(status).toBe(400);
  });
});
