import { describe, expect, test } from '@jest/globals';
import type { Definition } from '../../../src/machines/index.js';
import { plainEvents, Walk } from '../../support/definition.js';

const title = { da: 'Frist' };
const date = { type: 'string', format: 'date' } as const;
const by = { userId: 'mette', name: 'Mette', roles: ['caseworker' as const] };
const address = { title: { da: 'Adresse' }, roles: ['caseworker' as const], form: ['address', 'movedOn'] };

/** A case that moves house, is asked how often it was visited, and hears the same of two children. */
const HOUSE: Partial<Definition> = {
  facts: {
    type: 'object',
    properties: {
      address: { type: 'string', default: 'unknown' },
      movedOn: date,
      seenOn: date,
      visits: { type: 'integer', default: 0 },
      isOpen: { type: 'boolean', default: true },
    },
  },
  events: {
    ...plainEvents('VISITED', 'SHUT', 'OPENED', 'EXTENDED_MUCH', 'EXTENDED', 'PAUSED'),
    MOVED: address,
  },
  deadlines: {
    visit: { title, kind: 'internal', anchor: 'facts.?movedOn.orValue(today)', length: 'P4W' },
  },
  machine: {
    initial: 'open',
    on: {
      MOVED: {},
      VISITED: { actions: [{ type: 'setFacts', facts: { visits: 'facts.visits + 1', seenOn: 'today' } }] },
      SHUT: { actions: [{ type: 'setFacts', facts: { isOpen: 'false' } }] },
      OPENED: { actions: [{ type: 'setFacts', facts: { isOpen: 'true' } }] },
      EXTENDED: { actions: [extension('P6W')] },
      EXTENDED_MUCH: { actions: [extension('P8W')] },
      PAUSED: { actions: [{ type: 'pauseDeadline', deadline: 'visit', reason: '"Ferie"' }] },
    },
    states: {
      open: {
        meta: { deadlines: ['visit'] },
        type: 'parallel',
        states: { one: child('one'), two: child('two') },
      },
    },
  },
};

function extension(by: string) {
  const until = `plus(date("2026-02-02"), "${by}")`;
  return { type: 'extendDeadline' as const, deadline: 'visit', until, reason: '"Syg"' };
}

function child(id: string) {
  return {
    initial: 'waits',
    states: {
      waits: { invoke: { src: 'errand', id, receives: ['address'], onDone: 'over' } },
      over: {},
    },
  };
}

const open = () => Walk.open(HOUSE);
const told = (walk: Walk, type: string, happenedAt: string, facts: object = {}) =>
  walk.send({ type, by, happenedAt, facts: facts as never });
const ended = (walk: Walk, id: string, address: string) =>
  walk.send({ type: `xstate.done.actor.${id}`, opening: 1, output: { end: 'done', facts: { address } } });

describe('a fact that happened later but was recorded before', () => {
  test('stands, and so does the due day that is counted from it', () => {
    const walk = open()
      .at('2026-02-20T09:00:00Z')
      .send('MOVED', { address: 'Ny Vej', movedOn: '2026-02-19' });
    const before = walk.snapshot.deadlines;
    told(walk, 'MOVED', '2026-02-10T09:00:00.000Z', { address: 'Gammel Vej', movedOn: '2026-02-10' });
    expect(walk.accepted.snapshot.facts).toMatchObject({ address: 'Ny Vej', movedOn: '2026-02-19' });
    expect(walk.snapshot.deadlines).toEqual(before);
    expect(walk.snapshot.history.MOVED).toMatchObject({ count: 2 });
  });

  test('gives way to what happened between it and now', () => {
    const walk = open().at('2026-02-20T09:00:00Z');
    told(walk, 'MOVED', '2026-02-10T09:00:00.000Z', { address: 'Ny Vej' });
    told(walk, 'MOVED', '2026-02-05T09:00:00.000Z', { address: 'Gammel Vej', movedOn: '2026-02-05' });
    told(walk, 'MOVED', '2026-02-15T09:00:00.000Z', { address: 'Nyeste Vej' });
    expect(walk.snapshot.facts).toMatchObject({ address: 'Nyeste Vej', movedOn: '2026-02-05' });
  });

  test('stands when a child says otherwise that ended before', () => {
    const walk = ended(open().at('2026-02-20T09:00:00Z'), 'one', 'Ny Vej');
    ended(walk.at('2026-02-10T09:00:00Z'), 'two', 'Gammel Vej');
    expect(walk.accepted.snapshot.facts.address).toBe('Ny Vej');
  });

  test('stands when an action computes another', () => {
    const walk = open().at('2026-02-20T09:00:00Z').send('VISITED');
    told(walk, 'VISITED', '2026-02-10T09:00:00.000Z');
    expect(walk.snapshot.facts).toMatchObject({ seenOn: '2026-02-20', visits: 2 });
  });
});

test('a count counts all of them, in whatever order they come', () => {
  const walk = open().at('2026-02-20T09:00:00Z').send('VISITED');
  for (const day of ['10', '12', '11']) told(walk, 'VISITED', `2026-02-${day}T09:00:00.000Z`);
  expect(walk.snapshot.facts.visits).toBe(4);
});

test('what the case began with gives way to whatever is told, also of the hours before', () => {
  const walk = told(open(), 'MOVED', '2026-02-02T06:00:00.000Z', { address: 'Ny Vej' });
  expect(walk.snapshot.facts.address).toBe('Ny Vej');
});

test('what tells where the case is goes with its states, in the order of recording', () => {
  const walk = open().at('2026-02-20T09:00:00Z').send('OPENED');
  told(walk, 'SHUT', '2026-02-10T09:00:00.000Z');
  expect(walk.snapshot.facts.isOpen).toBe(false);
});

describe('of a deadline', () => {
  test('the extension that was given last stands', () => {
    const walk = open().at('2026-02-20T09:00:00Z').send('EXTENDED_MUCH');
    told(walk, 'EXTENDED', '2026-02-10T09:00:00.000Z');
    expect(walk.accepted.snapshot.deadlines.visit).toMatchObject({ dueOn: '2026-03-30' });
  });

  test('the pause began on the first day of which anybody tells', () => {
    const walk = open().at('2026-02-20T09:00:00Z').send('PAUSED');
    told(walk, 'PAUSED', '2026-02-10T09:00:00.000Z');
    expect(walk.snapshot.deadlines.visit).toMatchObject({ pausedOn: '2026-02-10' });
  });
});
