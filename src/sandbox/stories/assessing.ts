import {
  acknowledged,
  assessed,
  assessedStraight,
  childHeard,
  childNotAsked,
  granted,
  received,
  requested,
  screened,
} from '../acts.js';
import { anne, lars, mette, type Story } from '../story.js';
import { application } from './applications.js';

/** Applications that are being assessed, with deadlines that hold, move or have been missed. */
export const ASSESSING: Story[] = [
  application('magnus', { at: '2026-02-02 10:45', by: 'mette' }, [
    acknowledged(mette, '2026-02-04'),
    screened(mette, '2026-02-06', ['Udtalelse fra børnehuset', 'Barnets behov i hverdagen']),
    requested(mette, '2026-02-10'),
    received(mette, '2026-03-06', 'Udtalelse fra børnehuset'),
    ...childHeard(mette, '2026-03-12', 'Vil gerne selv kunne tage til fodbold.'),
    mette('2026-03-20 11:20', 'HEARING_NEEDED', {
      hearingText: 'Børnehuset vurderer, at kørslen ikke er en nødvendig merudgift.',
    }),
  ]),
  application('asta', { at: '2026-01-12 09:00', by: 'lars' }, [
    acknowledged(lars, '2026-01-14'),
    screened(lars, '2026-01-16', ['Fælles budget for kørsel', 'Udgifternes fordeling på søskende']),
    requested(lars, '2026-01-20'),
    received(lars, '2026-02-27', 'Budget med bilag'),
    ...childHeard(lars, '2026-03-17', 'Vil helst køre sammen med sin bror.'),
    assessed(lars, '2026-03-25'),
  ]),
  // Twins: the second application is decided together with the first.
  application('aksel', { at: '2026-01-13 09:05', by: 'lars' }, [
    acknowledged(lars, '2026-01-14'),
    lars('2026-01-16 10:40', 'JOIN_APPLICATIONS', (numberOf) => ({
      joinedCaseNumber: numberOf('application-asta'),
      leadDecisionDueOn: '2026-04-06',
    })),
  ]),
  application('clara', { at: '2026-01-13 13:30', by: 'mette' }, [
    acknowledged(mette, '2026-01-15'),
    screened(mette, '2026-01-19', ['Speciallægeerklæring', 'Om funktionsnedsættelsen er varig']),
    requested(mette, '2026-01-22'),
    mette('2026-02-06 09:00', 'INFORMATION_REMINDED'),
    mette('2026-02-23 09:00', 'INFORMATION_REMINDED'),
    mette('2026-03-25 14:10', 'EXTEND_DEADLINE', {
      newDate: '2026-05-05',
      extensionReason: 'WAITING_FOR_OTHER_AUTHORITY',
      extensionNote: 'Speciallægen har oplyst, at erklæringen kommer i uge 16.',
    }),
  ]),
  application('malthe', { at: '2025-12-29 10:10', by: 'lars', paragraph: 'lostEarnings' }, [
    acknowledged(lars, '2026-01-05'),
    screened(lars, '2026-01-05', ['Lønsedler', 'Indtægtens størrelse']),
    requested(lars, '2026-01-08'),
    received(lars, '2026-03-09', 'Lønsedler for tre måneder'),
    lars('2026-03-12 11:00', 'EXTEND_DEADLINE', {
      newDate: '2026-04-20',
      extensionReason: 'MORE_DOCUMENTATION',
      extensionNote: 'Timetallet skal afklares med skolen.',
    }),
    anne('2026-03-13 08:30', 'EXTENSION_APPROVED'),
    lars('2026-03-16 09:50', 'EXTENSION_NOTICE_SENT'),
  ]),
  application('anton', { at: '2025-12-12 09:25', by: 'lars' }, [
    acknowledged(lars, '2025-12-17'),
    screened(lars, '2025-12-22', ['Diætistens beregning', 'Merudgiften til kost']),
    requested(lars, '2026-01-02'),
    received(lars, '2026-03-03', 'Diætistens beregning'),
    childNotAsked(lars, '2026-03-05'),
  ]),
  application('mathilde', { at: '2026-02-02 14:15', by: 'mette' }, [
    acknowledged(mette, '2026-02-04'),
    ...assessedStraight(mette, '2026-02-09', '2026-03-24'),
    granted(mette, '2026-03-26', 'Merudgifter til bleer og vask'),
  ]),
];
