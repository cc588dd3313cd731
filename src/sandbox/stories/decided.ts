import { acknowledged, assessedStraight, granted, grantSent, refusedAndSent } from '../acts.js';
import { lars, mette, type Story } from '../story.js';
import { application } from './applications.js';

/** Applications that are decided or over, each in its own way. */
export const DECIDED: Story[] = [
  application('alma', { at: '2025-11-24 09:10', by: 'mette' }, [
    acknowledged(mette, '2025-11-25'),
    ...assessedStraight(mette, '2025-11-27', '2025-12-03'),
    granted(mette, '2025-12-04', 'Merudgifter til medicin'),
    grantSent(mette, '2025-12-04'),
    mette('2025-12-08 09:30', 'EFFECTUATED', { effectuationNote: 'Udbetales fra 1. december.' }),
    mette('2025-12-08 09:35', 'DELIVERY_CONFIRMED'),
  ]),
  application('villads', { at: '2025-11-25 12:20', by: 'lars' }, [
    lars('2025-11-28 10:00', 'APPLICATION_TRANSFERRED', { transferredTo: 'Regionens hjælpemiddelcenter' }),
  ]),
  application('karla', { at: '2025-11-26 14:05', by: 'mette' }, [
    acknowledged(mette, '2025-11-28'),
    mette('2025-12-12 11:00', 'APPLICATION_WITHDRAWN', {
      withdrawalNote: 'Mor ringede og trak ansøgningen tilbage.',
    }),
  ]),
  application('liva', { at: '2025-11-27 09:45', by: 'lars' }, [
    acknowledged(lars, '2025-12-01'),
    ...assessedStraight(lars, '2025-12-04', '2026-01-08'),
    ...refusedAndSent(
      lars,
      { decided: '2026-01-09', called: '2026-01-13', sent: '2026-01-14' },
      {
        refusedParts: 'Tilskud til legeredskaber',
        spokenWith: 'Hanne Stenbæk, mor',
        reference: 'B-2026-006',
      },
    ),
    lars('2026-01-16 10:00', 'DELIVERY_CONFIRMED'),
  ]),
  application('oskar', { at: '2025-12-16 11:10', by: 'mette' }, [
    acknowledged(mette, '2025-12-18'),
    mette('2025-12-22 10:20', 'SCREENING_COMPLETED', { informationNeeds: [] }),
    mette('2026-02-02 09:00', 'MOVED_OUT', { movedOutOn: '2026-02-01', newMunicipality: 'Nabokommunen' }),
    mette('2026-02-12 13:30', 'CASE_HANDED_OVER', { newMunicipality: 'Nabokommunen' }),
  ]),
  application('william', { at: '2025-12-30 10:15', by: 'mette' }, [
    acknowledged(mette, '2026-01-05'),
    ...assessedStraight(mette, '2026-01-06', '2026-03-05'),
    granted(mette, '2026-03-06', 'Merudgifter til befordring'),
    grantSent(mette, '2026-03-09'),
  ]),
  application('liam', { at: '2026-01-20 08:55', by: 'lars', paragraph: 'lostEarnings' }, [
    acknowledged(lars, '2026-01-22'),
    ...assessedStraight(lars, '2026-01-27', '2026-03-12'),
    granted(lars, '2026-03-13', 'Tabt arbejdsfortjeneste, 15 timer om ugen'),
    grantSent(lars, '2026-03-16'),
    lars('2026-03-17 10:00', 'EFFECTUATED', { effectuationNote: 'Udbetales fra 1. april.' }),
    lars('2026-03-18 09:15', 'DELIVERY_FAILED', {
      deliveryFailure: 'Modtageren er fritaget for Digital Post.',
    }),
  ]),
];
