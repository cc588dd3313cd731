import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntryRow } from '../../../src/persistence/audit.js';
import { createCitizen } from '../../../src/persistence/citizens.js';
import { openCase } from '../../../src/persistence/open-case.js';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import type { CaseRecord, EventRecord, RecordHead } from '../../../src/modules/records/citizen-record.js';
import { START, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';

/** Keeping cases from being disposed of, and handing out what is known of somebody. */
let test: TestApp;
const people: Record<string, Client> = {};
let citizenId: string;
let view: CaseView;

const opening = (facts = { receivedOn: '2026-03-02' }) => ({
  caseType: 'libraryCard',
  facts,
  citizenId,
});

beforeAll(async () => {
  test = await startTestApp();
  for (const name of ['mette', 'anne', 'bo', 'rikke', 'jens', 'kirsten']) people[name] = await test.as(name);
  citizenId = await createCitizen(
    test.ds,
    {
      name: 'Åse <b>Øst</b>',
      cprEncrypted: 'cipher',
      cprHash: 'hash',
      bornOn: '1990-01-02',
      address: 'Ågade 1',
      addressProtected: false,
      contact: { phone: '12345678' },
    },
    START,
  );
  view = (await people['mette']!.post<CaseView>('/api/cases', opening())).body;
});
afterEach(() => checkInvariants(test.ds));
afterAll(() => test.close());

const logOf = async (action: string): Promise<AuditEntryRow[]> =>
  (await people['rikke']!.get<{ items: AuditEntryRow[] }>(`/api/audit?action=${action}`)).body.items;

describe('a case that must not be disposed of', () => {
  const hold = () => `/api/cases/${view.id}/hold`;
  const reason = { reason: 'Klage til Ankestyrelsen' };

  it('is put on hold by a leader of its team, with a reason, and says so', async () => {
    expect((await people['anne']!.post(hold(), reason)).status).toBe(201);
    const { body } = await people['mette']!.get<CaseView>(`/api/cases/${view.id}`);
    expect(body.hold).toMatchObject({ ...reason, placedByName: expect.stringContaining('Anne') });
    expect(await logOf('case.held')).toMatchObject([{ caseId: view.id, details: reason }]);
  });

  it('is held once', async () => {
    expect(await people['anne']!.post(hold(), reason)).toMatchObject({
      status: 409,
      body: { code: 'alreadyHeld' },
    });
    expect(await logOf('case.heldRefused')).toMatchObject([{ details: { code: 'alreadyHeld' } }]);
  });

  it('is let go by a leader of its team, and by nobody else', async () => {
    for (const name of ['mette', 'bo', 'rikke'])
      expect((await people[name]!.request('DELETE', hold())).status).toBe(403);
    expect((await people['kirsten']!.request('DELETE', hold())).status).toBe(404);
    expect((await people['anne']!.request('DELETE', hold())).status).toBe(204);
    expect((await people['anne']!.get<CaseView>(`/api/cases/${view.id}`)).body.hold).toBeNull();
    expect(await people['anne']!.request('DELETE', hold())).toMatchObject({ body: { code: 'notHeld' } });
    expect(await logOf('case.released')).toHaveLength(1);
  });

  it('needs a reason that says something', async () => {
    for (const bad of [{}, { reason: '  ' }, { reason: 'x'.repeat(1001) }])
      expect(await people['anne']!.post(hold(), bad)).toMatchObject({ status: 400 });
  });
});

describe('all that is known of a citizen', () => {
  const address = () => `/api/citizens/${citizenId}/export`;
  const body = { reason: 'Anmodning af 2. marts' };
  type Whole = RecordHead & {
    cases: (CaseRecord & { events: EventRecord[]; accessLog: { action: string; userName: string }[] })[];
  };
  const make = async (who = 'anne') => (await people[who]!.post<Whole>(address(), body)).body;

  it('is one file of the cases of the own teams: facts, events, tasks, deadlines, letters, holds and who has looked', async () => {
    await people['anne']!.get(`/api/cases/${view.id}`);
    const whole = await make();
    expect(whole).toMatchObject({
      citizen: { name: 'Åse <b>Øst</b>', bornOn: '1990-01-02', address: 'Ågade 1' },
      madeAt: START,
      ...body,
    });
    expect(whole.cases).toHaveLength(1);
    const [record] = whole.cases;
    expect(record).toMatchObject({
      caseNumber: view.caseNumber,
      facts: view.facts,
      holds: [{ reason: 'Klage til Ankestyrelsen', liftedAt: START }],
    });
    expect(record!.tasks.length).toBe(view.tasks.length);
    expect(record!.deadlines.map(({ key }) => key)).toEqual(view.deadlines.map(({ key }) => key));
    expect(record!.events.map(({ type }) => type)).toEqual(['case.opened']);
    expect(record!.events[0]).toMatchObject({ happenedAt: START, recordedAt: START });
    const looks = record!.accessLog.map(({ action }) => action);
    expect(looks).toEqual(expect.arrayContaining(['case.open', 'case.read', 'case.held', 'case.exported']));
  });

  it('holds no number that is encrypted or hashed', async () => {
    expect(JSON.stringify(await make())).not.toMatch(/cpr|cipher|"hash"/i);
  });

  it('says which other teams hold how many cases, and nothing of those cases', async () => {
    const { body: other } = await people['jens']!.post<CaseView>('/api/cases', opening());
    const whole = await make();
    expect(whole.elsewhere).toEqual([{ team: other.team.name, cases: 1 }]);
    expect(JSON.stringify(whole)).not.toContain(other.caseNumber);
  });

  it('leaves out a protected case of the own team that does not name the one who asks, and says that there is one', async () => {
    const { body: mette } = await people['mette']!.get<{ id: string }>('/api/me');
    const hidden = { protected: true, namedUserIds: [mette.id], teamId: view.team.id };
    const { caseId } = await openCase(test.ds, { ...opening(), ...hidden });
    const { body: secret } = await people['mette']!.get<CaseView>(`/api/cases/${caseId}`);
    const whole = await make();
    expect(JSON.stringify(whole)).not.toContain(secret.caseNumber);
    expect(whole.elsewhere).toContainEqual({ team: secret.team.name, cases: 1 });
  });

  it('is made by leaders who have a case of the citizen', async () => {
    for (const name of ['mette', 'bo', 'rikke', 'jens'])
      expect((await people[name]!.post(address(), body)).status).toBe(403);
    const nobody = '00000000-0000-4000-8000-000000000000';
    const answer = await people['anne']!.post(`/api/citizens/${nobody}/export`, body);
    expect(answer).toMatchObject({ status: 404, body: { code: 'noCasesOfCitizen' } });
  });

  it('stands in the access log, with the request that it answers, for each case too', async () => {
    const [entry] = await logOf('citizen.exported');
    expect(entry).toMatchObject({
      userName: expect.stringContaining('Anne'),
      details: { citizenId, ...body },
    });
    expect((await logOf('case.exported'))[0]).toMatchObject({ caseId: view.id });
    expect((await people['anne']!.post(address(), {})).status).toBe(400);
  });

  it('is to be had as a page that people can read, in which what was typed stays text', async () => {
    const answer = await fetch(`${test.url}${address()}`, {
      method: 'POST',
      headers: {
        cookie: people['anne']!.cookie!,
        'content-type': 'application/json',
        'accept-language': 'da',
      },
      body: JSON.stringify({ ...body, format: 'html' }),
    });
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="indsigt-.*\.html"$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const page = await answer.text();
    expect(page).toContain('Indsigt: Åse &lt;b&gt;Øst&lt;/b&gt;');
    expect(page).toContain(view.caseNumber);
    expect(page).toContain('2. marts 2026 kl. 09.00');
    expect(page.trim().endsWith('</html>')).toBe(true);
  });

  it('is read page by page: a case of thousands of lines comes whole', async () => {
    await test.ds.query(
      `insert into audit_entries (at, action, user_id, user_name, case_id, details)
       select now(), 'case.read', 'x', 'Mange', $1, '{}' from generate_series(1, 1200)`,
      [view.id],
    );
    const record = (await make()).cases.find(({ caseNumber }) => caseNumber === view.caseNumber)!;
    expect(record.accessLog.filter(({ userName }) => userName === 'Mange')).toHaveLength(1200);
  });
});
