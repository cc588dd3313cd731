import type { Role } from '../definition.js';
import { phrase } from '../wording.js';
import { changedField, field, type Field } from './fields.js';
import { tableField } from './table.js';

const sendersOfOne: Field = field('afsenderne', 'the senders', 'behaviour', (roles: Role[], labels) =>
  labels.senders(roles),
);

/** Who may send which events while a state is active: one change per event. */
export const sendersField: Field = tableField('afsenderne', 'the senders', ({ subject }) => ({
  noun: phrase('{subject}: hvem der her må sende', '{subject}: who may send here', { subject }),
  severity: 'behaviour',
  label: (event, labels) => labels.of('events', event),
  summary: (roles: Role[], labels) => labels.senders(roles),
  fields: () => ({}),
  compare: (place, key, before, after) => [changedField(place, key, sendersOfOne, before, after)],
}));
