import { acknowledged, received, requested, screened } from '../acts.js';
import { anne, lars, mette, type Story } from '../story.js';
import { application } from './applications.js';

/** Applications on their way to an assessment: new, to be screened, waiting for what is missing. */
export const INCOMING: Story[] = [
  application('frida', { at: '2026-03-25 10:20', by: 'mette', assignee: null }, []),
  application('noah', { at: '2026-03-26 13:05', by: 'lars', assignee: null, newFamily: true }, []),
  application('ellen', { at: '2026-03-18 09:30', by: 'mette' }, [acknowledged(mette, '2026-03-20')]),
  application('storm', { at: '2026-03-20 11:15', by: 'mette' }, []),
  application('luna', { at: '2026-03-09 14:40', by: 'mette' }, [
    acknowledged(mette, '2026-03-11'),
    screened(
      mette,
      '2026-03-13',
      ['Udtalelse fra skolen', 'Om behovet skyldes funktionsnedsættelsen'],
      ['Kvitteringer for kørsel', 'Udgifternes størrelse'],
    ),
  ]),
  application('viggo', { at: '2026-03-02 08:50', by: 'lars', paragraph: 'lostEarnings' }, [
    acknowledged(lars, '2026-03-04'),
    screened(lars, '2026-03-06', ['Arbejdsgiverens erklæring', 'Hvor meget indtægt der falder bort']),
    requested(lars, '2026-03-10'),
  ]),
  application('carl', { at: '2026-02-23 10:00', by: 'lars', newFamily: true }, [
    acknowledged(lars, '2026-02-25'),
    lars('2026-02-26 10:30', 'INTRO_LETTER_SENT'),
    screened(lars, '2026-02-27', [
      'Lægeerklæring fra børneafdelingen',
      'Varigheden af funktionsnedsættelsen',
    ]),
    requested(lars, '2026-03-05'),
    lars('2026-03-20 09:45', 'INFORMATION_REMINDED'),
    lars('2026-03-24 15:00', 'CHILD_SITUATION_CHANGED', { situationNote: 'Indlagt siden søndag.' }),
  ]),
  application('isabella', { at: '2026-03-03 12:10', by: 'mette', seenBy: ['mette', 'anne'] }, [
    acknowledged(mette, '2026-03-05'),
    screened(mette, '2026-03-09', ['Oversigt over medicin', 'Udgifternes størrelse']),
    requested(mette, '2026-03-12'),
    mette('2026-03-24 08:55', 'ADDRESS_PROTECTION_CHANGED'),
  ]),
  application('laura', { at: '2026-01-26 09:10', by: 'lars' }, [
    acknowledged(lars, '2026-01-28'),
    screened(lars, '2026-01-30', ['Erklæring fra fysioterapeut', 'Om hjælpemidlet kompenserer']),
    requested(lars, '2026-02-04'),
    received(lars, '2026-03-16', 'Erklæring fra fysioterapeuten'),
    lars('2026-03-17 10:00', 'EXTEND_DEADLINE', {
      newDate: '2026-06-01',
      extensionReason: 'STAFF_SHORTAGE',
      extensionNote: 'Mange sager i marts.',
    }),
    anne('2026-03-18 08:40', 'EXTENSION_REFUSED', {
      extensionDecisionNote: 'Sagen er oplyst og kan afgøres inden for fristen.',
    }),
  ]),
];
