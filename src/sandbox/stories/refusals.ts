import {
  acknowledged,
  assessedStraight,
  called,
  calledInVain,
  letterDrafted,
  refusalSent,
  refused,
  refusedAndSent,
} from '../acts.js';
import { anne, inRefusal, lars, mette, type Story } from '../story.js';
import { application } from './applications.js';

const TOLD = 'Gennemgik hovedbegrundelsen, klagemuligheden og hvad der sker nu. Ingen nye oplysninger.';

/** Refusals on their way to the citizen: to be prepared, called, waived, waiting for a day on which letters may leave. */
export const REFUSALS: Story[] = [
  // The decision is due today, a Friday: the last day to send the letter was yesterday.
  application('nora', { at: '2026-01-02 09:15', by: 'mette' }, [
    acknowledged(mette, '2026-01-06'),
    ...assessedStraight(mette, '2026-01-09', '2026-03-19'),
    refused(mette, '2026-03-20', 'Merudgifter til ferie'),
    ...letterDrafted(mette, '2026-03-24 10:00', 'B-2026-114'),
    ...called(mette, '2026-03-26 16:40', 'Vibe Kirkemose, mor', TOLD),
  ]),
  // Told on Thursday afternoon, not sent before the day was over: the letter waits for Monday.
  application('valdemar', { at: '2026-01-19 10:30', by: 'mette' }, [
    acknowledged(mette, '2026-01-21'),
    ...assessedStraight(mette, '2026-01-23', '2026-03-20'),
    refused(mette, '2026-03-23', 'Merudgifter til tøj'),
    ...letterDrafted(mette, '2026-03-25 09:30', 'B-2026-118'),
    ...called(mette, '2026-03-26 15:20', 'Bodil Krat, mor', TOLD),
  ]),
  application('emil', { at: '2026-01-05 08:35', by: 'mette' }, [
    acknowledged(mette, '2026-01-07'),
    ...assessedStraight(mette, '2026-01-12', '2026-03-17'),
    refused(mette, '2026-03-18', 'Merudgifter til fritidsaktivitet'),
    ...letterDrafted(mette, '2026-03-23 14:00', 'B-2026-116'),
    ...calledInVain(mette, '2026-03-25 10:00', '2026-03-26 17:15'),
  ]),
  application('josefine', { at: '2026-01-08 11:50', by: 'lars' }, [
    acknowledged(lars, '2026-01-12'),
    ...assessedStraight(lars, '2026-01-15', '2026-03-23'),
    refused(lars, '2026-03-25', 'Merudgifter til høreværn'),
  ]),
  application('august', { at: '2026-01-15 13:00', by: 'lars' }, [
    acknowledged(lars, '2026-01-19'),
    ...assessedStraight(lars, '2026-01-22', '2026-03-16'),
    refused(lars, '2026-03-17', 'Merudgifter til kørsel til aflastning'),
    ...letterDrafted(lars, '2026-03-18 10:20', 'B-2026-109'),
    ...calledInVain(lars, '2026-03-20 09:10', '2026-03-23 16:30', '2026-03-25 11:00'),
    ...inRefusal(
      lars('2026-03-26 10:05', 'REQUEST_WAIVER', {
        waiverReason: 'Tre forsøg på tre dage, telefonsvarer uden svar.',
      }),
    ),
  ]),
  // Late: the reason is stated, the letter gone, the time to complain runs.
  application('emma', { at: '2025-12-08 10:40', by: 'mette' }, [
    acknowledged(mette, '2025-12-10'),
    ...assessedStraight(mette, '2025-12-15', '2026-03-02'),
    anne('2026-03-04 08:50', 'BREACH_REASON_STATED', {
      breachReason: 'STAFF_SHORTAGE',
      breachNote: 'To stillinger var vakante i januar og februar.',
    }),
    ...refusedAndSent(
      mette,
      { decided: '2026-03-05', called: '2026-03-09', sent: '2026-03-10' },
      { refusedParts: 'Tilskud til cykel', spokenWith: 'Lotte Vestervad, mor', reference: 'B-2026-101' },
    ),
    mette('2026-03-12 09:00', 'DELIVERY_CONFIRMED'),
  ]),
  // Complained about; the time to reassess ran out this week.
  application('freja', { at: '2025-12-01 09:55', by: 'lars' }, [
    acknowledged(lars, '2025-12-03'),
    ...assessedStraight(lars, '2025-12-08', '2026-01-28'),
    lars('2026-01-29 13:30', 'PARTIAL_REFUSAL', {
      grantedParts: 'Medicin og kost',
      refusedParts: 'Ombygning af bil',
    }),
    ...letterDrafted(lars, '2026-01-30 09:30', 'B-2026-027'),
    ...called(lars, '2026-02-02 10:10', 'Leif Næsholm, far', TOLD),
    ...refusalSent(lars, '2026-02-03 11:30'),
    lars('2026-02-05 10:00', 'EFFECTUATED', { effectuationNote: 'Udbetales fra 1. februar.' }),
    lars('2026-02-05 10:10', 'DELIVERY_CONFIRMED'),
    lars('2026-02-24 13:20', 'COMPLAINT_RECEIVED', { complaintReceivedOn: '2026-02-24' }),
  ]),
];
