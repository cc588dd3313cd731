import { titledMessage } from '../../../web/src/rules/titled-message.js';
import { definitionOf } from '../../support/definition.js';

const definition = definitionOf({
  events: { SENT: { title: { da: 'Sendt', en: 'Sent' }, roles: [] } },
  tasks: { CALL: { title: { da: 'Ring op. Senest {today}.' }, role: 'caseworker', events: [] } },
  machine: {
    initial: 'open',
    states: { open: { initial: 'in', states: { in: { meta: { title: { da: 'Inde', en: 'Inside' } } } } } },
  },
});

test.each([
  ['En sag i “open.in” kan aldrig blive afsluttet.', 'En sag i “Inde” kan aldrig blive afsluttet.'],
  ['Hændelsen “SENT” og opgaven “CALL”', 'Hændelsen “Sendt” og opgaven “Ring op.”'],
  ['“open”, “nowhere” og “facts.x > 1”', '“open”, “nowhere” og “facts.x > 1”'],
])('%s', (message, titled) => {
  expect(titledMessage(message, definition, 'da')).toBe(titled);
});

test('English titles are put into English messages', () => {
  expect(titledMessage('A case in “open.in”', definition, 'en')).toBe('A case in “Inside”');
});
