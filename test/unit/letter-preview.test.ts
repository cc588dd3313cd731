import { describe, expect, it } from '@jest/globals';
import { shippedDefinitions, shippedFragments } from '../../src/machines/case-types.js';
import { compileDefinition, parseDefinition, previewLetters } from '../../src/machines/index.js';
import type { Definition, LetterPreview, Text } from '../../src/machines/index.js';
import { definitionOf, envAt, plainEvents } from '../support/definition.js';

const ENV = envAt('2026-03-02T08:00:00Z');

const fact = (schema: Definition['facts']['properties'][string]) => ({ title: { da: 'x' }, ...schema });

/** A case type whose one letter has this title. */
function letterTitled(title: Text): LetterPreview {
  const definition = definitionOf({
    facts: {
      type: 'object',
      required: ['child', 'receivedOn', 'heardAt', 'urgent', 'outcome', 'calls', 'amount', 'share', 'home'],
      properties: {
        child: fact({ type: 'string' }),
        receivedOn: fact({ type: 'string', format: 'date' }),
        heardAt: fact({ type: 'string', format: 'date-time' }),
        urgent: fact({ type: 'boolean' }),
        outcome: fact({
          enum: ['granted', 'refused'],
          labels: { granted: { da: 'Bevilget', en: 'Granted' } },
        }),
        calls: fact({ type: 'array', items: { type: 'object' } }),
        amount: fact({ type: 'integer', minimum: 5 }),
        share: fact({ type: 'number' }),
        home: fact({ type: 'object', required: ['city'], properties: { city: { type: 'string' } } }),
        place: fact({ type: 'object' }),
        kind: fact({ type: 'string', default: 'letter' }),
      },
    },
    events: plainEvents('SEND', 'SEND_LATER', 'REMIND'),
    deadlines: {
      answerBy: { title: { da: 'Svar' }, kind: 'citizen', anchor: 'case.openedOn', length: 'P2W' },
    },
    letters: {
      note: { title, template: 'note-1', contents: [{ da: 'Svarfrist' }] },
      unsent: { title: { da: 'Ikke i brug' }, template: 'unsent-1' },
    },
    machine: {
      initial: 'open',
      states: {
        open: {
          meta: { deadlines: ['answerBy'] },
          on: {
            SEND: { actions: [{ type: 'sendMessage', letter: 'note', to: ['guardian', 'citizen'] }] },
            SEND_LATER: [
              {
                actions: [
                  { type: 'sendMessage', letter: 'note', to: ['citizen'], notBefore: 'nextSendMoment(now)' },
                ],
              },
            ],
          },
        },
      },
    },
  });
  return previewLetters(compileDefinition(definition), ENV)[0]!;
}

describe('the preview of a letter', () => {
  it.each([
    ['{facts.receivedOn}', 'mandag 2. marts 2026', 'Monday 2 March 2026'],
    ['{facts.urgent}', 'ja', 'yes'],
    ['{facts.outcome}', 'Bevilget', 'Granted'],
    ['{facts.amount} og {size(facts.calls)}', '5 og 0', '5 og 0'],
    ['{facts.kind} om {facts.child}', 'letter om …', 'letter om …'],
    ['{facts.home.city}', '…', '…'],
    [
      'Svar senest {dueOn("answerBy")}',
      'Svar senest mandag 30. marts 2026',
      'Svar senest Monday 30 March 2026',
    ],
    ['{active("open") ? "Åben" : "Lukket"}', 'Lukket', 'Lukket'],
    ['Sag {case.number}', 'Sag 2026-000001', 'Sag 2026-000001'],
  ])('puts invented facts into “%s”', (da, danish, english) => {
    expect(letterTitled({ da }).title).toEqual({ da: danish, en: english });
  });

  it('leaves out what the invented facts do not give', () => {
    expect(letterTitled({ da: 'Efter {lastOn(SEND)}', en: 'After {lastOn(SEND)}' }).title).toEqual({
      da: 'Efter …',
      en: 'After …',
    });
  });

  it('says to whom it goes, and whether it waits', () => {
    expect(letterTitled({ da: 'Brev' })).toMatchObject({
      name: 'note',
      to: ['citizen', 'guardian'],
      waits: true,
      letter: { template: 'note-1' },
    });
  });

  it('works for every letter that is shipped, and each is sent to somebody', () => {
    for (const document of Object.values(shippedDefinitions())) {
      const parsed = parseDefinition(document, shippedFragments());
      if (!parsed.ok) throw new Error('not parsed');
      for (const { name, title, to } of previewLetters(compileDefinition(parsed.definition), ENV)) {
        expect([name, title.da.length > 0, to.length > 0]).toEqual([name, true, true]);
      }
    }
  });
});
