import type { DataSource } from 'typeorm';
import { canonicalJson } from '../canonical-json.js';
import type { CaseRow } from '../case-row.js';
import { getCompiled } from '../compiled-cache.js';
import { CHAIN_START, followsIn, type CaseOrigin } from '../hash-chain.js';
import { findCase } from '../open-case.js';
import { playSteps, readRecords, type RecordedEvent } from '../replay.js';
import { sql } from '../statement.js';
import { asOfOneMoment, queryOne, type Db } from '../transaction.js';
import { deliveryFindings, openingFindings } from './family-findings.js';
import type { Finding, FindingKind } from './finding.js';
import { promiseFindings, PromiseWatch } from './promise-findings.js';
import { RetoldCase } from './retold-case.js';
import { differingColumns, inWords, rowFindings } from './row-findings.js';

export interface CheckedCase {
  events: number;
  findings: Finding[];
}

const READ_COLUMNS = sql('read-case-columns', 'select * from cases where id = $1');

/**
 * Checks one case as of one moment: its chain of hashes, that its events give its snapshot, its row and all that is derived from them, and that it
 * keeps what was promised and proved. No findings for a case that is not there.
 */
export function checkCase(ds: DataSource, caseId: string): Promise<CheckedCase> {
  return asOfOneMoment(ds, async (tx) => {
    const row = await findCase(tx, caseId);
    return row ? new CaseCheck(tx, row).run() : { events: 0, findings: [] };
  });
}

class CaseCheck {
  private readonly findings: Finding[] = [];
  private readonly name: string;
  private events = 0;
  private previous = CHAIN_START;
  private chainHolds = true;
  private origin: CaseOrigin | null = null;
  private retold: RetoldCase | null = null;

  constructor(
    private readonly db: Db,
    private readonly row: CaseRow,
  ) {
    this.name = `Case ${row.number}`;
  }

  async run(): Promise<CheckedCase> {
    const watch = await PromiseWatch.of(this.db, this.row).catch(() => null);
    try {
      const steps = playSteps(
        this.db,
        this.chained(),
        watch ? ({ event }) => watch.watch(event.type) : undefined,
      );
      for await (const { logged, result, observer } of steps) {
        const compiled = await getCompiled(this.db, logged.caseType, logged.version);
        if (observer) watch?.note(logged.event, result, observer);
        this.retold ??= new RetoldCase(logged, this.row);
        const differing = this.retold.add(logged, compiled, result);
        if (differing.length > 0)
          this.find(
            'eventDiffers',
            `event ${logged.seq} was kept with another ${differing.join(', ')} than it had.`,
          );
      }
      await this.compare(watch);
    } catch (error) {
      this.find('notReplayable', `its events cannot be played again. ${String(error)}`);
    }
    return { events: this.events, findings: this.findings };
  }

  /** The events on their way to be played, each checked against the one before. */
  private async *chained(): AsyncGenerator<RecordedEvent> {
    for await (const record of readRecords(this.db, this.row.id)) {
      this.events += 1;
      if (this.chainHolds) this.checkLink(record);
      this.previous = record.hash;
      if (record.seq === 1) this.origin = record.origin;
      yield record;
    }
    if (this.chainHolds && this.previous !== this.row.lastHash)
      this.find(
        'lastEventMissing',
        `after event ${this.events} there must be more: the case has seen a later one.`,
      );
  }

  private checkLink(record: RecordedEvent): void {
    const { caseType: _, hash, prevHash, ...chained } = record;
    const inTurn = record.seq === this.events && prevHash === this.previous;
    if (inTurn && followsIn(prevHash, chained, hash)) return;
    this.chainHolds = false;
    this.find(
      'eventChanged',
      `the chain breaks at event ${this.events}: one was changed, put in or taken out there.`,
    );
  }

  private async compare(watch: PromiseWatch | null): Promise<void> {
    const { db, row, retold } = this;
    if (!retold) return this.find('lastEventMissing', 'all its events are gone.');
    if (canonicalJson(retold.snapshot) !== canonicalJson(row.snapshot))
      this.find('snapshotDiffers', 'where it stands is not what its events lead to.');
    await this.compareColumns(retold);
    const rows = retold.rows();
    this.findings.push(...(await rowFindings(db, row.id, this.name, rows)));
    this.findings.push(...(await deliveryFindings(db, row, rows.deliveries ?? [])));
    this.findings.push(...(await openingFindings(db, row)));
    this.findings.push(...(await promiseFindings(db, row, rows, watch)));
  }

  private async compareColumns(retold: RetoldCase): Promise<void> {
    const { snapshot: _, ...wanted } = retold.caseColumns(this.origin);
    const actual = (await queryOne<Record<string, unknown>>(this.db, READ_COLUMNS, [this.row.id]))!;
    const differing = differingColumns(Object.keys(wanted), actual, wanted);
    if (differing.length > 0)
      this.find('caseDiffers', `it is not what its events say: ${inWords(differing, actual, wanted)}.`);
  }

  private find(what: FindingKind, text: string): void {
    this.findings.push({ what, caseId: this.row.id, sentence: `${this.name}: ${text}` });
  }
}
