import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { advanceClock } from '../../src/persistence/advance-clock.js';
import { findTampering } from '../../src/persistence/tampering/find-tampering.js';
import type { Finding, FindingKind } from '../../src/persistence/tampering/finding.js';
import { eachRoot, hashOfRoot, makeRoot, type Root } from '../../src/persistence/tampering/roots.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import {
  countAllAnew,
  furnishWorld,
  KEYS,
  log,
  quiet,
  TAMPERINGS,
  type Query,
  type Tampering,
  type World,
} from '../support/tamperings.js';

let template: TestDatabase;
let world: World;
let kept: Root[];
let database: TestDatabase;
beforeAll(async () => {
  template = await freshDatabase();
  world = await furnishWorld(template.ds);
  kept = [];
  for await (const root of eachRoot(template.ds)) kept.push(root);
  await template.close();
});
afterEach(() => database?.drop());
afterAll(() => template.drop());

/** Does to a copy of the world what only somebody with all rights on the server can, past all triggers. */
async function tamper(how: Tampering): Promise<void> {
  database = await freshDatabase(template.name);
  const owner = await database.asOwner();
  const named = (text: string) =>
    text
      .replaceAll(':case', `'${world.case}'`)
      .replaceAll(':child', `'${world.child}'`)
      .replaceAll(':old', `'${world.old}'`);
  const query: Query = (text) =>
    owner.query(`begin; set local session_replication_role = replica; ${named(text)}; commit`);
  await (typeof how === 'string' ? query(how) : how(query, owner));
}

async function* asExported(roots: Root[]): AsyncGenerator<Root> {
  yield* roots;
}

async function findings(options: Parameters<typeof findTampering>[2] = {}): Promise<Finding[]> {
  const found: Finding[] = [];
  await findTampering(database.ds, (finding) => found.push(finding), { keys: KEYS, ...options });
  return found;
}

it('is tried with at least forty kinds of tampering', () => {
  expect(TAMPERINGS.length).toBeGreaterThanOrEqual(40);
});

describe('audit:verify', () => {
  it('finds nothing where nothing was done, nor when work goes on', async () => {
    await tamper('select 1');
    expect(await findings({ kept: asExported(kept) })).toEqual([]);
    await advanceClock(database.ds, '2026-06-01T12:00:00.000Z', quiet);
    await log(database.ds, 'case.read', world.case);
    expect(await findings({ kept: asExported(kept) })).toEqual([]);
    await makeRoot(database.ds, KEYS);
    expect(await findings()).toEqual([]);
  });

  it.each(TAMPERINGS)('finds %s, and names it', async (_what, how, what, sentence) => {
    await tamper(how);
    expect(await findings()).toContainEqual(
      expect.objectContaining({ what, sentence: expect.stringMatching(sentence) }),
    );
  });

  it.each<[string, Tampering, FindingKind]>([
    ['that all were made anew with the key', (query, ds) => countAllAnew(query, ds, KEYS), 'rootChanged'],
    [
      'that the last are gone',
      'delete from audit_roots where number = 2; delete from audit_heads where root = 2',
      'rootMissing',
    ],
    ['that all are gone', 'delete from audit_roots; delete from audit_heads', 'rootMissing'],
  ])('finds by roots kept elsewhere %s', async (_what, how, what) => {
    await tamper(how);
    expect(await findings({ kept: asExported(kept) })).toContainEqual(expect.objectContaining({ what }));
  });

  it('takes no forged root for one that was kept elsewhere', async () => {
    await tamper('select 1');
    const content = { ...kept[1]!.content, at: '2026-01-01T00:00:00.000Z' };
    const forged = { ...kept[1]!, content, hash: hashOfRoot(content) };
    expect((await findings({ kept: asExported([forged]) })).map(({ what }) => what)).toEqual([
      'rootForged',
      'rootChanged',
    ]);
  });

  it('tells no facts and no names', async () => {
    await tamper(
      `update cases set snapshot = '{}', number = 'Ida Holm' where id = :old; update tasks set title = '{"da":"Ida Holm"}'`,
    );
    const sentences = (await findings()).map(({ sentence }) => sentence.replaceAll('Case Ida Holm', 'Case'));
    expect(sentences.join('\n')).not.toContain('Ida Holm');
  });
});

describe('a root', () => {
  it('is made once by nodes that make it together, and not when nothing has happened', async () => {
    await tamper('select 1');
    expect(await makeRoot(database.ds, KEYS)).toBeNull();
    await log(database.ds, 'case.read', world.case);
    const second = await database.secondNode();
    const made = await Promise.all([makeRoot(database.ds, KEYS), makeRoot(second, KEYS)]);
    expect(made.map((root) => root?.number ?? null).sort()).toEqual([3, null]);
  });

  it('vouches for an entry of the access log that came after the root of its time', async () => {
    await tamper('select 1');
    await database.ds.transaction(async (slow) => {
      await log(slow, 'case.read', world.case);
      await log(database.ds, 'case.read', world.case);
      expect((await makeRoot(database.ds, KEYS))?.content.access).toMatchObject({ count: 1, gaps: [[5, 5]] });
    });
    expect((await makeRoot(database.ds, KEYS))?.content.access).toMatchObject({ late: [5], count: 1 });
    expect(await findings()).toEqual([]);
  });
});
