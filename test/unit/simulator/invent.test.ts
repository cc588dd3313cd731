import { shippedDefinitions } from '../../../src/machines/case-types.js';
import {
  compileDefinition,
  parseDefinition,
  shippedFragments,
  type Definition,
} from '../../../src/machines/index.js';
import { eventAnswers, eventForm, invent, openingForm } from '../../../web/src/simulator/invent.js';
import { begin, play } from '../../../web/src/simulator/script.js';
import { calendar } from '../../support/definition.js';

const MOMENT = { today: '2026-03-02', now: '2026-03-02T08:00:00.000Z' };

function shipped(caseType: string): Definition {
  const parsed = parseDefinition(shippedDefinitions()[caseType], shippedFragments());
  if (!parsed.ok) throw new Error(`${caseType} does not parse`);
  return parsed.definition;
}

test.each(Object.keys(shippedDefinitions()))(
  'a case of %s opens with what was invented for it',
  (caseType) => {
    const definition = shipped(caseType);
    const facts = invent(openingForm(definition, false), MOMENT);
    const played = play(compileDefinition(definition), begin(MOMENT.now, facts), calendar);
    expect(played).toMatchObject({ ok: true, simulation: { snapshot: { status: 'active' } } });
  },
);

test('a form asks for what the case must know, or for everything', () => {
  const definition = shipped('refusal');
  const first = Object.keys(openingForm(definition, false).properties);
  expect(first).toEqual(expect.arrayContaining(['outcome', 'decisionDueOn']));
  expect(first).not.toContain('letterReference');
  expect(openingForm(definition, true).properties).toEqual(definition.facts.properties);
});

test('every kind of question gets an answer', () => {
  const properties = {
    reached: { type: 'boolean' as const },
    count: { type: 'integer' as const, minimum: 3 },
    needs: { type: 'array' as const, minItems: 1, items: { type: 'object' as const, properties: {} } },
    channel: { enum: ['phone', 'letter'] },
    note: { type: 'string' as const, minLength: 10 },
    at: { type: 'string' as const, format: 'date-time' as const },
    birthDate: { type: 'string' as const, format: 'date' as const },
    dueOn: { type: 'string' as const, format: 'date' as const },
    heldOn: { type: 'string' as const, format: 'date' as const },
    known: { type: 'string' as const, default: 'already' },
  };
  const required = [...Object.keys(properties), 'missing'];
  expect(invent({ properties, required }, MOMENT)).toEqual({
    reached: true,
    count: 3,
    needs: [{}],
    channel: 'phone',
    note: 'Eksempel..',
    at: MOMENT.now,
    birthDate: '2011-08-28',
    dueOn: '2026-03-30',
    heldOn: '2026-03-02',
    known: 'already',
  });
});

test('the form of an event shows what the case knows, unless it adds to a list', () => {
  const definition = shipped('refusal');
  const known = { letterReference: 'B-1', callNote: 'Talte med mor' };
  const drafted = eventForm(definition, 'LETTER_DRAFTED');
  expect(eventAnswers(drafted, known, false, MOMENT)).toEqual({ letterReference: 'B-1' });
  const called = eventForm(definition, 'CALL_ATTEMPT_LOGGED');
  expect(eventAnswers(called, known, true, MOMENT)).toMatchObject({ reached: true });
  expect(eventAnswers(called, known, true, MOMENT)['callNote']).not.toBe('Talte med mor');
});
