import { shippedDefinitions } from '../../../src/machines/case-types.js';
import {
  compileDefinition,
  inventFacts,
  parseDefinition,
  shippedFragments,
  type Definition,
} from '../../../src/machines/index.js';
import { readOpening } from '../../../src/modules/cases/facts-check.js';
import { eventAnswers, eventForm, openingForm } from '../../../web/src/simulator/forms.js';
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
    const facts = inventFacts(openingForm(definition, false), MOMENT);
    const played = play(compileDefinition(definition), begin(MOMENT.now, facts), calendar);
    expect(played).toMatchObject({ ok: true, simulation: { snapshot: { status: 'active' } } });
  },
);

test('a form asks for what the case must know, or for everything with which it may be opened', () => {
  const definition = shipped('refusal');
  const first = Object.keys(openingForm(definition, false).properties);
  expect(first).toEqual(expect.arrayContaining(['outcome', 'decisionDueOn']));
  const all = Object.keys(openingForm(definition, true).properties);
  expect(all).toEqual(expect.arrayContaining(first));
  expect(all.length).toBeGreaterThan(first.length);
});

test.each(
  Object.keys(shippedDefinitions()).flatMap((name) => [[name, 'first'] as const, [name, 'all'] as const]),
)('a real case of %s may be opened with everything that is asked for: %s', (caseType, shown) => {
  const definition = shipped(caseType);
  const facts = inventFacts(openingForm(definition, shown === 'all'), { ...MOMENT, optional: true });
  expect(() => readOpening(compileDefinition(definition), facts)).not.toThrow();
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
