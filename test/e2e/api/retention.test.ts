import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntryRow } from '../../../src/persistence/audit.js';
import type { PendingChange } from '../../../src/persistence/pending-changes.js';
import type { RetentionRow } from '../../../src/persistence/retention.js';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';

/** Rules by which cases are disposed of. */
let test: TestApp;
let bo: Client;
let ida: Client;
const RULE = '/api/retention/libraryCard';
const body = { period: 'P5Y', source: 'Kommunens beslutning' };

beforeAll(async () => {
  test = await startTestApp();
  [bo, ida] = [await test.as('bo'), await test.as('ida')];
});
afterAll(() => test.close());

const ruleNow = async (): Promise<RetentionRow['rule']> =>
  (await bo.get<RetentionRow[]>('/api/retention')).body.find(({ caseType }) => caseType === 'libraryCard')!
    .rule;
const put = (path: string, wanted: unknown) => bo.request<PendingChange>('PUT', path, { body: wanted });

describe('a rule of disposal', () => {
  it('is not there to begin with', async () => {
    expect(await ruleNow()).toBeNull();
    expect(await bo.request('DELETE', RULE)).toMatchObject({
      status: 404,
      body: { code: 'noRetentionRule' },
    });
  });

  it('counts when another administrator has approved it, and not before', async () => {
    const asked = await put(RULE, body);
    expect(asked).toMatchObject({ status: 202, body: { kind: 'retention.set', subject: 'libraryCard' } });
    expect(await ruleNow()).toBeNull();
    const approve = `/api/changes/${asked.body.id}/approve`;
    expect(await bo.post(approve)).toMatchObject({ status: 403, body: { code: 'ownChange' } });
    expect((await ida.post(approve)).status).toBe(200);
    expect(await ruleNow()).toMatchObject({ ...body, requestedByName: expect.any(String) });
  });

  it('is in the access log, with both who agreed', async () => {
    const rikke = await test.as('rikke');
    const { items } = (await rikke.get<{ items: AuditEntryRow[] }>('/api/audit?action=retention.set')).body;
    expect(items).toMatchObject([{ details: { caseType: 'libraryCard', ...body } }]);
    expect(items[0]!.userName).not.toBe(items[0]!.details['requestedBy']);
  });

  it('is previewed in numbers, which name no case', async () => {
    const mette = await test.as('mette');
    await mette.post('/api/cases', { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } });
    const { body: preview } = await bo.post('/api/retention/preview', {
      caseType: 'libraryCard',
      period: 'P1M',
    });
    expect(preview).toEqual({ ended: 0, due: 0, held: 0, waiting: 0, oldestEndedOn: null });
  });

  it.each(['', 'P', 'P0Y', '5Y', 'P5D', 'P100Y', 'P1Y0M', "P1Y'; drop table cases"])(
    'is refused with the period %j',
    async (period) => {
      expect((await put(RULE, { ...body, period })).status).toBe(400);
    },
  );

  it('needs a basis and a case type that is published', async () => {
    expect((await put(RULE, { ...body, source: ' ' })).status).toBe(400);
    expect(await put('/api/retention/nothing', body)).toMatchObject({ body: { code: 'unknownCaseType' } });
  });

  it('is taken away by one, at once', async () => {
    expect((await bo.request('DELETE', RULE)).status).toBe(204);
    expect(await ruleNow()).toBeNull();
  });
});
