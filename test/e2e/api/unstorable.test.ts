import { Writable } from 'node:stream';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { errorInLog } from '../../../src/modules/http/error-in-log.js';
import { startTestApp, type Answer, type Client, type TestApp } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';

let test: TestApp;
const people: Record<string, Client> = {};

beforeAll(async () => {
  test = await startTestApp();
  for (const name of ['mette', 'anne', 'bo', 'rikke']) people[name] = await test.as(name);
});
afterEach(() => checkInvariants(test.ds));
afterAll(() => test.close());

const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
const HALF = encodeURIComponent('\u0000');

const REQUESTS: [what: string, who: string, path: string, body?: unknown][] = [
  ['U+0000 in a query', 'mette', `/api/cases?text=a${HALF}b`],
  ['U+0000 in a path', 'anne', `/api/definitions/a${HALF}/versions/1`],
  ['U+0000 in a body', 'mette', '/api/cases', { caseType: 'libraryCard\u0000', facts: {} }],
  [
    'U+0000 in the name of a fact',
    'mette',
    '/api/cases',
    { caseType: 'libraryCard', facts: { 'a\u0000': 1 } },
  ],
  ['U+0000 from a stranger', 'nobody', '/api/session', { username: 'a\u0000', password: 'b' }],
  ['half a character in a search', 'mette', '/api/cases', { caseType: 'half \ud800', facts: {} }],
  ['a version over int4', 'anne', '/api/definitions/libraryCard/versions/99999999999'],
  ['a cursor of another list', 'mette', `/api/cases?cursor=${cursor(['x', 'y'])}`],
  ['a cursor with a date that is none', 'mette', `/api/tasks?cursor=${cursor(['2026-02-30', 'y'])}`],
  ['a cursor with U+0000', 'mette', `/api/cases?cursor=${cursor(['\u0000', '\u0000'])}`],
  ['the year 0000', 'mette', '/api/deadlines?dueBefore=0000-01-01'],
  ['the year 0000 in a moment', 'rikke', '/api/audit?from=0000-06-01T00:00:00Z'],
  [
    'null for an optional object',
    'bo',
    '/api/definitions/drafts',
    { caseType: 'libraryCard', document: null },
  ],
  ['null for a map of states', 'bo', '/api/definitions/libraryCard/versions/1/rehearse', { stateMap: null }],
  [
    'a list for an optional object',
    'bo',
    '/api/definitions/libraryCard/versions/1/rehearse',
    { stateMap: [1] },
  ],
  ['null for optional facts', 'mette', '/api/cases', { caseType: 'libraryCard', facts: null }],
];

async function ask(who: string, path: string, body: unknown): Promise<Answer<Record<string, unknown>>> {
  const client = people[who] ?? test.anonymous;
  return body === undefined ? client.get(path) : client.post(path, body);
}

describe('what the database cannot hold', () => {
  it.each(REQUESTS)('is refused: %s', async (...[, who, path, body]) => {
    const answer = await ask(who, path, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body['code']).toEqual(expect.any(String));
  });

  it('is named by its place', async () => {
    const { body } = await ask('mette', '/api/cases', {
      caseType: 'libraryCard',
      facts: { receivedOn: '\u0000', list: [{ name: 'x\udc00' }] },
    });
    const paths = (body['errors'] as { path: string }[]).map(({ path }) => path);
    expect(paths.sort()).toEqual(['facts.list.0.name', 'facts.receivedOn']);
  });
});

/** What the log writes of an error that PostgreSQL gives when a citizen's name stands in the wrong place. */
async function logOf(statement: string, values: unknown[], ds: DataSource): Promise<string> {
  let written = '';
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      written += String(chunk);
      done();
    },
  });
  const log = pino({ serializers: { err: errorInLog } }, out);
  await ds.query(statement, values).catch((err: unknown) => log.error({ err }, 'failed'));
  return written;
}

describe('the log', () => {
  it.each([
    ['a text that is no number', `select $1::int`],
    ['a text that is no date', `select $1::date`],
    ['a key that is there already', `insert into teams (id, name) values ('team', $1), ('team', $1)`],
    ['JSON that is none', `select $1::jsonb`],
  ])('names no citizen when PostgreSQL complains of %s', async (_what, statement) => {
    const written = await logOf(statement, ['Cecilie Ørnekær'], test.ds);
    expect(JSON.parse(written)).toMatchObject({ err: { code: expect.stringMatching(/^2[23]/) } });
    expect(written).not.toContain('Cecilie');
  });

  it('names nobody whose text was no JSON', () => {
    const error = attempt(() => JSON.parse('Cecilie Ørnekær'));
    expect(JSON.stringify(errorInLog(error))).not.toContain('Cecilie');
    expect(errorInLog(error).type).toBe('SyntaxError');
  });

  it('still says where a bug is', () => {
    const error = attempt(() => (undefined as unknown as { x: number }).x);
    expect(errorInLog(error)).toMatchObject({
      type: 'TypeError',
      message: expect.stringContaining('reading'),
    });
    expect(errorInLog(error).stack[0]).toContain('unstorable.test');
  });
});

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
