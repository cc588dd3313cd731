import { createInspector, type StatelyInspectionEvent } from '@statelyai/inspect';
import type { DataSource } from 'typeorm';
import { toXStateJson } from '../../machines/export/xstate-config.js';
import { getCompiled } from '../../persistence/compiled-cache.js';
import type { Scope } from '../../persistence/views/analytics-cases.js';
import { listWatchedCases, type WatchedCase } from '../../persistence/views/watched-cases.js';

/** What a connection wants to see. */
export interface Wanted {
  caseId?: string;
  caseType?: string;
}

/** What its user may see at the moment. */
export interface WatchScope {
  scope: Scope;
  /** An admin sees the course of cases, not whose they are. */
  anonymous: boolean;
}

/** As many as one connection follows; of more, those that changed last. */
const MOST_CASES = 300;

/**
 * Speaks the `@statelyai/inspect` protocol of some cases to one receiver: one actor per case, its XState value, the type of its last
 * event. Facts, notes and names stay here.
 */
export class Watch {
  /** Number of the last event that was told, by case. */
  private readonly told = new Map<string, { seq: number; name: string }>();
  private since: string | undefined;
  private anonymous = false;
  private definition = '';
  private readonly inspector;

  constructor(
    private readonly ds: DataSource,
    private readonly wanted: Wanted,
    private readonly send: (message: StatelyInspectionEvent) => void,
  ) {
    this.inspector = createInspector({ send: (message) => this.send(this.withDefinition(message)) });
  }

  /** Tells what has changed since the last time; the first time, where the cases are. */
  async look({ scope, anonymous }: WatchScope): Promise<void> {
    const { caseId, caseType } = this.wanted;
    if (anonymous !== this.anonymous) this.begin(anonymous);
    const rows = await listWatchedCases(this.ds, scope, {
      caseId,
      caseType,
      since: this.since,
      limit: MOST_CASES,
    });
    this.since = rows[0]?.changedAt ?? this.since;
    for (const row of rows.reverse()) await this.tell(row);
  }

  /** Names that were given under other rights are not used any more. */
  private begin(anonymous: boolean): void {
    this.anonymous = anonymous;
    this.since = undefined;
    this.told.clear();
  }

  private async tell(row: WatchedCase): Promise<void> {
    const known = this.told.get(row.id);
    if (known?.seq === row.seq) return;
    const name = known?.name ?? (this.anonymous ? `${row.caseType} ${this.told.size + 1}` : row.caseNumber);
    const { status, value, version, seq } = row;
    const snapshot = { status, value, context: { facts: 'redacted', version, seq } };
    this.told.set(row.id, { seq, name });
    if (!known) {
      const { definition } = await getCompiled(this.ds, row.caseType, version);
      this.definition = toXStateJson(definition);
      this.inspector.actor(name, snapshot);
      return;
    }
    const event = { type: row.lastEvent };
    this.inspector.event(name, event);
    this.inspector.snapshot(name, snapshot, { event });
  }

  /** The package fills it in for XState's own actors only. */
  private withDefinition(message: StatelyInspectionEvent): StatelyInspectionEvent {
    return message.type === '@xstate.actor' ? { ...message, definition: this.definition } : message;
  }
}
