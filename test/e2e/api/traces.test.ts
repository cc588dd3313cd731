import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTracing, type StopTracing } from '../../../src/tracing/exporter.js';
import { fireDueTimers } from '../../../src/persistence/fire-timers.js';
import { inSpan } from '../../../src/tracing/spans.js';
import { startTestApp, type TestApp } from '../../support/app.js';

interface Value {
  stringValue?: string;
  intValue?: number;
}

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  status: { code?: number };
  attributes: { key: string; value: Value }[];
}

interface Export {
  resourceSpans: {
    resource: { attributes: { key: string; value: Value }[] };
    scopeSpans: { spans: Span[] }[];
  }[];
}

/** Takes what an exporter sends, as a collector would. */
class Collector {
  readonly bodies: string[] = [];
  private readonly server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      this.bodies.push(Buffer.concat(parts).toString());
      response.end('{}');
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((done) => void this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => void this.server.close(() => done()));
  }

  get spans(): Span[] {
    const exports = this.bodies.map((body) => JSON.parse(body) as Export);
    return exports.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  }
}

const CALLER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const SECRET = 'Aksel Hemmelig';

let collector: Collector;
let test: TestApp;
let stop: StopTracing = () => Promise.resolve();
let caseId: string;

beforeAll(async () => {
  collector = new Collector();
  const tracing = { endpoint: await collector.listen(), serviceName: 'sagsgang-test', ratio: 1 };
  stop = await startTracing(tracing);
  test = await startTestApp({ tracing });
  const mette = await test.as('mette');
  const { body } = await mette.request<{ id: string }>('POST', '/api/cases', {
    body: { caseType: 'libraryCard', facts: { receivedOn: '2026-03-02' } },
    headers: { traceparent: `00-${CALLER.traceId}-${CALLER.spanId}-01` },
  });
  caseId = body.id;
  await mette.get(`/api/cases?number=${encodeURIComponent(SECRET)}`);
  await mette.get(`/api/cases/${caseId}`);
  await inSpan({ name: 'scheduler.tick' }, () => fireDueTimers(test.ds));
  await inSpan({ name: 'task that fails' }, () => Promise.reject(new Error(SECRET))).catch(() => undefined);
  await fireDueTimers(test.ds);
  await stop();
});
afterAll(async () => {
  await stop();
  await test.close();
  await collector.close();
});

const spanOf = (name: string): Span => {
  const found = collector.spans.find((span) => span.name === name);
  if (!found) throw new Error(`no span ${name} among ${collector.spans.map((span) => span.name).join(', ')}`);
  return found;
};
const childrenOf = ({ spanId }: Span): Span[] =>
  collector.spans.filter(({ parentSpanId }) => parentSpanId === spanId);
const attributesOf = ({ attributes }: Span): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));

describe('traces, when a collector is set', () => {
  it('name a request by its route and go on from whoever asked', () => {
    const opening = spanOf('POST /api/cases');
    expect(opening).toMatchObject({ traceId: CALLER.traceId, parentSpanId: CALLER.spanId });
    expect(attributesOf(opening)).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/api/cases',
      'http.response.status_code': 201,
    });
  });

  it('show the statements of a request within it, also when it had a body to read', () => {
    expect(childrenOf(spanOf('POST /api/cases')).map(({ name }) => name)).toContain('find-calendar');
    expect(childrenOf(spanOf('GET /api/cases/:id')).length).toBeGreaterThan(1);
  });

  it('show what background work did, and nothing of a look alone', () => {
    const roots = collector.spans.filter(({ parentSpanId }) => !parentSpanId);
    expect(childrenOf(spanOf('scheduler.tick')).length).toBeGreaterThan(0);
    expect(roots.filter(({ attributes }) => attributes.some(({ key }) => key.startsWith('db.')))).toEqual([]);
  });

  it('say of an error what kind it was, and not what it said', () => {
    const failed = spanOf('task that fails');
    expect(failed.status).toEqual({ code: 2 });
    expect(attributesOf(failed)).toEqual({ 'error.type': 'Error' });
  });

  it('hold no names, no texts that were searched for, and no ids of cases', () => {
    const sent = collector.bodies.join('\n');
    expect(sent).toContain('sagsgang-test');
    for (const hidden of [SECRET, encodeURIComponent(SECRET), caseId, 'Mette'])
      expect(sent).not.toContain(hidden);
  });
});

describe('without a collector', () => {
  it('nothing is traced', async () => {
    const before = collector.bodies.length;
    await (
      await startTracing(null)
    )();
    await (await test.as('mette')).get('/api/cases');
    expect(collector.bodies).toHaveLength(before);
  });
});
