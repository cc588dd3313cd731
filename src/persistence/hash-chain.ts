import type { Instant } from '../machines/definition.js';
import type { CaseEvent, CaseValues } from '../machines/event.js';
import { canonicalJson, sha256 } from './canonical-json.js';

/** All of an event that replay needs, and therefore all that the chain protects. */
export interface ChainedEvent {
  caseId: string;
  seq: number;
  event: CaseEvent;
  /** When it was recorded. */
  at: Instant;
  /** When it happened; null when that is when it was recorded. */
  happenedAt: Instant | null;
  version: number;
  calendarVersion: number;
  caseValues: CaseValues;
  late: boolean;
}

/** What the first event of a case is chained to. */
export const CHAIN_START = '0'.repeat(64);

/** `sha256(previous hash, canonical event)`: a line changed, added or taken out later breaks every hash after it. */
export function chainHash(previous: string, chained: ChainedEvent): string {
  const { caseId, seq, event, at, happenedAt, version, calendarVersion, caseValues, late } = chained;
  const when = happenedAt === null ? { at } : { at, happenedAt };
  const canonical = canonicalJson({
    caseId,
    seq,
    event,
    ...when,
    version,
    calendarVersion,
    caseValues,
    late,
  });
  return sha256(`${previous}\n${canonical}`);
}
