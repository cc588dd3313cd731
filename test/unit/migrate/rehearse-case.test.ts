import { describe, expect, it } from '@jest/globals';
import {
  compileDefinition,
  type CaseEvent,
  type Definition,
  type Facts,
} from '../../../src/machines/index.js';
import {
  rehearseCase,
  type CaseForecast,
  type RehearsedEvent,
} from '../../../src/machines/migrate/rehearse-case.js';
import { timerEvent } from '../../../src/machines/reminders.js';
import { definitionOf, envAt, plainEvents, Walk } from '../../support/definition.js';

const OPENED = '2026-02-02T08:10:00Z';
const LATER = '2026-02-10T08:10:00Z';

/** Asks a child case, waits a week for an outsider, then ends. */
const BEFORE: Partial<Definition> = {
  facts: {
    type: 'object',
    properties: {
      days: { type: 'array', default: [], items: { type: 'string', format: 'date' } },
    },
  },
  ends: { done: [] },
  events: plainEvents('ASK', 'FINISH'),
  delays: { week: { anchor: 'now', length: 'P1W' } },
  machine: {
    initial: 'open',
    states: {
      open: {
        initial: 'reading',
        on: { FINISH: 'done' },
        states: {
          reading: { on: { ASK: 'asking' } },
          asking: { invoke: { src: 'question', id: 'question', onDone: 'waiting' } },
          waiting: { after: { week: 'reading' } },
        },
      },
      done: { type: 'final' },
    },
  },
};

/** A case that is walked through, with its log as it would have been written. */
class Logged {
  readonly log: RehearsedEvent[] = [];
  private readonly walk: Walk;

  constructor(facts: Facts = {}) {
    this.walk = Walk.open(BEFORE, facts, OPENED);
    this.note({ type: 'case.opened', facts }, OPENED);
  }

  send(event: string | CaseEvent, at = OPENED): this {
    const sent = typeof event === 'string' ? { type: event, by: CASEWORKER } : event;
    expect(this.walk.at(at).send(sent).reasonCodes).toEqual([]);
    this.note(sent, at);
    return this;
  }

  fire(id: string): this {
    const { arming, dueAt } = this.walk.snapshot.timers[id]!;
    return this.send(timerEvent(id, { arming, dueAt }), dueAt);
  }

  answer(at = OPENED): this {
    const opening = this.walk.snapshot.children['question']!;
    const output = { end: 'answered', facts: {} };
    return this.send({ type: 'xstate.done.actor.question', opening, output }, at);
  }

  under(
    change: (definition: Definition) => unknown,
    now = LATER,
    stateMap: Record<string, string> = {},
  ): CaseForecast {
    const document = structuredClone(definitionOf(BEFORE));
    change(document);
    const from = compileDefinition(definitionOf(BEFORE));
    const rehearsed = { snapshot: this.walk.snapshot, from, log: this.log, env: envAt(now) };
    return rehearseCase(compileDefinition(document), rehearsed, stateMap);
  }

  private note(event: CaseEvent, at: string): void {
    const { now, calendar, caseValues } = envAt(at);
    this.log.push({ seq: this.log.length + 1, event, at: now, calendar, caseValues, late: false });
  }
}

const CASEWORKER = { userId: 'mette', name: 'Mette', roles: ['caseworker' as const] };
const openOf = ({ machine }: Definition) => machine.states!['open']!;
/** The first of a list that is empty: there is no such day. */
const FIRST_DAY: Definition['deadlines'][string] = {
  title: { da: 'Frist' },
  kind: 'internal',
  due: 'facts.days[0]',
};

describe('the history of a case under another version', () => {
  it('is refused at the opening when a deadline cannot be found that begins there', () => {
    const { replay } = new Logged().send('ASK').under((definition) => {
      definition.deadlines['firstDay'] = FIRST_DAY;
      openOf(definition).meta = { deadlines: ['firstDay'] };
    });
    expect(replay).toMatchObject({
      outcome: 'refusedAt',
      seq: 1,
      event: 'case.opened',
      reasons: [{ code: 'expressionFailed' }],
    });
  });

  it('is refused at the opening when the version asks for a fact that nobody gave', () => {
    const { replay } = new Logged().under((definition) => {
      definition.facts.properties['subject'] = { type: 'string', title: { da: 'Emne' } };
      definition.facts.required = ['subject'];
    });
    expect(replay).toMatchObject({
      outcome: 'refusedAt',
      seq: 1,
      reasons: [{ code: 'invalidFact', fact: 'subject' }],
    });
  });

  it('is refused at the event whose step cannot be evaluated, with the reason of the engine', () => {
    const { replay } = new Logged().send('ASK').under((definition) => {
      definition.deadlines['firstDay'] = FIRST_DAY;
      openOf(definition).states!['asking']!.meta = { deadlines: ['firstDay'] };
    });
    expect(replay).toMatchObject({
      outcome: 'refusedAt',
      seq: 2,
      event: 'ASK',
      reasons: [{ code: 'expressionFailed' }],
    });
  });

  it('lets a child end where it was opened by another event than before', () => {
    const walked = new Logged().send('ASK').answer('2026-02-03T08:00:00Z');
    const opensAtOnce = (definition: Definition): void => {
      openOf(definition).initial = 'asking';
      openOf(definition).states!['asking']!.on = { ASK: {} };
    };
    expect(walked.under(opensAtOnce, '2026-02-04T08:00:00Z')).toMatchObject({
      states: ['open.waiting'],
      migration: { outcome: 'unchanged' },
      replay: { outcome: 'same' },
    });
  });

  it('is refused at the end of a child that the version has not opened', () => {
    const walked = new Logged().send('ASK').answer('2026-02-03T08:00:00Z');
    const { replay } = walked.under((definition) => {
      openOf(definition).states!['reading']!.on = { ASK: 'waiting' };
    });
    expect(replay).toMatchObject({ outcome: 'refusedAt', seq: 3, event: 'xstate.done.actor.question' });
  });
});

describe('timers', () => {
  const WEEK = 'xstate.after.week.example.open.waiting';
  const walked = () => new Logged().send('ASK').answer('2026-02-02T10:00:00Z').fire(WEEK);
  const lengthOf = (length: string) => (definition: Definition) =>
    void (definition.delays['week'] = { anchor: 'now', length });

  it('of the log fire again where the version has them', () => {
    expect(walked().under(() => undefined)).toMatchObject({
      states: ['open.reading'],
      replay: { outcome: 'same' },
    });
  });

  it('that only the version has fire at their own instants', () => {
    const waitsOneDay = (definition: Definition): void => {
      definition.delays['day'] = { anchor: 'now', length: 'P1D' };
      openOf(definition).states!['reading']!.after = { day: 'waiting' };
    };
    expect(new Logged().send('ASK', '2026-02-04T08:00:00Z').under(waitsOneDay).replay).toMatchObject({
      outcome: 'refusedAt',
      seq: 2,
      event: 'ASK',
    });
  });

  it('that the version has later have not fired yet; sooner ones fire with the log', () => {
    expect(walked().under(lengthOf('P2W')).replay).toMatchObject({
      outcome: 'endsIn',
      states: ['open.waiting'],
    });
    expect(walked().under(lengthOf('P1D')).replay).toEqual({ outcome: 'same' });
  });
});

describe('a migration now', () => {
  const withDeadline =
    (length: string) =>
    (definition: Definition): void => {
      const kind = 'internal' as const;
      definition.deadlines['decideBy'] = { title: { da: 'Frist' }, kind, anchor: 'case.openedOn', length };
      openOf(definition).meta = { deadlines: ['decideBy'] };
    };

  it('is forecast with the days by which deadlines move', () => {
    const [from, to] = ['P4W', 'P6W'].map((length) => {
      const document = structuredClone(definitionOf(BEFORE));
      withDeadline(length)(document);
      return compileDefinition(document);
    });
    const { snapshot } = new Walk(from!, {}, OPENED);
    const { now, ...env } = envAt(OPENED);
    const opened = { seq: 1, event: { type: 'case.opened', facts: {} }, at: now, late: false, ...env };
    const rehearsed = {
      snapshot,
      from: from!,
      log: [opened],
      env: { ...envAt(LATER), caseValues: env.caseValues },
    };
    const deadlines = [
      { deadline: 'decideBy', change: 'moves', from: '2026-03-02', to: '2026-03-16', days: 14 },
    ];
    expect(rehearseCase(to!, rehearsed, {})).toEqual({
      states: ['open.reading'],
      migration: { outcome: 'deadlineMoves', deadlines },
      replay: { outcome: 'endsIn', states: ['open.reading'], deadlines },
    });
  });

  it('is forecast with the deadlines that it would start or stop', () => {
    const [without, withIt] = [definitionOf(BEFORE), structuredClone(definitionOf(BEFORE))];
    withDeadline('P4W')(withIt);
    const forecast = (...documents: Definition[]) => {
      const [from, to] = documents.map(compileDefinition);
      const { now: at, ...env } = envAt(OPENED);
      const log = [{ seq: 1, event: { type: 'case.opened', facts: {} }, at, late: false, ...env }];
      const { snapshot } = new Walk(from!, {}, OPENED);
      return rehearseCase(to!, { snapshot, from: from!, log, env: { ...env, now: at } }, {});
    };
    const starts = [{ deadline: 'decideBy', change: 'starts', to: '2026-03-02' }];
    const stops = [{ deadline: 'decideBy', change: 'stops' }];
    expect(forecast(without, withIt)).toMatchObject({
      migration: { outcome: 'deadlineMoves', deadlines: starts },
      replay: { outcome: 'endsIn', deadlines: starts },
    });
    expect(forecast(withIt, without)).toMatchObject({
      migration: { outcome: 'deadlineMoves', deadlines: stops },
      replay: { outcome: 'endsIn', deadlines: stops },
    });
  });

  it('is forecast with the states to which the case moves', () => {
    const { migration } = new Logged().under((definition) => {
      openOf(definition).states!['reading']!.always = 'waiting';
      openOf(definition).states!['waiting']!.after = {};
    });
    expect(migration).toEqual({ outcome: 'movesTo', states: ['open.waiting'], deadlines: [] });
  });
});

describe('a state with another name', () => {
  const renameOpen = (definition: Definition): void => {
    const { open, ...states } = definition.machine.states!;
    definition.machine = { initial: 'main', states: { main: open!, ...states } };
  };

  it('is the same state, and the history leads there as before', () => {
    const forecast = new Logged().send('ASK').under(renameOpen, LATER, { open: 'main' });
    expect(forecast).toEqual({
      states: ['open.asking'],
      migration: { outcome: 'renamed', states: ['main.asking'], deadlines: [] },
      replay: { outcome: 'same' },
    });
  });

  it('is another one when it has been there before', () => {
    const { migration } = new Logged().under(() => undefined, LATER, { 'open.reading': 'open.waiting' });
    expect(migration).toMatchObject({ outcome: 'movesTo', states: ['open.waiting'] });
  });
});

describe('regions in another order', () => {
  const regions = (names: string[]) => {
    const document = structuredClone(definitionOf(BEFORE));
    const states = Object.fromEntries(names.map((name) => [name, { initial: 'on', states: { on: {} } }]));
    document.machine.states!['open'] = { type: 'parallel', states };
    return compileDefinition(document);
  };

  it('change nothing', () => {
    const from = regions(['left', 'right']);
    const { now: at, ...env } = envAt(OPENED);
    const log = [{ seq: 1, event: { type: 'case.opened', facts: {} }, at, late: false, ...env }];
    const { snapshot } = new Walk(from, {}, OPENED);
    const rehearsed = { snapshot, from, log, env: envAt(LATER) };
    expect(rehearseCase(regions(['right', 'left']), rehearsed, {})).toMatchObject({
      migration: { outcome: 'unchanged' },
      replay: { outcome: 'same' },
    });
  });
});

describe('a bug', () => {
  it('is never taken for an answer', () => {
    const walked = new Logged().send('ASK');
    walked.log[1]!.calendar = undefined as never;
    expect(() => walked.under(() => undefined)).toThrow(TypeError);
  });
});
