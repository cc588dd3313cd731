import { publishDefinition } from '../../../src/persistence/definitions.js';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import { libraryCard, startTestApp, type Client, type TestApp } from '../../support/app.js';
import { together } from '../../support/two-admins.js';
import { checkInvariants } from '../../support/invariants.js';

let test: TestApp;
let bo: Client;
let ida: Client;
let mette: Client;
beforeAll(async () => {
  test = await startTestApp();
  [bo, ida, mette] = [await test.as('bo'), await test.as('ida'), await test.as('mette')];
});
afterEach(() => checkInvariants(test.ds));
afterAll(() => test.close());

interface Answer {
  id: string;
  status: string;
  code: string;
  cases: Record<string, number>;
  problems: { code: string; path: string; message: { da: string }; details: { caseNumber: string } }[];
  errors: { path: string }[];
}

const open = async (caseType = 'libraryCard') =>
  (await mette.post<CaseView>('/api/cases', { caseType, facts: { receivedOn: '2026-03-02' } })).body;
const publish = (caseType: string) => {
  const document = { ...libraryCard(), caseType };
  return publishDefinition(test.ds, { document, proposedBy: 'bo', publishedBy: 'ida' });
};
const migrate = async (version: number, body: object) =>
  (await together<Answer>(ida, bo.post(`/api/definitions/libraryCard/versions/${version}/migrate`, body)))
    .body;
const versionOf = async ({ id }: CaseView) => (await mette.get<CaseView>(`/api/cases/${id}`)).body.version;

/** Asks until the run is over; each answer takes a round trip, so nothing is slept through. */
async function finished(id: string): Promise<Answer> {
  for (;;) {
    const { body } = await bo.get<Answer>(`/api/definitions/migrations/${id}`);
    if (body.status !== 'running') return body;
  }
}

describe('a migration of cases that are named by their numbers', () => {
  it('takes them to the version, and no others', async () => {
    const [first, second, third] = [await open(), await open(), await open()];
    const version = await publish('libraryCard');
    const { id } = await migrate(version, { caseNumbers: [first.caseNumber, second.caseNumber] });
    expect((await finished(id)).cases).toMatchObject({ migrated: 2, refused: 0, stays: 0 });
    expect(await Promise.all([first, second, third].map(versionOf))).toEqual([version, version, version - 1]);
  });

  it('leaves those of them where they are for which the condition does not hold', async () => {
    const named = await open();
    const version = await publish('libraryCard');
    const condition = 'case.openedOn < date("2020-01-01")';
    const { id } = await migrate(version, { caseNumbers: [named.caseNumber], condition });
    expect((await finished(id)).cases).toMatchObject({ migrated: 0, stays: 1 });
  });

  it('is not begun when a number is none that can go over: each is named with the reason', async () => {
    const stays = await open();
    const [closed, version] = [await open(), await publish('libraryCard')];
    await mette.post(`/api/cases/${closed.id}/events`, { type: 'WITHDRAWN' });
    await publish('readerCard');
    const [there, other] = [await open(), await open('readerCard')];
    const caseNumbers = [stays, closed, there, other].map(({ caseNumber }) => caseNumber);
    const refused = await migrate(version, { caseNumbers: [...caseNumbers, '2026-999999'] });
    expect(refused.code).toBe('invalidCaseNumbers');
    const named = [closed.caseNumber, there.caseNumber, other.caseNumber, '2026-999999'];
    expect(refused.problems).toEqual(
      // The same of each: an admin does not learn which cases there are.
      named.map((caseNumber, at) => ({
        code: 'noSuchCase',
        path: `/caseNumbers/${at + 1}`,
        message: {
          da: `“${caseNumber}” er ikke nummeret på en åben sag af sagstypen, der kan flyttes til version ${version}.`,
          en: `“${caseNumber}” is not the number of an open case of the case type that can go to version ${version}.`,
        },
        details: { caseNumber },
      })),
    );
    expect(await versionOf(stays)).toBe(version - 1);
    const { body: runs } = await bo.get<{ version: number }[]>('/api/definitions/libraryCard/migrations');
    expect(runs.filter((run) => run.version === version)).toEqual([]);
  });

  it.each([
    ['null, which might be meant to be none or all', null],
    ['an empty list', []],
    ['one text', '2026-000001'],
    ['what is no text', [7]],
    ['too many', Array.from({ length: 1001 }, (_, index) => `2026-${index}`)],
  ])('is refused with %s', async (_, caseNumbers) => {
    const refused = await migrate(1, { caseNumbers });
    expect(refused.code).toBe('invalidBody');
    expect(refused.errors.map(({ path }) => path)).toContain('caseNumbers');
  });

  it('is refused with a condition that is null, too', async () => {
    const refused = await migrate(1, { condition: null });
    expect([refused.code, refused.errors[0]!.path]).toEqual(['invalidBody', 'condition']);
  });
});
