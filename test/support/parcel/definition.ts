import type { Definition } from '../../../src/machines/index.js';
import { definitionOf, plainEvents } from '../definition.js';

/** Hours, so that what is due when can be told without a calendar. */
export const HOURS = { sorting: 30, working: 50, answer: 100, warning: 10 };

const task = (title: string, ...events: string[]) => ({ title: { da: title }, role: 'caseworker', events });

/**
 * A case type that is small enough to be told a second time in a few lines (`told-again.ts`): states that time leaves, a deadline that is paused and goes on,
 * with a reminder before its breach, letters, facts that are appended, an end.
 */
export const PARCEL: Definition = definitionOf({
  caseType: 'parcel',
  title: { da: 'Pakke' },
  facts: {
    type: 'object',
    properties: {
      notes: {
        type: 'array',
        default: [],
        items: { type: 'object', properties: { text: { type: 'string' } } },
      },
    },
  },
  ends: { done: [] },
  events: {
    ...plainEvents('START', 'STOP', 'HOLD', 'GO_ON', 'SEND', 'FINISH'),
    NOTED: { title: { da: 'Notat' }, roles: ['caseworker'], append: 'notes', form: ['text'] },
  },
  deadlines: {
    answer: {
      title: { da: 'Svar' },
      kind: 'internal',
      anchor: 'now',
      length: `PT${HOURS.answer}H`,
      pausable: true,
      reminders: [{ at: `-PT${HOURS.warning}H`, to: ['caseworker'] }],
    },
  },
  delays: {
    sorting: { anchor: 'now', length: `PT${HOURS.sorting}H` },
    working: { anchor: 'now', length: `PT${HOURS.working}H` },
  },
  tasks: {
    SORT: task('Sortér', 'START'),
    WORK: task('Arbejd', 'STOP', 'NOTED'),
    HURRY: task('Skynd dig', 'START', 'FINISH'),
    WAIT: task('Vent', 'GO_ON'),
  },
  letters: { chase: { title: { da: 'Rykker' }, template: 'chase-1' } },
  machine: {
    initial: 'open',
    states: {
      open: {
        initial: 'sorting',
        meta: { deadlines: ['answer'] },
        on: {
          NOTED: {},
          SEND: { actions: [{ type: 'sendMessage', letter: 'chase', to: ['citizen'] }] },
          FINISH: 'done',
        },
        states: {
          sorting: { meta: { tasks: ['SORT'] }, on: { START: 'working' }, after: { sorting: 'overdue' } },
          working: {
            meta: { tasks: ['WORK'] },
            on: {
              STOP: 'sorting',
              HOLD: {
                target: 'held',
                actions: [{ type: 'pauseDeadline', deadline: 'answer', reason: '"Papirer"' }],
              },
            },
            after: { working: 'overdue' },
          },
          held: {
            meta: { tasks: ['WAIT'] },
            on: { GO_ON: { target: 'working', actions: [{ type: 'resumeDeadline', deadline: 'answer' }] } },
          },
          overdue: { meta: { tasks: ['HURRY'] }, on: { START: 'working' } },
        },
      },
      done: { type: 'final' },
    },
  },
});

/** The next version calls `sorting` by another name. */
export function nextParcel(): Definition {
  const document = structuredClone(PARCEL);
  const open = document.machine.states!['open']!;
  const { sorting, ...states } = open.states!;
  states['working']!.on!['STOP'] = 'sifting';
  Object.assign(open, { initial: 'sifting', states: { sifting: sorting, ...states } });
  return document;
}

export const STATE_MAP = { 'open.sorting': 'open.sifting' };
