import type { Language } from '../http/language.js';

const da = {
  title: 'Indsigt',
  born: 'Født',
  address: 'Adresse',
  contact: 'Kontakt',
  made: 'Trukket',
  madeBy: (at: string, by: string) => `${at} af ${by}`,
  reason: 'Anmodning',
  teams: 'Fra team',
  others: 'Andre har også sager, som ikke er med her',
  elsewhere: (team: string, cases: number) => `${team}: ${cases} ${cases === 1 ? 'sag' : 'sager'}`,
  team: 'Team',
  opened: 'Oprettet',
  ended: 'Afsluttet',
  states: 'Sagen er nu',
  facts: 'Oplysninger',
  tasks: 'Opgaver (status, opstået)',
  deadlines: 'Frister (status, dag)',
  messages: 'Breve og påmindelser (status, afsendt)',
  events: 'Hvad der er sket',
  happened: 'Skete',
  recorded: 'Registreret',
  what: 'Hvad',
  looks: 'Hvem der har set eller ændret sagen',
  when: 'Hvornår',
  who: 'Hvem',
};

export type RecordTexts = typeof da;

const en: RecordTexts = {
  title: 'Subject access',
  born: 'Born',
  address: 'Address',
  contact: 'Contact',
  made: 'Made',
  madeBy: (at, by) => `${at} by ${by}`,
  reason: 'Request',
  teams: 'Of the teams',
  others: 'Others hold cases too, which are not in here',
  elsewhere: (team, cases) => `${team}: ${cases} ${cases === 1 ? 'case' : 'cases'}`,
  team: 'Team',
  opened: 'Opened',
  ended: 'Ended',
  states: 'The case is now',
  facts: 'Facts',
  tasks: 'Tasks (status, since)',
  deadlines: 'Deadlines (status, day)',
  messages: 'Letters and reminders (status, sent)',
  events: 'What has happened',
  happened: 'Happened',
  recorded: 'Recorded',
  what: 'What',
  looks: 'Who has seen or changed the case',
  when: 'When',
  who: 'Who',
};

/** What the readable record says, in both languages. */
export const recordTexts: Record<Language, RecordTexts> = { da, en };
