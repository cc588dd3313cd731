import type { DataSource } from 'typeorm';
import { AppError } from '../../../src/errors.js';
import type { Facts, Sender } from '../../../src/machines/index.js';
import { applyEvent, type EventCommand } from '../../../src/persistence/apply-event.js';
import { getNow, setSandboxClock } from '../../../src/persistence/clock.js';
import { publishDefinition } from '../../../src/persistence/definitions.js';
import { fireDueTimers } from '../../../src/persistence/fire-timers.js';
import { newId } from '../../../src/persistence/ids.js';
import { migrateCases } from '../../../src/persistence/migrate-cases.js';
import { orderMigration } from '../../../src/persistence/migration-plan.js';
import { openCase, type OpenCommand } from '../../../src/persistence/open-case.js';
import { deliverDueMessages, type OutgoingMessage } from '../../../src/persistence/outbox.js';
import { METTE, START, TEAM } from '../cases.js';
import type { TestDatabase } from '../database.js';
import { nextParcel, STATE_MAP } from './definition.js';
import { ToldParcel } from './told-again.js';

const HOUR_MS = 3_600_000;

/** What may happen; `which` counts cases round and round. */
export type Act =
  | { do: 'open'; again: boolean }
  | { do: 'send'; which: number; type: string }
  | { do: 'sendLate'; which: number; type: string; hours: number }
  | { do: 'sendStale'; which: number; type: string }
  | { do: 'sendAgain'; which: number; other: boolean }
  | { do: 'sendAtOnce'; which: number; count: number }
  | { do: 'wait'; hours: number }
  | { do: 'work'; limit: number; fails: boolean }
  | { do: 'publish' }
  | { do: 'migrate' };

type ActOf<Name extends Act['do']> = Extract<Act, { do: Name }>;

interface Parcel {
  id: string;
  told: ToldParcel;
}

/**
 * Does each act to the product and to the parcels as they are told again (`told-again.ts`), and says what both have come to. What the product
 * accepts and refuses is compared at once.
 */
export class Office {
  private readonly parcels: Parcel[] = [];
  private readonly accepted: EventCommand[] = [];
  private readonly sent = new Set<string>();
  private now = Date.parse(START);
  private version = 1;
  private keys = 0;

  constructor(
    private readonly database: TestDatabase,
    private readonly by: Sender,
  ) {}

  async do(act: Act): Promise<void> {
    await (this[act.do] as (act: Act) => Promise<unknown>).call(this, act);
  }

  /** Days go by, workers work, and everything leaves. */
  async settle(): Promise<void> {
    for (let day = 0; day < 12; day += 1) {
      await this.wait({ hours: 24 });
      await this.work({ limit: 200, fails: false });
    }
  }

  /** The parcels as the product has them, in the order in which they were opened. */
  async parcelsThere(): Promise<object[]> {
    const rows = (await this.database.ds.query(PICTURE)) as (object & { id: string })[];
    const byId = new Map(rows.map(({ id, ...row }) => [id, row]));
    if (byId.size !== this.parcels.length) throw new Error(`There are ${byId.size} cases.`);
    return this.parcels.map(({ id }) => byId.get(id)!);
  }

  parcelsTold(): object[] {
    return this.parcels.map(({ told }) => told.picture);
  }

  /** How many messages of each case have left; one that leaves again under its key is the same. */
  delivered(): Record<string, number> {
    const perCase: Record<string, number> = {};
    for (const key of this.sent) perCase[key.slice(0, 36)] = (perCase[key.slice(0, 36)] ?? 0) + 1;
    return perCase;
  }

  toBeDelivered(): Record<string, number> {
    const wanted = this.parcels.map(({ id, told }) => [id, told.letters + told.reminders] as const);
    return Object.fromEntries(wanted.filter(([, count]) => count > 0));
  }

  private get ds(): DataSource {
    return this.database.ds;
  }

  protected async open({ again }: Omit<ActOf<'open'>, 'do'>): Promise<void> {
    const command: OpenCommand = {
      caseType: 'parcel',
      facts: {},
      by: METTE,
      teamId: TEAM,
      idempotency: this.nextKey(),
    };
    const { caseId } = await openCase(this.ds, command);
    this.parcels.push({ id: caseId, told: new ToldParcel(this.now, this.version) });
    if (again && (await openCase(this.ds, command)).caseId !== caseId)
      throw new Error('A repeated opening has opened another case.');
  }

  protected async send({ which, type }: Omit<ActOf<'send'>, 'do'>): Promise<void> {
    await this.tell(which, { type });
  }

  protected async sendLate({ which, type, hours }: Omit<ActOf<'sendLate'>, 'do'>): Promise<void> {
    await this.tell(which, { type, happenedAt: this.now - hours * HOUR_MS });
  }

  /** Who has not seen the newest event changes nothing. */
  protected async sendStale({ which, type }: Omit<ActOf<'sendStale'>, 'do'>): Promise<void> {
    const parcel = this.parcel(which);
    if (!parcel) return;
    const event = { type, facts: {}, by: METTE };
    await this.refused('staleSeq', {
      caseId: parcel.id,
      event,
      expectedSeq: parcel.told.log.length - 1,
      idempotency: this.nextKey(),
    });
  }

  /** The same again gets the same answer; another under the same key is refused. */
  protected async sendAgain({ which, other }: Omit<ActOf<'sendAgain'>, 'do'>): Promise<void> {
    if (this.accepted.length === 0) return;
    const command = this.accepted[which % this.accepted.length]!;
    if (other) {
      const event = { ...command.event, note: 'another' };
      return this.refused('idempotencyKeyReused', { ...command, event });
    }
    if (!(await applyEvent(this.ds, command)).repeated) throw new Error('A repeated event was applied.');
  }

  /** Several people and two workers at the same moment. */
  protected async sendAtOnce({ which, count }: Omit<ActOf<'sendAtOnce'>, 'do'>): Promise<void> {
    const parcel = this.parcel(which);
    if (!parcel || parcel.told.place === 'done') return;
    const other = await this.database.secondNode();
    const notes = Array.from({ length: count }, (_, at) =>
      applyEvent(at % 2 ? other : this.ds, {
        caseId: parcel.id,
        event: { type: 'NOTED', facts: { text: 'at once' }, by: METTE },
      }),
    );
    await Promise.all([
      ...notes,
      fireDueTimers(this.ds, { wait: true }),
      fireDueTimers(other, { wait: true }),
    ]);
    for (const { told } of this.parcels) told.fireUntil(this.now);
    for (let at = 0; at < count; at += 1) parcel.told.take({ type: 'NOTED', at: this.now, now: this.now });
    await this.fireAll(200);
    await other.destroy();
  }

  protected async wait({ hours }: Omit<ActOf<'wait'>, 'do'>): Promise<void> {
    this.now += hours * HOUR_MS;
    await setSandboxClock(this.ds, new Date(this.now).toISOString());
    if (Date.parse(await getNow(this.ds)) !== this.now) throw new Error('The clock has not moved.');
  }

  protected async work({ limit, fails }: Omit<ActOf<'work'>, 'do'>): Promise<void> {
    await this.fireAll(limit);
    for (const { told } of this.parcels) told.fireUntil(this.now);
    const deliver = async ({ idempotencyKey }: OutgoingMessage): Promise<void> => {
      if (fails && idempotencyKey.charCodeAt(35) % 2 === 0) throw new Error('The printer is out of paper.');
      this.sent.add(idempotencyKey);
      if (fails) throw new Error('The printer has said nothing.');
    };
    await deliverDueMessages(this.ds, deliver, { owner: newId() });
  }

  protected async publish(): Promise<void> {
    if (this.version === 2) return;
    await publishDefinition(this.ds, { document: nextParcel(), proposedBy: 'bo', publishedBy: 'ida' });
    this.version = 2;
  }

  protected async migrate(): Promise<void> {
    if (this.version === 1 || this.parcels.length === 0) return;
    const order = { caseType: 'parcel', version: 2, stateMap: STATE_MAP, by: this.by };
    if (this.parcels.every(({ told }) => told.version === 2)) return;
    await migrateCases(this.ds, await orderMigration(this.ds, order));
    for (const { told } of this.parcels) told.migrate(2, this.now);
  }

  private async fireAll(limit: number): Promise<void> {
    for (;;) {
      const { fired, stale, failed } = await fireDueTimers(this.ds, { limit });
      if (failed > 0) throw new Error('A timer has become an incident.');
      if (fired + stale === 0) return;
    }
  }

  private async tell(
    which: number,
    { type, happenedAt }: { type: string; happenedAt?: number },
  ): Promise<void> {
    const parcel = this.parcel(which);
    if (!parcel) return;
    const facts: Facts = type === 'NOTED' ? { text: 'seen' } : {};
    const event = {
      type,
      facts,
      by: METTE,
      ...(happenedAt && { happenedAt: new Date(happenedAt).toISOString() }),
    };
    const command = { caseId: parcel.id, event, idempotency: this.nextKey() };
    const isPossible = parcel.told.take({ type, at: happenedAt ?? this.now, now: this.now });
    try {
      await applyEvent(this.ds, command);
      this.accepted.push(command);
    } catch (error) {
      if (!(error instanceof AppError) || isPossible) throw error;
      return;
    }
    if (!isPossible) throw new Error(`${type} was accepted in ${parcel.told.place}.`);
  }

  private async refused(code: string, command: EventCommand): Promise<void> {
    const outcome = await applyEvent(this.ds, command).then(
      () => 'accepted',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
    if (outcome !== code) throw new Error(`${outcome} instead of ${code}.`);
  }

  private parcel(which: number): Parcel | undefined {
    return this.parcels[which % Math.max(1, this.parcels.length)];
  }

  private nextKey(): { scope: string; key: string } {
    this.keys += 1;
    return { scope: METTE.userId, key: `key ${this.keys}` };
  }
}

const MS = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;
const PICTURE = `select c.id, c.version, array_to_string(c.active_states, ' ') as place,
  coalesce(json_array_length((c.snapshot -> 'facts' -> 'notes')::json), 0) as notes,
  (select count(*)::int from messages m where m.case_id = c.id and m.kind = 'letter') as letters,
  (select count(*)::int from messages m where m.case_id = c.id and m.kind = 'reminder') as reminders,
  (select string_agg(case when e.type like 'xstate.after.%' then 'left' when e.type = 'timer.deadline' then 'deadline' else e.type end, ' ' order by e.seq)
    from case_events e where e.case_id = c.id) as log,
  (select string_agg(t.key, ' ') from tasks t where t.case_id = c.id and t.status = 'open') as task,
  (select ${MS('d.due_at')} from deadlines d where d.case_id = c.id) as "dueAt",
  (select ${MS('d.breached_at')} from deadlines d where d.case_id = c.id) as "breachedAt",
  (select coalesce(array_agg(${MS('t.due_at')} order by t.due_at), '{}') from timers t where t.case_id = c.id) as timers
  from cases c`;
