import type { ChildKey } from '../citizens.js';
import { local } from '../municipality.js';
import type { Scene, Story, Worker } from '../story.js';

interface Reception {
  /** When the application came. */
  at: string;
  by: Worker;
  /** Who has it; the one who received it, unless said otherwise. */
  assignee?: Worker | null;
  newFamily?: boolean;
  paragraph?: 'additionalExpenses' | 'lostEarnings';
  seenBy?: Worker[];
}

/** A new application and what has been done about it. */
export function application(child: ChildKey, reception: Reception, scenes: Scene[]): Story {
  const { at, by, assignee = by, newFamily = false, paragraph = 'additionalExpenses', seenBy } = reception;
  const facts = { applicationReceivedAt: local(at), newFamily, paragraph };
  return {
    key: `application-${child}`,
    child,
    caseType: 'newApplication',
    at,
    by,
    facts,
    assignee,
    ...(seenBy && { seenBy }),
    scenes,
  };
}
