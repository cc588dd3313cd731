import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { logAccess } from '../../persistence/audit.js';
import { migrateCases } from '../../persistence/migrate-cases.js';
import { checkOrder, orderMigration } from '../../persistence/migration-plan.js';
import { findCasesToMigrate } from '../../persistence/named-cases.js';
import {
  getMigrationReport,
  listRunningMigrations,
  setRunStatus,
  type MigrationOrder,
  type MigrationReport,
} from '../../persistence/migration-runs.js';
import type { PendingChange } from '../../persistence/pending-changes.js';
import type { SignedInUser } from '../auth/access.js';
import { senderOf } from '../cases/case.service.js';
import { ChangesService, type TwoPeople } from '../changes/changes.service.js';
import { LOG } from '../foundation/foundation.module.js';
import type { MigrateDto } from './definitions.dto.js';
import { readStateMap } from './state-map.js';

type OrderedMigration = MigrateDto & { caseType: string; version: number };

/** Migrations run in the background. A node that starts goes on with what others have left. */
@Injectable()
export class MigrationService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    @Inject(LOG) private readonly log: Logger,
    private readonly changes: ChangesService,
  ) {
    changes.carry('definition.migrate', (order: OrderedMigration, people) => this.start(order, people));
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const id of await listRunningMigrations(this.dataSource)) this.run(id);
  }

  /** Waits for the case at work; the others are for the next start, or for another node. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.running.values());
  }

  /** Throws `unknownCaseType`, `invalidCondition`, `invalidStateMap`, `invalidCaseNumbers`, `changePending`; otherwise another may approve it. */
  async request(
    user: SignedInUser,
    target: { caseType: string; version: number },
    body: MigrateDto,
  ): Promise<PendingChange> {
    const payload = { ...target, ...body };
    await checkOrder(this.dataSource, await this.orderOf(payload));
    const subject = `${target.caseType}@${target.version}`;
    return this.changes.request(user, { kind: 'definition.migrate', subject, payload });
  }

  /** Throws what `request` throws: much may have changed since. It is ordered in the name of who asked for it. */
  private async start(
    ordered: OrderedMigration,
    { requestedBy, approvedBy }: TwoPeople,
  ): Promise<MigrationReport> {
    const by = { ...senderOf(approvedBy), userId: requestedBy.id, name: requestedBy.name };
    const id = await orderMigration(this.dataSource, { ...(await this.orderOf(ordered)), by });
    const { caseType, version } = ordered;
    await this.note(approvedBy, 'definition.migrationOrdered', { migration: id, caseType, version });
    this.run(id);
    return getMigrationReport(this.dataSource, id);
  }

  private async orderOf(ordered: OrderedMigration): Promise<Omit<MigrationOrder, 'by'>> {
    const { stateMap, caseNumbers, ...order } = ordered;
    const caseIds = caseNumbers && (await findCasesToMigrate(this.dataSource, ordered, caseNumbers));
    return { ...order, stateMap: readStateMap(stateMap), ...(caseIds && { caseIds }) };
  }

  /** What has been done stays done. Throws `unknownMigration`, `runNotInThatState`. */
  async set(
    user: SignedInUser,
    id: string,
    status: 'running' | 'paused' | 'cancelled',
  ): Promise<MigrationReport> {
    await setRunStatus(this.dataSource, id, status);
    await this.note(user, `definition.migration.${status}`, { migration: id });
    if (status === 'running') this.run(id);
    return getMigrationReport(this.dataSource, id);
  }

  private note(user: SignedInUser, action: string, details: Record<string, unknown>): Promise<void> {
    return logAccess(this.dataSource, { action, userId: user.id, userName: user.name, details });
  }

  /** Goes on with a run in the background, if there is anything left of it. */
  run(id: string): void {
    const before = this.running.get(id) ?? Promise.resolve();
    const work = before
      .then(async () => void (await migrateCases(this.dataSource, id, { signal: this.stop.signal })))
      .catch((error: unknown) => this.log.error({ err: error, migration: id }, 'A migration has stopped.'))
      .finally(() => {
        if (this.running.get(id) === work) this.running.delete(id);
      });
    this.running.set(id, work);
  }
}
