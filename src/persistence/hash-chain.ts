import type { Instant } from '../machines/definition.js';
import type { CaseEvent, CaseValues } from '../machines/event.js';
import { canonicalJson, sha256 } from './canonical-json.js';

/** How a case came to be, beside its facts: kept with its first event, and changed by no later one. */
export interface CaseOrigin {
  caseType: string;
  citizenId: string | null;
  protected: boolean;
  namedUserIds: string[];
  parentId: string | null;
  invokeId: string | null;
  opening: number | null;
}

/** All that is kept of an event, and therefore all that the chain protects. */
export interface ChainedEvent {
  caseId: string;
  seq: number;
  type: string;
  event: CaseEvent;
  /** When it was recorded. */
  at: Instant;
  /** When it happened; null when that is when it was recorded. */
  happenedAt: Instant | null;
  version: number;
  calendarVersion: number;
  caseValues: CaseValues;
  late: boolean;
  /** When it should have happened: timers only. */
  dueAt: Instant | null;
  senderId: string | null;
  from: string[];
  to: string[];
  effects: object[];
  /** Null on all events but the first. */
  origin: CaseOrigin | null;
}

/** What the first event of a case is chained to. */
export const CHAIN_START = '0'.repeat(64);

/** `sha256(previous hash, canonical event)`: a line changed, added or taken out later breaks every hash after it. */
export function chainHash(previous: string, chained: ChainedEvent): string {
  return hashAfter(previous, chained);
}

/** Whether the hash follows from the one before; what was chained before all columns were is known by its older form. */
export function followsIn(previous: string, chained: ChainedEvent, hash: string): boolean {
  return chainHash(previous, chained) === hash || hashOfOlderForm(previous, chained) === hash;
}

/** At first the chain covered what replay needs, from which the rest follows. */
function hashOfOlderForm(previous: string, chained: ChainedEvent): string {
  const { caseId, seq, event, at, happenedAt, version, calendarVersion, caseValues, late } = chained;
  const when = happenedAt === null ? { at } : { at, happenedAt };
  return hashAfter(previous, { caseId, seq, event, ...when, version, calendarVersion, caseValues, late });
}

function hashAfter(previous: string, kept: object): string {
  return sha256(`${previous}\n${canonicalJson(kept)}`);
}
