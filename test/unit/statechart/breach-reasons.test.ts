import { reasonSources } from '../../../src/modules/analytics/breach-reasons.js';
import { definitionOf } from '../../support/definition.js';

const asking = definitionOf({
  facts: {
    type: 'object',
    properties: {
      why: { type: 'string', enum: ['late'], labels: { late: { da: 'Sent' } } },
      note: { type: 'string' },
    },
  },
  events: { STATED: { title: { da: 'Grund' }, roles: [], form: ['why', 'note'], required: ['why', 'note'] } },
  tasks: { STATE: { title: { da: 'Angiv' }, role: 'caseworker', events: ['STATED'] } },
  deadlines: {
    by: { title: { da: 'Senest' }, kind: 'internal' },
    other: { title: { da: 'B' }, kind: 'internal' },
  },
  machine: {
    initial: 'running',
    states: {
      running: { after: { by: 'late', other: 'quiet', pause: 'quiet' } },
      late: { meta: { tasks: ['STATE'] } },
      quiet: {},
    },
  },
});

describe('the events that say why a deadline was exceeded', () => {
  it('are those of the task to which the breach leads, where they bring a coded answer', () => {
    expect([...reasonSources(asking)]).toEqual([
      ['by', [{ event: 'STATED', fact: 'why', labels: { late: { da: 'Sent' } } }]],
    ]);
  });
});
