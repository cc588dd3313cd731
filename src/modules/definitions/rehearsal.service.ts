import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { checkExpressions, compileDefinition } from '../../machines/compile.js';
import { logAccess } from '../../persistence/audit.js';
import { getCompiled } from '../../persistence/compiled-cache.js';
import { checkStateMap, listVersionsInUse } from '../../persistence/migration-plan.js';
import { rehearse } from '../../persistence/rehearse.js';
import {
  createRehearsal,
  finishRehearsal,
  getRehearsal,
  type Rehearsal,
} from '../../persistence/rehearsals.js';
import type { SignedInUser } from '../auth/access.js';
import { senderOf } from '../cases/case.service.js';
import { LOG } from '../foundation/foundation.module.js';
import type { RehearseDto } from './definitions.dto.js';
import { readStateMap } from './state-map.js';
import { VerificationService } from './verification.service.js';

/** What is rehearsed. */
export interface Rehearsed {
  caseType: string;
  document: unknown;
  draftId?: string;
  revision?: number;
  version?: number;
}

const DEFAULT_CLOSED = 100;

/** Rehearsals run in the background of the node that was asked; their progress and result are rows, which any node can show. */
@Injectable()
export class RehearsalService implements BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly verification: VerificationService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await Promise.allSettled(this.running);
  }

  /** Throws `invalidDefinition`, `invalidStateMap`; otherwise the rehearsal has begun. */
  async start(user: SignedInUser, rehearsed: Rehearsed, body: RehearseDto): Promise<Rehearsal> {
    const { caseType } = rehearsed;
    const document = this.verification.parsed(rehearsed.document);
    const problems = checkExpressions(document);
    if (problems.length > 0) throw new AppError('invalidDefinition', { problems });
    const stateMap = readStateMap(body.stateMap);
    const versions = await listVersionsInUse(this.dataSource, caseType);
    const from = await Promise.all(
      versions.map((version) => getCompiled(this.dataSource, caseType, version)),
    );
    checkStateMap(from, compileDefinition(document), stateMap);
    const order = { ...rehearsed, document, stateMap, closedSample: body.closed ?? DEFAULT_CLOSED };
    const id = await createRehearsal(this.dataSource, { ...order, by: senderOf(user) });
    const entry = { action: 'definition.rehearsed', userId: user.id, userName: user.name };
    await logAccess(this.dataSource, { ...entry, details: { rehearsal: id, caseType } });
    this.run(id);
    return getRehearsal(this.dataSource, id);
  }

  /** Harmless when it is over. Throws `unknownRehearsal`. */
  async cancel(id: string): Promise<void> {
    await getRehearsal(this.dataSource, id);
    await finishRehearsal(this.dataSource, id, 'cancelled');
  }

  private run(id: string): void {
    const work = rehearse(this.dataSource, id, { signal: this.stop.signal })
      .catch((error: unknown) => this.log.error({ err: error, rehearsal: id }, 'A rehearsal has failed.'))
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }
}
