import { expect } from '@jest/globals';
import type { Definition } from '../../src/machines/definition.js';
import type { Client } from '../support/app.js';
import { together } from '../support/two-admins.js';
import { casePage } from './case-page.js';
import type { Change, Verbs } from './format.js';
import { bodyOf, instantOf, type World } from './world.js';

/** An admin writes it and publishes it, the team leader reviews it: as a municipality must. */
const [ADMIN, SECOND, REVIEWER] = ['bo', 'ida', 'anne'] as const;
const DRAFTS = '/api/definitions/drafts';

interface Draft {
  id: string;
  document: Definition;
}

/** Publishes the next version of a case type: the newest one with the changes. */
export async function publishNext(world: World, args: Verbs['publish']): Promise<void> {
  const { caseType, validFrom, ...change } = args;
  const [admin, reviewer] = [await world.as(ADMIN), await world.as(REVIEWER)];
  const { id, document } = bodyOf(await admin.post<Draft>(DRAFTS, { caseType }));
  edit(document, change);
  const draft = `${DRAFTS}/${id}`;
  const headers = { 'if-match': await revisionOf(admin, draft) };
  bodyOf(await admin.request('PUT', draft, { body: { document }, headers }));
  const verified = bodyOf(await admin.post<{ problems: unknown[] }>(`${draft}/verify`));
  expect(verified.problems).toEqual([]);
  const read = { 'if-match': await revisionOf(reviewer, draft) };
  bodyOf(await reviewer.post(`${draft}/review`, { approved: true }, read));
  bodyOf(await admin.post(`${draft}/publish`, { ...(validFrom && { validFrom: instantOf(validFrom) }) }));
}

const revisionOf = async (client: Client, draft: string): Promise<string> =>
  String((await client.get(draft)).headers['etag']);

function edit(document: Definition, { add = {}, set = {}, remove = [] }: Change): void {
  for (const [pointer, value] of Object.entries(add)) placeOf(document, pointer, false).put(value);
  for (const [pointer, value] of Object.entries(set)) placeOf(document, pointer, true).put(value);
  for (const pointer of remove) placeOf(document, pointer, true).take();
}

/** Throws unless the place is there, or is not, as it should be. */
function placeOf(document: Definition, pointer: string, isThere: boolean) {
  const path = pointer.slice(1).split('/');
  const key = path.pop()!;
  const node = path.reduce<unknown>((each, name) => Object(each)[name], document);
  if (typeof node !== 'object' || node === null || Object.hasOwn(node, key) !== isThere)
    throw new Error(`The definition has ${isThere ? 'no' : 'already a'} ${pointer}`);
  const place = node as Record<string, unknown>;
  return { put: (value: unknown) => void (place[key] = value), take: () => void delete place[key] };
}

interface Run {
  id: string;
  status: string;
  cases: { migrated: number; refused: number };
}
interface Item {
  caseId: string;
  outcome: string;
  reasons: { text: { da: string } }[] | null;
}

/** Takes open cases to the newest version, and compares what became of them. */
export async function migrate(world: World, args: Verbs['migrate']): Promise<void> {
  const { caseType, cases, migrated, refused = {}, ...order } = args;
  const admin = await world.as(ADMIN);
  const versions = bodyOf(
    await admin.get<{ caseType: string; version: number }[]>('/api/definitions/overview'),
  );
  const version = Math.max(...versions.filter((one) => one.caseType === caseType).map((one) => one.version));
  const pages = cases && (await Promise.all(cases.map((label) => casePage(world, label))));
  const caseNumbers = pages?.map(({ caseNumber }) => caseNumber);
  const body = { ...order, ...(caseNumbers && { caseNumbers }) };
  const path = `/api/definitions/${caseType}/versions/${version}/migrate`;
  const { id } = bodyOf(await together<Run>(await world.as(SECOND), admin.post(path, body)));
  const report = await finished(admin, id);
  const leader = await world.as(REVIEWER);
  const { items } = bodyOf(await leader.get<{ items: Item[] }>(`/api/definitions/migrations/${id}/cases`));
  const left = Object.fromEntries(
    items.filter(({ outcome }) => outcome === 'refused').map((item) => [item.caseId, whyOf(item)]),
  );
  const expected = Object.entries(refused).map(([label, reason]) => [
    world.caseId(label),
    expect.stringContaining(reason),
  ]);
  expect({ migrated: report.cases.migrated, left }).toEqual({ migrated, left: Object.fromEntries(expected) });
}

const whyOf = ({ reasons }: Item): string => (reasons ?? []).map(({ text }) => text.da).join('\n');

/** Asks until the run is over; each answer takes a round trip, so nothing is slept through. */
async function finished(client: Client, id: string): Promise<Run> {
  for (;;) {
    const run = bodyOf(await client.get<Run>(`/api/definitions/migrations/${id}`));
    if (run.status !== 'running') return run;
  }
}
