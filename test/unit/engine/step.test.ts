import { compileDefinition, start, step, type Facts } from '../../../src/machines/index.js';
import { definitionOf, envAt, plainEvents, Walk } from '../../support/definition.js';

const TWO_STEPS = {
  events: plainEvents('GO', 'STOP'),
  ends: { stopped: [] },
  machine: {
    initial: 'open',
    states: {
      open: { initial: 'a', states: { a: { on: { GO: 'b' } }, b: {} }, on: { STOP: 'stopped' } },
      stopped: { type: 'final' as const },
    },
  },
};

describe('an event', () => {
  test('moves the case and is counted with its instant', () => {
    const walk = Walk.open(TWO_STEPS).at('2026-02-03T09:00:00Z').send('GO');
    expect(walk.snapshot).toMatchObject({ value: { open: 'b' }, seq: 2 });
    expect(walk.snapshot.history.GO).toEqual({ count: 1, lastAt: '2026-02-03T09:00:00.000Z' });
    expect(walk.accepted).toMatchObject({ from: ['open.a'], to: ['open.b'] });
  });

  test('that no present state takes is refused, and nothing has changed', () => {
    const walk = Walk.open(TWO_STEPS).send('GO');
    const before = structuredClone(walk.snapshot);
    walk.send('GO');
    expect(walk.reasonCodes).toEqual(['notInThisState']);
    expect(walk.snapshot).toEqual(before);
  });

  test('that the definition does not know is refused, also with names of the language', () => {
    for (const type of ['UNKNOWN', 'constructor', '__proto__', 'toString', '*', '']) {
      expect(Walk.open(TWO_STEPS).send(type).reasonCodes).toEqual(['unknownEvent']);
    }
  });

  test('is counted when it happened, not when it was recorded', () => {
    const walk = Walk.open(TWO_STEPS).at('2026-02-05T09:00:00Z');
    walk.send({ type: 'GO', happenedAt: '2026-02-03T10:00:00.000Z' });
    expect(walk.snapshot.history.GO?.lastAt).toBe('2026-02-03T10:00:00.000Z');
  });

  test('cannot have happened in the future', () => {
    const walk = Walk.open(TWO_STEPS);
    walk.send({ type: 'GO', happenedAt: '2026-02-03T10:00:00.000Z' });
    expect(walk.reasonCodes).toEqual(['happenedInFuture']);
  });

  test('after the end is refused', () => {
    const walk = Walk.open(TWO_STEPS).send('STOP');
    expect(walk.snapshot).toMatchObject({ status: 'done', end: 'stopped' });
    expect(walk.effectsOf('endCase')).toEqual([{ type: 'endCase', end: 'stopped', output: {} }]);
    expect(walk.accepted.to).toEqual(['stopped']);
    expect(walk.send('GO').reasonCodes).toEqual(['caseClosed']);
  });

  test('leaves the snapshot it was given as it was', () => {
    const compiled = compileDefinition(definitionOf(TWO_STEPS));
    const { snapshot } = start(compiled, { facts: {} }, envAt('2026-02-02T08:00:00Z'));
    const frozen = JSON.stringify(snapshot);
    step(compiled, snapshot, { type: 'GO' }, envAt('2026-02-03T08:00:00Z'));
    expect(JSON.stringify(snapshot)).toBe(frozen);
  });
});

describe('who may send an event', () => {
  const leaderOnly = {
    events: { APPROVE: { title: { da: 'Godkend' }, roles: ['teamLeader' as const, 'admin' as const] } },
    machine: { initial: 'a', states: { a: { on: { APPROVE: 'b' } }, b: {} } },
  };

  test('is said in words when it was somebody else', () => {
    const walk = Walk.open(leaderOnly).send('APPROVE');
    expect(walk.result).toMatchObject({
      accepted: false,
      reasons: [
        {
          code: 'wrongRole',
          text: {
            da: 'Det kan kun teamlederen eller administratoren gøre.',
            en: 'Only the team leader or the administrator can do that.',
          },
        },
      ],
    });
  });

  test('does not bind the engine and other cases', () => {
    expect(Walk.open(leaderOnly).send({ type: 'APPROVE' }).snapshot.value).toBe('b');
  });

  test('is nobody for an event that only the engine sends', () => {
    const engineOnly = { ...leaderOnly, events: { APPROVE: { title: { da: 'Godkend' }, roles: [] } } };
    const walk = Walk.open(engineOnly).send('APPROVE');
    expect(walk.result).toMatchObject({ reasons: [{ text: { da: 'Det sender systemet selv.' } }] });
  });
});

describe('the form of an event', () => {
  const form = {
    facts: {
      type: 'object' as const,
      required: ['name'],
      properties: {
        name: { type: 'string' as const },
        answer: { type: 'string' as const, title: { da: 'Svar', en: 'Answer' } },
        count: { type: 'integer' as const, default: 0 },
        notes: {
          type: 'array' as const,
          default: [],
          items: { type: 'object' as const, properties: { text: { type: 'string' as const } } },
        },
      },
    },
    events: {
      ANSWERED: {
        title: { da: 'Svaret' },
        roles: ['caseworker' as const],
        form: ['answer'],
        required: ['answer'],
      },
      NOTED: { title: { da: 'Noteret' }, roles: ['caseworker' as const], form: ['text'], append: 'notes' },
    },
    machine: {
      initial: 'a',
      states: { a: { on: { ANSWERED: { guard: 'facts.answer == "yes"', target: 'b' }, NOTED: 'a' } }, b: {} },
    },
  };

  test('is in the facts before the guards run', () => {
    const walk = Walk.open(form, { name: 'x' }).send('ANSWERED', { answer: 'yes' });
    expect(walk.snapshot).toMatchObject({ value: 'b', facts: { name: 'x', answer: 'yes', count: 0 } });
  });

  test('is gone again when the event is refused', () => {
    const walk = Walk.open(form, { name: 'x' }).send('ANSWERED', { answer: 'no' });
    expect(walk.reasonCodes).toEqual(['guard']);
    expect(walk.snapshot.facts).toEqual({ name: 'x', count: 0, notes: [] });
  });

  test('must hold what is required, and says what is missing', () => {
    const walk = Walk.open(form, { name: 'x' });
    for (const facts of [{}, { answer: '' }, { answer: ' \n\u00a0' }, { answer: null }] as Facts[]) {
      walk.send('ANSWERED', facts);
      expect(walk.result).toMatchObject({
        reasons: [
          { code: 'requiredFact', fact: 'answer', text: { da: 'Oplysningen “Svar” skal være udfyldt.' } },
        ],
      });
    }
  });

  test('brings nothing that it does not ask for', () => {
    const walk = Walk.open(form, { name: 'x' }).send('ANSWERED', { answer: 'yes', count: 7 });
    expect(walk.snapshot.facts.count).toBe(0);
  });

  test('is one more item of a list, with who and when', () => {
    const walk = Walk.open(form, { name: 'x' }).at('2026-02-03T09:00:00Z').send('NOTED', { text: 'first' });
    walk.send({ type: 'NOTED', facts: { text: 'second' } });
    expect(walk.snapshot.facts.notes).toEqual([
      { text: 'first', by: 'mette', at: '2026-02-03T09:00:00.000Z' },
      { text: 'second', by: '', at: '2026-02-03T09:00:00.000Z' },
    ]);
  });
});

describe('a guard that meets an absent fact', () => {
  // `refused` stands last and would be taken if the error counted as false.
  const guarded = {
    facts: {
      type: 'object' as const,
      properties: { called: { type: 'boolean' as const, title: { da: 'Ringet' } } },
    },
    events: { SEND: { title: { da: 'Send' }, roles: ['caseworker' as const], form: ['called'] } },
    machine: {
      initial: 'a',
      states: {
        a: { on: { SEND: [{ guard: 'facts.?called.orValue(false)', target: 'b' }, { target: 'c' }] } },
        b: {},
        c: {},
      },
    },
  };

  test('is found when the definition is saved', () => {
    const careless = structuredClone(guarded);
    careless.machine.states.a.on.SEND[0] = { guard: 'facts.called', target: 'b' };
    expect(() => compileDefinition(definitionOf(careless))).toThrow(
      expect.objectContaining({ code: 'invalidDefinition' }),
    );
  });

  test('may say what absence means', () => {
    expect(Walk.open(guarded).send('SEND').snapshot.value).toBe('c');
    expect(Walk.open(guarded).send('SEND', { called: true }).snapshot.value).toBe('b');
  });

  test('fails the whole step when the facts are not as the schema promised', () => {
    const required = {
      ...guarded,
      facts: { ...guarded.facts, required: ['called'] },
      machine: {
        initial: 'a',
        states: {
          a: { on: { SEND: [{ guard: 'facts.called', target: 'b' }, { target: 'c' }] } },
          b: {},
          c: {},
        },
      },
    };
    const walk = Walk.open(required);
    const before = structuredClone(walk.snapshot);
    expect(() => walk.send('SEND')).toThrow(
      expect.objectContaining({ code: 'missingFact', details: expect.objectContaining({ fact: 'called' }) }),
    );
    expect(walk.snapshot).toEqual(before);
  });
});

describe('events of the engine', () => {
  test('assign the case to a person and a team without moving it', () => {
    const walk = Walk.open(TWO_STEPS).send({ type: 'case.assigned', assigneeId: 'lars', teamId: 'team-2' });
    expect(walk.effects).toEqual([{ type: 'assign', assigneeId: 'lars', teamId: 'team-2' }]);
    walk.send({ type: 'case.assigned' });
    expect(walk.effects).toEqual([{ type: 'assign', assigneeId: null }]);
    expect(walk.snapshot).toMatchObject({ value: { open: 'a' }, seq: 3 });
  });

  test('cancel a case with all that is open', () => {
    const walk = Walk.open(TWO_STEPS).send({ type: 'case.cancelled' });
    expect(walk.snapshot).toMatchObject({ status: 'done', end: 'cancelled' });
    expect(walk.effectsOf('endCase')).toHaveLength(1);
  });
});
