import * as fc from 'fast-check';
import { AppError } from '../../../src/errors.js';
import { compileDefinition } from '../../../src/machines/compile.js';
import type { Definition } from '../../../src/machines/definition.js';
import { nextEvents, simulate, type ScriptStep, type Simulation } from '../../../src/machines/simulate.js';
import { calendar, definitionOf } from '../../support/definition.js';

const START = '2026-02-02T08:10:00.000Z';

const hearing: Partial<Definition> = {
  facts: {
    type: 'object',
    properties: { answer: { type: 'string' }, sentOn: { type: 'string', format: 'date' } },
  },
  ends: { closed: [] },
  events: {
    ANSWERED: { title: { da: 'Svaret' }, roles: ['caseworker'], form: ['answer'], required: ['answer'] },
    DECIDED: { title: { da: 'Afgjort' }, roles: ['teamLeader'] },
    SIGNALLED: { title: { da: 'Signal' }, roles: [] },
  },
  deadlines: {
    answerBy: {
      title: { da: 'Svar senest' },
      kind: 'citizen',
      anchor: 'today',
      length: 'P2W',
      reminders: [{ at: '-P2D', to: ['caseworker'] }],
    },
  },
  delays: { soon: { due: 'plus(today, "P3D")' } },
  tasks: { READ: { title: { da: 'Læs svaret' }, role: 'caseworker', events: ['DECIDED'] } },
  letters: { question: { title: { da: 'Spørgsmål' }, template: 'q1' } },
  machine: {
    initial: 'asking',
    states: {
      asking: { after: { soon: 'waiting' } },
      waiting: {
        meta: { deadlines: ['answerBy'] },
        on: {
          ANSWERED: {
            target: 'reading',
            actions: [{ type: 'sendMessage', letter: 'question', to: ['citizen'] }],
          },
        },
      },
      reading: { meta: { tasks: ['READ'] }, on: { DECIDED: 'refusing', SIGNALLED: 'closed' } },
      refusing: {
        invoke: {
          src: 'refusal',
          id: 'refusal',
          receives: ['sentOn'],
          onDone: [{ guard: 'event.output.end == "sent"', target: 'closed' }, { target: 'reading' }],
        },
      },
      closed: { type: 'final' },
    },
  },
};
const compiled = compileDefinition(definitionOf(hearing));

const played = (script: ScriptStep[], startAt = START) =>
  simulate(compiled, { facts: {}, startAt, calendar }, script);
const seen = ({ noticed }: Simulation) =>
  noticed.map(({ at, line, effect }) => `${line} ${at} ${effect.type}`);
const toReading: ScriptStep[] = [
  { event: 'ANSWERED', facts: { answer: 'ja' }, at: '2026-02-06T10:00:00.000Z' },
];

describe('a simulated case', () => {
  test('opens at the instant it is given and waits there', () => {
    const simulation = played([]);
    expect(simulation).toMatchObject({ now: START, truncated: false, snapshot: { value: 'asking' } });
    expect(simulation.entries).toMatchObject([{ event: 'case.opened', line: -1, to: ['asking'] }]);
  });

  test('shows reminders, breaches and letters at their own instants when the clock moves', () => {
    expect(seen(played([{ advanceTo: '2026-02-28T12:00:00.000Z' }]))).toEqual([
      '0 2026-02-05T07:00:00.000Z startDeadline',
      '0 2026-02-17T07:00:00.000Z sendMessage',
      '0 2026-02-19T23:00:00.000Z breachDeadline',
    ]);
    expect(played([{ advanceTo: '2026-02-28T12:00:00.000Z' }]).now).toBe('2026-02-28T12:00:00.000Z');
  });

  test('takes events, prompts for tasks and sends letters', () => {
    expect(seen(played(toReading))).toEqual([
      '0 2026-02-05T07:00:00.000Z startDeadline',
      '0 2026-02-06T10:00:00.000Z sendMessage',
      '0 2026-02-06T10:00:00.000Z stopDeadline',
      '0 2026-02-06T10:00:00.000Z openTask',
    ]);
  });

  test('lists an event that is refused, with the reasons, and goes on', () => {
    const { entries } = played([{ event: 'ANSWERED' }, { event: 'NOBODY_KNOWS' }, ...toReading]);
    expect(entries.map(({ line, accepted, reasons }) => [line, accepted, reasons[0]?.code])).toEqual([
      [-1, true, undefined],
      [0, false, 'requiredFact'],
      [1, false, 'unknownEvent'],
      [2, true, undefined],
      [2, true, undefined],
    ]);
  });

  test('refuses the wrong role, and lets the right one in without being told', () => {
    const { entries } = played([
      ...toReading,
      { event: 'DECIDED', role: 'caseworker' },
      { event: 'DECIDED' },
    ]);
    expect(entries.slice(-2)).toMatchObject([
      { accepted: false, reasons: [{ code: 'wrongRole' }] },
      { accepted: true, to: ['refusing'] },
    ]);
  });

  test('is worked on by the person it is given', () => {
    const by = { userId: 'mette', name: 'Mette', roles: ['caseworker' as const] };
    const script: ScriptStep[] = [
      ...toReading,
      { event: 'DECIDED' },
      { event: 'DECIDED', role: 'teamLeader' },
    ];
    const { entries } = simulate(compiled, { facts: {}, by, startAt: START, calendar }, script);
    expect(entries.slice(-2).map(({ accepted }) => accepted)).toEqual([false, true]);
  });

  test('takes events that only other cases send', () => {
    const { snapshot } = played([...toReading, { event: 'SIGNALLED' }]);
    expect(snapshot).toMatchObject({ status: 'done', end: 'closed' });
  });

  test('can be cancelled', () => {
    expect(played([{ event: 'case.cancelled' }]).snapshot).toMatchObject({ end: 'cancelled' });
  });
});

describe('a child case in a simulation', () => {
  const deciding: ScriptStep[] = [...toReading, { event: 'DECIDED' }];

  test('ends when the script says so, with the facts the script gives', () => {
    const { snapshot } = played([
      ...deciding,
      { childEnds: 'refusal', end: 'sent', facts: { sentOn: '2026-02-09', secret: 1 } },
    ]);
    expect(snapshot).toMatchObject({ end: 'closed', facts: { sentOn: '2026-02-09' } });
    expect(snapshot.facts).not.toHaveProperty('secret');
  });

  test('leads where its end leads', () => {
    expect(played([...deciding, { childEnds: 'refusal', end: 'back' }]).snapshot.value).toBe('reading');
  });

  test('that does not run cannot end', () => {
    expect(played([{ childEnds: 'refusal', end: 'sent' }]).entries.at(-1)).toMatchObject({
      accepted: false,
      reasons: [{ code: 'stale' }],
    });
  });
});

const refusedWith = (script: ScriptStep[], startAt?: string): [string, unknown] => {
  try {
    played(script, startAt);
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.details.line];
    throw error;
  }
  throw new Error('The script was played.');
};

describe('the clock of a script', () => {
  test('never goes back', () => {
    expect(
      refusedWith([{ advanceTo: '2026-02-03T08:00:00.000Z' }, { advanceTo: '2026-02-02T08:00:00.000Z' }]),
    ).toEqual(['clockBackwards', 1]);
  });

  test('knows only instants', () => {
    expect(refusedWith([{ event: 'DECIDED', at: 'tomorrow' }])).toEqual(['invalidDate', 0]);
    expect(refusedWith([], '2026-02-02')).toEqual(['invalidDate', undefined]);
  });

  test('fires timers alone: a script cannot forge them', () => {
    expect(refusedWith([{ event: 'timer.deadline' }])[0]).toBe('reservedEvent');
    expect(refusedWith([{ event: 'xstate.after.soon.example.asking' }])[0]).toBe('reservedEvent');
  });

  test('lets what is due by an event come before it, also of the very same instant, as a case does', () => {
    const at = '2026-02-05T07:00:00.000Z';
    const answered: ScriptStep = { event: 'ANSWERED', facts: { answer: 'ja' }, at };
    expect(played([answered]).entries.map(({ event, accepted }) => [event, accepted])).toEqual([
      ['case.opened', true],
      ['xstate.after.soon.example.asking', true],
      ['ANSWERED', true],
    ]);
  });

  test('stops, and says so, when the case never comes to rest', () => {
    const restless = compileDefinition(
      definitionOf({
        delays: { again: { due: 'plus(today, "P1D")' } },
        machine: { initial: 'a', states: { a: { after: { again: { target: 'a', reenter: true } } } } },
      }),
    );
    const { truncated, entries } = simulate(restless, { facts: {}, startAt: START, calendar }, [
      { advanceTo: '2059-01-01T00:00:00.000Z' },
    ]);
    expect([truncated, entries.length]).toEqual([true, 1_001]);
  });
});

test('the events that can be sent next are known where the script has come to', () => {
  const given = { facts: {}, startAt: START, calendar };
  const next = (script: ScriptStep[]) =>
    nextEvents(compiled, given, played(script)).map(({ type, accepted }) => [type, accepted]);
  expect(next([])).toEqual([]);
  expect(next([{ advanceTo: '2026-02-06T10:00:00.000Z' }])).toEqual([['ANSWERED', true]]);
  expect(next(toReading)).toEqual([
    ['DECIDED', true],
    ['SIGNALLED', true],
  ]);
});

const HOUR = 3_600_000;
const scripts = fc.array(
  fc.oneof(
    fc.record({ hours: fc.nat(400) }),
    fc.record({ hours: fc.nat(400), event: fc.constantFrom('ANSWERED', 'DECIDED', 'SIGNALLED') }),
    fc.record({ hours: fc.nat(400), childEnds: fc.constant('refusal') }),
  ),
  { maxLength: 12 },
);

function scriptOf(lines: { hours: number; event?: string; childEnds?: string }[]): ScriptStep[] {
  let time = Date.parse(START);
  return lines.map(({ hours, event, childEnds }) => {
    const at = new Date((time += hours * HOUR)).toISOString();
    if (event) return { event, at, facts: { answer: 'ja' } };
    return childEnds ? { childEnds, end: 'back', at } : { advanceTo: at };
  });
}

test('any script gives the same twice, in the order of time', () => {
  fc.assert(
    fc.property(scripts, (lines) => {
      const simulation = played(scriptOf(lines));
      const instants = simulation.entries.map(({ at }) => at);
      expect(instants).toEqual([...instants].sort());
      expect(played(scriptOf(lines))).toEqual(simulation);
    }),
    { numRuns: 60 },
  );
});

const strip = ({ noticed }: Simulation) => noticed.map(({ at, effect }) => [at, effect]);

test('moving the clock in many small hops shows what one leap shows', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 8 }), (hops) => {
      const script = scriptOf(hops.map((hours) => ({ hours })));
      expect(strip(played(script))).toEqual(strip(played(script.slice(-1))));
    }),
    { numRuns: 60 },
  );
});
