import type {
  ActionDefinition,
  Definition,
  FactSchema,
  StateNode,
} from '../../../src/machines/definition.js';
import { verify, type Verification } from '../../../src/machines/verify.js';
import { awake, example, soon } from './machines.js';

export const ended = { type: 'final' } as const;
export const text: FactSchema = { type: 'string' };
export const date: FactSchema = { type: 'string', format: 'date' };
export const instant: FactSchema = { type: 'string', format: 'date-time' };
export const yesOrNo: FactSchema = { type: 'boolean' };
export const oneOf = (...values: string[]): FactSchema => ({ type: 'string', enum: values });
export const listOf = (items: FactSchema): FactSchema => ({ type: 'array', items, default: [] });
export const groupOf = (properties: Record<string, FactSchema>, ...required: string[]): FactSchema => ({
  type: 'object',
  properties,
  required,
});

/** What can be known of a case that is opened. */
export const TAKEN = {
  why: text,
  sentOn: date,
  readAt: instant,
  way: oneOf('post', 'mail'),
  days: { type: 'integer' },
  share: { type: 'number' },
  called: yesOrNo,
  ways: listOf(oneOf('post', 'mail')),
  calls: listOf(groupOf({ on: date, reached: yesOrNo }, 'on')),
  anything: {},
  answer: oneOf('yes', 'no'),
} satisfies Record<string, FactSchema>;

export const OWN = {
  reason: text,
  since: date,
  kind: oneOf('mail', 'courier'),
  medium: oneOf('phone', 'letter'),
  flags: listOf(yesOrNo),
  mailed: listOf(text),
  seen: listOf(groupOf({ on: date })),
  noted: listOf(groupOf({ at: date })),
  open: listOf({ type: 'object' }),
  unread: {},
} satisfies Record<string, FactSchema>;

export const asked: Definition = example({
  caseType: 'asked',
  title: { da: 'Spørgsmål', en: 'Question' },
  delays: soon,
  facts: { type: 'object', required: ['why'], opening: ['sentOn', 'calls'], properties: TAKEN },
  events: {
    ANSWERED: { title: { da: 'Svar' }, roles: [], form: ['answer', 'sentOn'], required: ['answer'] },
    CALLED: { title: { da: 'Ringet' }, roles: [], append: 'calls', form: ['on', 'reached'] },
  },
  machine: { initial: 'a', states: { a: { ...awake, on: { ANSWERED: 'end', CALLED: {} } }, end: ended } },
});
asked.ends = { end: ['answer', 'sentOn', 'calls'] };

/** A case that does `actions` at the event GO; in its second state a question is asked. */
export function asking(
  part: { actions?: ActionDefinition[]; invoke?: object },
  facts: Record<string, FactSchema> = OWN,
) {
  const invoke = { src: 'asked', id: 'question', onDone: 'end', input: { why: '"x"' }, ...part.invoke };
  const machine: StateNode = {
    initial: 'a',
    states: {
      a: { ...awake, on: { GO: { target: 'asking', actions: part.actions ?? [] } } },
      asking: { invoke },
      end: ended,
    },
  };
  const required = Object.keys(facts);
  return example({
    caseType: 'asking',
    delays: soon,
    facts: { type: 'object', required, properties: facts },
    machine,
  });
}

export const onEnd = (...ends: string[]) =>
  ends.map((end) => ({ guard: `event.output.end == "${end}"`, target: 'end' }));

/** Opens a question with a reason and a day, takes the answer over, and may tell that a day has come. */
export const asker = (): Definition => ({
  ...asking(
    {
      invoke: { input: { why: '"x"', sentOn: 'facts.since' }, receives: ['answer'], onDone: onEnd('end') },
      actions: [
        { type: 'sendEvent', to: 'question', event: 'ANSWERED', facts: { answer: '"yes"', sentOn: 'today' } },
      ],
    },
    { since: date, answer: oneOf('yes', 'no') },
  ),
  title: { da: 'Spørger', en: 'Asker' },
});

/** A version of a definition that is changed in one way. */
export function changed(definition: Definition, change: (next: Definition) => void): Definition {
  const next = structuredClone(definition);
  change(next);
  return next;
}

export const against = (
  definition: Definition,
  children: Record<string, Definition> = { asked },
): Verification => verify(definition, { neighbours: { current: children } });
