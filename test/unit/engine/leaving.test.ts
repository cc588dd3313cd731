import { describe, expect, test } from '@jest/globals';
import { compileDefinition, start, step, whatIf, type CaseEvent } from '../../../src/machines/index.js';
import { timerEvent } from '../../../src/machines/reminders.js';
import { definitionOf, envAt, plainEvents } from '../../support/definition.js';

const title = { da: 'Besked' };
const letter = { type: 'sendMessage' as const, letter: 'note', to: ['citizen' as const] };
const by = { userId: 'mette', name: 'Mette', roles: ['caseworker' as const] };

/** A letter that time sends on Friday morning, that a child's end sends, and that a person sends; a deadline that reminds on Wednesday. */
const compiled = compileDefinition(
  definitionOf({
    events: plainEvents('SEND'),
    ends: { over: [] },
    letters: { note: { title, template: 'note-1' } },
    delays: { friday: { due: 'date("2026-02-06")' } },
    deadlines: {
      answer: {
        title,
        kind: 'internal',
        anchor: 'today',
        length: 'P4D',
        reminders: [
          { at: '-P2D', to: ['caseworker'] },
          { at: 'breach', to: ['teamLeader'] },
        ],
      },
    },
    machine: {
      initial: 'open',
      states: {
        open: {
          meta: { deadlines: ['answer'] },
          invoke: { src: 'errand', id: 'errand', onDone: { actions: [letter] } },
          after: { friday: { actions: [letter] } },
          on: { SEND: { actions: [letter] } },
        },
        over: { type: 'final' },
      },
    },
  }),
);
const { snapshot } = start(compiled, { facts: {} }, envAt('2026-02-02T08:10:00Z'));
const timer = (id: string): CaseEvent => timerEvent(id, snapshot.timers[id]!);
const friday = timer('xstate.after.friday.example.open');
const child: CaseEvent = {
  type: 'xstate.done.actor.errand',
  opening: 1,
  output: { end: 'over', facts: {} },
};
const happened = '2026-02-06T07:00:00.000Z';

/** When the messages leave of what happened on Friday morning, or when its timer was due, and is recorded then. */
function leaving(event: CaseEvent, recordedAt: string): (string | undefined)[] {
  const env = { ...envAt(event.timer?.dueAt ?? happened), recordedAt: new Date(recordedAt).toISOString() };
  const result = step(compiled, snapshot, event, env);
  if (!result.accepted) throw new Error(JSON.stringify(result.reasons));
  return result.effects.flatMap((effect) => (effect.type === 'sendMessage' ? [effect.notBefore] : []));
}

describe.each([
  ['a timer', friday],
  ['the end of a child', child],
])('a letter that %s sends', (_who, event) => {
  test.each([
    ['on time leaves at once', happened, undefined],
    ['by day, but late, leaves at once', '2026-02-06T11:00:00Z', undefined],
    ['at night leaves in the morning', '2026-02-07T22:30:00Z', '2026-02-08T07:00:00.000Z'],
    ['before the hour leaves at the hour', '2026-02-09T03:00:00Z', '2026-02-09T07:00:00.000Z'],
  ])('%s', (_when, recordedAt, notBefore) => {
    expect(leaving(event, recordedAt)).toEqual([notBefore]);
  });
});

test('a letter that a person sends in the evening leaves in the evening', () => {
  expect(leaving({ type: 'SEND', by }, '2026-02-06T21:30:00Z')).toEqual([undefined]);
});

describe('a reminder that comes late', () => {
  const reminder = timer('deadline.answer');

  test.each([
    ['by day leaves at once', '2026-02-04T10:00:00Z', undefined],
    ['at night waits for the office to open', '2026-02-04T22:30:00Z', '2026-02-05T07:00:00.000Z'],
    ['is not sent when the next one comes as soon', '2026-02-06T20:00:00Z', 'nothing'],
  ])('%s', (_when, recordedAt, notBefore) => {
    expect(leaving(reminder, recordedAt)).toEqual(notBefore === 'nothing' ? [] : [notBefore]);
  });
});

test('what is due at the instant of a given event comes before it, as in a case', () => {
  const event: CaseEvent = { type: 'SEND', by };
  const env = envAt('2026-02-02T08:10:00Z');
  const { entries } = whatIf(compiled, snapshot, { until: happened, events: [{ at: happened, event }] }, env);
  expect(entries.map((entry) => entry.event).slice(-2)).toEqual([friday.type, 'SEND']);
});
