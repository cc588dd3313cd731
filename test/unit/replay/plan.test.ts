import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseMapping } from '../../../src/replay/mapping.js';
import type { Mapping } from '../../../src/replay/mapping.js';
import { planReplay } from '../../../src/replay/plan.js';
import { readLog, readTraces } from '../../../src/replay/xes-reader.js';

const EXAMPLE = readFileSync('examples/permit-receipt/mapping.json', 'utf8');
const ZONE = 'Europe/Copenhagen';

describe('planning a replay', () => {
  it('puts the events of all cases in the order of time across the end of summer time', async () => {
    const { events } = await planSmall();
    expect(events.map(({ at, caseIndex, type }) => [at, caseIndex, type])).toEqual([
      ['2026-10-24T07:05:00.000Z', 0, 'RECEIPT_REGISTERED'],
      ['2026-10-25T00:30:00.000Z', 0, 'CONFIRMATION_CHECKED'],
      ['2026-10-25T01:15:00.000Z', 1, 'EXTEND_DEADLINE'],
      ['2026-10-25T01:30:00.000Z', 1, 'RECEIPT_REGISTERED'],
      ['2026-10-26T07:10:00.000Z', 2, 'RECEIPT_REGISTERED'],
      ['2026-10-26T08:00:00.000Z', 1, 'CONFIRMATION_SENT'],
      ['2026-10-26T09:00:00.000Z', 0, 'CONFIRMATION_DETERMINED'],
      ['2026-10-26T09:30:00.000Z', 0, 'CONFIRMATION_SENT'],
      ['2026-11-02T11:00:00.000Z', 0, 'CLOSED'],
      ['2027-02-01T11:00:00.000Z', 1, 'CLOSED'],
    ]);
  });

  it('opens each case at its start with the facts of its trace', async () => {
    const { cases } = await planSmall();
    expect(cases[0]).toMatchObject({ name: 'S-1', openedAt: '2026-10-24T07:00:00.000Z' });
    expect(cases.map(({ facts }) => facts)).toEqual([
      { reference: 'S-1', receivedOn: '2026-10-24', channel: 'internet' },
      { reference: 'S-2', receivedOn: '2026-10-25', channel: 'desk' },
      { reference: 'S-3', receivedOn: '2026-10-26', channel: 'internet' },
    ]);
  });

  it('opens a case at its first event when that comes before its start', async () => {
    const plan = await planText(
      '<date key="startdate" value="2026-03-02T00:00:00Z"/>' +
        '<event><string key="concept:name" value="Confirmation of receipt"/><date key="time:timestamp" value="2026-03-01T00:00:00Z"/></event>',
    );
    expect(plan.cases[0]!.openedAt).toBe('2026-03-01T00:00:00.000Z');
    expect(plan.cases[0]!.facts['receivedOn']).toBe('2026-03-02');
  });

  it('takes an application for received before its deadline began to run', async () => {
    const plan = await planText(
      '<date key="startdate" value="2026-03-09T00:00:00Z"/><date key="deadline" value="2026-04-27T00:00:00Z"/>',
    );
    expect(plan.cases[0]!.facts['receivedOn']).toBe('2026-03-02');
  });

  it('sends a moment only when its condition holds', async () => {
    const { events } = await planSmall();
    const extended = events.filter(({ type }) => type === 'EXTEND_DEADLINE');
    expect(extended.map(({ caseIndex, facts }) => [caseIndex, facts])).toEqual([
      [1, { newDeadlineOn: '2027-01-31' }],
    ]);
  });

  it('lets users stand for resources, and one for everybody else', async () => {
    const { events } = await planSmall();
    const users = Object.fromEntries(events.map(({ type, user }) => [type, user]));
    expect(users).toMatchObject({
      RECEIPT_REGISTERED: 'mette',
      CONFIRMATION_CHECKED: 'lars',
      CLOSED: 'lars',
    });
  });

  it('counts what the mapping does not know instead of guessing', async () => {
    const plan = await planText(
      '<date key="startdate" value="2026-03-02T00:00:00Z"/><string key="channel" value="Pigeon"/>' +
        '<event><string key="concept:name" value="Dance"/><date key="time:timestamp" value="2026-03-03T00:00:00Z"/></event>' +
        '<event><date key="time:timestamp" value="2026-03-03T00:00:00Z"/></event>' +
        '<event><string key="concept:name" value="Confirmation of receipt"/></event>',
    );
    expect(plan.unmapped.top()).toEqual([
      ['(unnamed)', 1],
      ['Dance', 1],
    ]);
    expect(plan.unknownWords.top()).toEqual([['channel: Pigeon', 1]]);
    expect(plan).toMatchObject({ logged: 3, undated: 1, events: [] });
    expect(plan.cases[0]!.facts).not.toHaveProperty('channel');
  });

  it('leaves out a trace that nothing dates', async () => {
    const plan = await planText('<string key="concept:name" value="timeless"/>');
    expect(plan).toMatchObject({ withoutStart: 1, cases: [], events: [] });
  });

  it('tells the lifecycle of an activity apart where the mapping does', async () => {
    const mapping = { ...example(), activities: { T: { event: 'ANY' }, 'T+start': { event: 'STARTED' } } };
    const plan = await planText(eventIn('start') + eventIn('complete'), mapping);
    expect(plan.events.map(({ type }) => type)).toEqual(['STARTED', 'ANY']);
  });

  it('carries the answer of the log', async () => {
    const { cases } = await planSmall();
    expect(cases.map(({ answer }) => answer)).toEqual([
      { dueAt: '2026-12-19T07:00:00.000Z', closedAt: '2026-11-02T11:00:00.000Z' },
      { dueAt: '2027-01-31T11:00:00.000Z', closedAt: '2027-02-01T11:00:00.000Z' },
      { dueAt: '2026-12-21T07:00:00.000Z', closedAt: undefined },
    ]);
  });

  it('reads facts as the types that the definition wants', async () => {
    const facts = {
      count: { attribute: 'n', as: 'integer' },
      price: { attribute: 'p', as: 'number' },
      urgent: { attribute: 'u', as: 'boolean' },
      broken: { attribute: 'x', as: 'integer' },
      absent: { attribute: 'nothing' },
    } as const;
    const mapping: Mapping = { ...example(), trace: { name: 'n', start: 's', facts } };
    const plan = await planText(
      '<date key="s" value="2026-03-02T00:00:00Z"/><int key="n" value="3"/><float key="p" value="1.5"/><boolean key="u" value="true"/><string key="x" value="many"/>',
      mapping,
    );
    expect(plan.cases[0]!.facts).toEqual({ count: 3, price: 1.5, urgent: true });
  });
});

describe('reading a mapping', () => {
  it('accepts the example of the permit log, for each of its 27 activities', () => {
    expect(Object.keys(parseMapping(EXAMPLE).activities)).toHaveLength(27);
  });

  it('names every misspelt key', () => {
    const wrong = JSON.stringify({
      ...example(),
      evnets: {},
      users: {},
      moments: [{ event: 'CLOSED', att: 'x' }],
    });
    expect(() => parseMapping(wrong)).toThrow(
      expect.objectContaining({
        code: 'invalidMapping',
        details: {
          problems: expect.arrayContaining([
            expect.stringContaining('evnets'),
            expect.stringContaining("'*'"),
            expect.stringContaining('att'),
          ]),
        },
      }),
    );
  });

  it('refuses what is not JSON', () => {
    expect(() => parseMapping('{')).toThrow(expect.objectContaining({ code: 'invalidMapping' }));
  });
});

function example(): Mapping {
  return parseMapping(EXAMPLE);
}

function planSmall() {
  return planReplay(readLog('test/support/logs/small.xes'), example(), ZONE);
}

function planText(trace: string, mapping = example()) {
  return planReplay(readTraces(oneChunk(`<log><trace>${trace}</trace></log>`)), mapping, ZONE);
}

function eventIn(lifecycle: string): string {
  return (
    `<event><string key="concept:name" value="T"/><string key="lifecycle:transition" value="${lifecycle}"/>` +
    `<date key="time:timestamp" value="2026-03-03T00:00:00Z"/></event>`
  );
}

async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
