import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CaseView } from '../../../src/modules/cases/case-view.js';
import { startTestApp, type Client, type TestApp } from '../../support/app.js';

/** What is said of people stays in no browser and no proxy. */
let test: TestApp;
const people: Record<string, Client> = {};
let caseId: string;
beforeAll(async () => {
  test = await startTestApp();
  for (const name of ['mette', 'anne', 'bo', 'rikke']) people[name] = await test.as(name);
  const opening = { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } };
  caseId = (await people['mette']!.post<CaseView>('/api/cases', opening)).body.id;
});
afterAll(() => test.close());

/** The same for everybody who may see them, and about nobody: drawings, and the files of the API's own page. */
const OF_NOBODY = /^\/api\/(docs|definitions\/\{caseType\}\/versions\/\{version\}\/statechart)/;

it('no answer of the API may be kept, whatever it is and whoever asks', async () => {
  const { body } = await test.anonymous.get<{ paths: Record<string, Record<string, unknown>> }>(
    '/api/openapi.json',
  );
  const addresses = Object.entries(body.paths).flatMap(([path, methods]) => ('get' in methods ? [path] : []));
  const asked = addresses.filter((path) => path.startsWith('/api/') && path !== '/api/live');
  const kept: string[] = [];
  for (const [name, client] of Object.entries({ ...people, nobody: test.anonymous }))
    for (const path of asked) {
      const { headers, status } = await client.get(path.replace('{id}', caseId).replace(/\{\w+\}/g, '1'));
      const mayBeKept = OF_NOBODY.test(path) && status === 200;
      if (headers['cache-control'] !== 'no-store' && !mayBeKept) kept.push(`${name} ${status} ${path}`);
    }
  expect(asked.length).toBeGreaterThan(30);
  expect(kept).toEqual([]);
});

it.each([
  ['a change', 'POST', '/api/cases/:case/events', { type: 'PAUSED' }, 200],
  ['a refusal', 'POST', '/api/cases/:case/events', { type: 'PAUSED' }, 409],
  ['what is not there', 'GET', '/api/nothing', undefined, 404],
  ['a wrong method', 'PATCH', '/api/cases/:case', undefined, 405],
  ['signing in', 'POST', '/api/session', { username: 'mette', password: 'sagsgang' }, 200],
] as const)('%s is kept nowhere either', async (_, method, url, body, status) => {
  const answer = await people['mette']!.request(method, url.replace(':case', caseId), { body });
  expect([answer.status, answer.headers['cache-control']]).toEqual([status, 'no-store']);
});
