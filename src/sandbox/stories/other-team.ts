import { acknowledged, assessedStraight, requested, screened } from '../acts.js';
import { jens, kirsten, type Story } from '../story.js';
import { application } from './applications.js';
import { transition } from './transitions.js';

/** The second team: nobody of the first one sees its cases. */
export const OTHER_TEAM: Story[] = [
  application('sofus', { at: '2026-03-16 10:00', by: 'jens' }, [
    acknowledged(jens, '2026-03-18'),
    screened(jens, '2026-03-20', ['Udtalelse fra dagplejen', 'Behovet for opsyn']),
    requested(jens, '2026-03-24'),
  ]),
  application('vera', { at: '2026-03-24 09:00', by: 'kirsten', assignee: null }, []),
  application('hugo', { at: '2025-12-10 14:00', by: 'jens' }, [
    acknowledged(jens, '2025-12-12'),
    ...assessedStraight(jens, '2025-12-17', '2026-02-26'),
    kirsten('2026-03-06 09:00', 'BREACH_REASON_STATED', { breachReason: 'OVERLOOKED' }),
  ]),
  transition('laerke', { at: '2025-12-08 10:00', by: 'jens' }, []),
];
