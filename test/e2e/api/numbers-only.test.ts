import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import { migrateCases } from '../../../src/persistence/migrate-cases.js';
import { orderMigration } from '../../../src/persistence/migration-plan.js';
import { publishDefinition } from '../../../src/persistence/definitions.js';
import { libraryCard, startTestApp, type Answer, type Client, type TestApp } from '../../support/app.js';

/** Who changes definitions learns how many cases there are of what, and nothing of any one of them. */
let test: TestApp;
let [bo, anne, kirsten, rikke]: Client[] = [];
let ours: CaseView;
let secret: CaseView;
let theirs: CaseView;
let rehearsal: string;
let migration: string;

const DEFINITIONS = '/api/definitions';
const VERSION = `${DEFINITIONS}/libraryCard/versions/2`;

/** Nobody finds a card: whatever has happened in these cases breaks it. */
function withRule() {
  const document = libraryCard();
  const title = { da: 'Ingen pauser', en: 'No pauses' };
  document.rules.push({
    id: 'no-pauses',
    title,
    source: '§ 1',
    template: 'absence',
    first: ['event(PAUSED)'],
  });
  return document;
}

beforeAll(async () => {
  test = await startTestApp();
  [bo, anne, kirsten, rikke] = await Promise.all(['bo', 'anne', 'kirsten', 'rikke'].map(test.as));
  const [mette, jens] = [await test.as('mette'), await test.as('jens')];
  const opening = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };
  const open = async (client: Client): Promise<CaseView> => {
    const { body } = await client.post<CaseView>('/api/cases', opening);
    await client.post(`/api/cases/${body.id}/events`, { type: 'PAUSED' });
    return body;
  };
  [ours, secret, theirs] = [await open(mette), await open(mette), await open(jens)];
  await test.ds.query(`update cases set protected = true where id = $1`, [secret.id]);
  await publishDefinition(test.ds, { document: withRule(), proposedBy: 'bo', publishedBy: 'ida' });
  const started = await bo!.post<{ id: string }>(`${VERSION}/rehearse`, { closed: 0 });
  rehearsal = `${DEFINITIONS}/rehearsals/${started.body.id}`;
  while ((await bo!.get<{ status: string }>(rehearsal)).body.status === 'running');
  const by = { userId: 'bo', name: 'Bo Lind', roles: ['admin'] };
  const run = await orderMigration(test.ds, { caseType: 'libraryCard', version: 2, stateMap: {}, by });
  await migrateCases(test.ds, run);
  migration = `${DEFINITIONS}/migrations/${run}`;
});
afterAll(() => test.close());

const namesOf = (answer: Answer<unknown>): string[] => {
  const text = JSON.stringify(answer.body);
  const known = Object.entries({ ours, secret, theirs });
  return known.flatMap(([name, { id, caseNumber }]) =>
    text.includes(id) || text.includes(caseNumber) ? [name] : [],
  );
};

/** What is counted is for both; what is behind it for the leaders of the team. */
const COUNTED = (): string[] => [
  rehearsal,
  `${DEFINITIONS}/libraryCard/rehearsals`,
  migration,
  `${DEFINITIONS}/libraryCard/migrations`,
];
const BEHIND = (): string[] => [`${rehearsal}/cases.csv`, `${rehearsal}/cases.json`, `${migration}/cases`];

describe('an admin', () => {
  it('is told how many cases, and never which', async () => {
    for (const url of [...COUNTED(), `${VERSION}/broken-traces`, '/api/analytics/case-types']) {
      const answer = await bo!.get(url);
      expect([url, answer.status, namesOf(answer)]).toEqual([url, 200, []]);
    }
    const { body } = await bo!.get<{ summary: { open: number } }>(rehearsal);
    expect(body.summary.open).toBe(3);
  });

  it('is told which rules are broken how often', async () => {
    const { body } = await bo!.get(`${VERSION}/broken-traces`);
    expect(body).toMatchObject({ checked: 3, broken: 3, items: [], next: null });
    expect(body).toMatchObject({ rules: [{ rule: 'no-pauses', cases: 3 }] });
  });

  it('gets neither files nor lists of cases, whichever way they are asked for', async () => {
    for (const url of [
      ...BEHIND(),
      `/api/cases/${ours.id}/history`,
      `/api/cases/${ours.id}/at?instant=2026-03-02T08:00:00Z`,
      '/api/analytics/cases',
      '/api/analytics/incidents',
    ])
      expect([url, (await bo!.get(url)).status]).toEqual([url, 403]);
  });
});

describe('a team leader', () => {
  it('sees behind the numbers the cases of the own team that are open to her, and no others', async () => {
    for (const url of [...BEHIND(), `${VERSION}/broken-traces`]) {
      const seen = [namesOf(await anne!.get(url)), namesOf(await kirsten!.get(url))];
      expect([url, ...seen]).toEqual([url, ['ours'], ['theirs']]);
    }
  });

  it('stands in the access log with every such list', async () => {
    for (const [action, count] of [
      ['rehearsedCases.listed', 4],
      ['migratedCases.listed', 2],
      ['cases.traced', 2],
    ] as const) {
      const { body } = await rikke!.get<{ items: { userName: string }[] }>(`/api/audit?action=${action}`);
      const leaders = body.items.filter(({ userName }) => userName !== 'Bo Lind');
      expect([action, leaders.length]).toEqual([action, count]);
    }
  });
});
