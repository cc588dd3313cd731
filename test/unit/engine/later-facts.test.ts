import { describe, expect, it } from '@jest/globals';
import { laterFacts, openingFacts } from '../../../src/machines/later-facts.js';
import type { Definition } from '../../../src/machines/index.js';
import { definitionOf } from '../../support/definition.js';

const text = { type: 'string' as const };
const no = { type: 'boolean' as const, default: false };
const title = { da: 'x' };

const definition: Definition = definitionOf({
  facts: {
    type: 'object',
    required: ['subject'],
    properties: {
      subject: text,
      note: text,
      said: text,
      answer: text,
      sentOn: text,
      called: no,
      urgent: no,
      score: { type: 'integer', default: 1 },
      tries: { type: 'integer', default: 0 },
      attempts: { type: 'array', default: [], items: { type: 'object', properties: { reached: no } } },
    },
  },
  events: {
    CHANGED: { title, roles: ['caseworker'], form: ['subject', 'said', 'urgent', 'score'] },
    TRIED: { title, roles: ['caseworker'], append: 'attempts', form: ['reached'] },
  },
  machine: {
    initial: 'open',
    states: {
      open: {
        invoke: { src: 'question', id: 'question', receives: ['answer'], onDone: { target: 'sent' } },
        on: {
          TRIED: {
            actions: [
              {
                type: 'setFacts',
                facts: {
                  called: ' true ',
                  sentOn: 'string(today)',
                  tries: 'facts.tries + 1',
                  score: 'facts.score + 1',
                },
              },
            ],
          },
        },
      },
      sent: {},
    },
  },
});
const namesOf = (changed: Definition): string[] => Object.keys(openingFacts(changed));

describe('facts that come later', () => {
  it('are those of events, children and actions; what opening needs and nobody writes is none', () => {
    const { absentAtFirst, flags } = laterFacts(definition);
    expect([...absentAtFirst]).toEqual(['said', 'answer', 'sentOn']);
    expect([...flags]).toEqual([['called', false]]);
    expect([...laterFacts(definition).counters]).toEqual(['tries']);
  });

  it('cannot be given at the opening, nor lists that events append to', () => {
    expect(namesOf(definition)).toEqual(['subject', 'note', 'urgent', 'score']);
  });

  it('may be given where the definition says so, and are then no longer counted on', () => {
    const open = structuredClone(definition);
    open.facts.opening = ['answer', 'called', 'tries', 'attempts'];
    expect(namesOf(open)).toEqual([
      'subject',
      'note',
      'answer',
      'called',
      'urgent',
      'score',
      'tries',
      'attempts',
    ]);
    expect(laterFacts(open).counters.size).toBe(0);
    expect([...laterFacts(open).absentAtFirst]).toEqual(['said', 'sentOn']);
    expect(laterFacts(open).flags.size).toBe(0);
  });
});
