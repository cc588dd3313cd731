import type { DataSource } from 'typeorm';
import { danishCalendar } from '../../src/machines/holidays.js';
import type { Definition, Sender } from '../../src/machines/index.js';
import type { Applied } from '../../src/persistence/apply-event.js';
import { publishCalendar } from '../../src/persistence/calendars.js';
import { startSandboxClock } from '../../src/persistence/clock.js';
import { publishDefinition } from '../../src/persistence/definitions.js';
import { newId } from '../../src/persistence/ids.js';
import { openCase, type OpenCommand } from '../../src/persistence/open-case.js';
import { createTeam } from '../../src/persistence/users.js';
import type { Viewer } from '../../src/persistence/viewer.js';
import { definitionOf, plainEvents } from './definition.js';

export const TEAM = 'team';
export const START = '2026-02-02T08:10:00.000Z';
/** Sees the cases of the team. */
export const LEADER: Viewer = { userId: newId(), teamIds: [TEAM] };
export const METTE: Sender = { userId: newId(), name: 'Mette Holm', roles: ['caseworker'] };

/**
 * An invented errand with one of each: a task, a deadline with reminders and repeating breach, an `after`, a child, a letter that must wait,
 * an event to the child, an agenda item, and an end.
 */
export const ERRAND: Definition = definitionOf({
  caseType: 'errand',
  title: { da: 'Ærinde', en: 'Errand' },
  facts: {
    type: 'object',
    required: ['subject'],
    properties: {
      subject: { type: 'string', title: { da: 'Emne', en: 'Subject' } },
      answer: { type: 'string', title: { da: 'Svar', en: 'Answer' } },
      visits: {
        type: 'array',
        default: [],
        items: { type: 'object', properties: { note: { type: 'string' } } },
      },
    },
  },
  ends: { done: ['answer'] },
  events: {
    ...plainEvents('ASK', 'SEND', 'RECALL', 'FINISH', 'NEED_ANSWER'),
    VISITED: { title: { da: 'Besøg' }, roles: ['caseworker'], append: 'visits', form: ['note'] },
  },
  deadlines: {
    answerBy: {
      title: { da: 'Svar senest', en: 'Answer by' },
      kind: 'published',
      anchor: 'case.openedOn',
      length: 'P4W',
      reminders: [
        { at: '-P2D', to: ['caseworker'] },
        { at: 'breach', to: ['caseworker', 'teamLeader'] },
        { every: 'P1W', after: 'breach', to: ['teamLeader'] },
      ],
    },
  },
  delays: { later: { anchor: 'now', length: 'P3D' } },
  tasks: {
    VISIT: {
      title: { da: 'Besøg om {facts.subject}', en: 'Visit about {facts.subject}' },
      role: 'caseworker',
      deadline: 'answerBy',
      events: ['VISITED', 'ASK'],
    },
    CLOSE: { title: { da: 'Afslut' }, role: 'caseworker', events: ['FINISH'] },
  },
  letters: { note: { title: { da: 'Brev' }, template: 'note-1' } },
  machine: {
    initial: 'open',
    states: {
      open: {
        initial: 'visiting',
        meta: { deadlines: ['answerBy'] },
        on: {
          FINISH: 'done',
          SEND: {
            actions: [
              { type: 'sendMessage', letter: 'note', to: ['citizen'], notBefore: 'nextSendMoment(now)' },
              { type: 'putOnAgenda', agenda: 'weekly', title: { da: 'Brev' } },
              { type: 'journal', text: { da: 'Brevet er på vej.' } },
            ],
          },
          RECALL: { actions: [{ type: 'cancelMessages' }] },
        },
        states: {
          visiting: {
            meta: { tasks: ['VISIT'] },
            on: {
              VISITED: {},
              ASK: 'asking',
              NEED_ANSWER: { guard: 'has(facts.answer) && facts.answer == "yes"', target: 'closing' },
            },
            after: { later: 'closing' },
          },
          asking: {
            invoke: {
              src: 'question',
              id: 'question',
              input: { about: 'facts.subject' },
              receives: ['answer'],
              onDone: 'closing',
            },
            on: { RECALL: 'visiting' },
          },
          closing: { meta: { tasks: ['CLOSE'] } },
        },
      },
      done: { type: 'final' },
    },
  },
});

/** The errand's child. */
export const QUESTION: Definition = definitionOf({
  caseType: 'question',
  facts: {
    type: 'object',
    required: ['about'],
    properties: { about: { type: 'string' }, answer: { type: 'string' } },
  },
  ends: { answered: ['answer'] },
  events: {
    ANSWERED: { title: { da: 'Svar' }, roles: ['caseworker'], form: ['answer'], required: ['answer'] },
  },
  tasks: { ASK_IT: { title: { da: 'Spørg' }, role: 'caseworker', events: ['ANSWERED'] } },
  machine: {
    initial: 'open',
    states: {
      open: { meta: { tasks: ['ASK_IT'] }, on: { ANSWERED: 'answered' } },
      answered: { type: 'final' },
    },
  },
});

/** A sandbox with one team, the calendar, and the errand and its child published. */
export async function furnish(ds: DataSource, at = START): Promise<void> {
  await startSandboxClock(ds, at);
  await createTeam(ds, { id: TEAM, name: 'Team' }, at);
  await publishCalendar(ds, danishCalendar({ version: 1 }), { by: 'bo' });
  for (const document of [ERRAND, QUESTION]) {
    await publishDefinition(ds, { document, proposedBy: 'bo', publishedBy: 'ida' });
  }
}

export function openErrand(ds: DataSource, command: Partial<OpenCommand> = {}): Promise<Applied> {
  const errand = { caseType: 'errand', facts: { subject: 'ramp' }, by: METTE, teamId: TEAM };
  return openCase(ds, { ...errand, ...command });
}
