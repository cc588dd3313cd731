import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { checkExpressions, compileDefinition } from '../../machines/compile.js';
import { logAccess } from '../../persistence/audit.js';
import { getCompiled } from '../../persistence/compiled-cache.js';
import { checkStateMap, listVersionsInUse } from '../../persistence/migration-plan.js';
import { listOrphanedRehearsals } from '../../persistence/rehearsal-claims.js';
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
/** Half the silence after which a node is taken for dead: nobody waits much longer than that. */
const LOOK_MS = 30_000;

/**
 * Rehearsals run in the background of the node that was asked; their progress and result are rows, which any node can show. One whose node
 * has died is begun anew by whichever node sees it first.
 */
@Injectable()
export class RehearsalService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private looking?: NodeJS.Timeout;

  constructor(
    private readonly dataSource: DataSource,
    private readonly verification: VerificationService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.looking = setInterval(() => void this.takeOver(), LOOK_MS).unref();
    await this.takeOver();
  }

  /** Puts down what it works on: the next node takes it up at once. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.looking);
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
    await finishRehearsal(this.dataSource, { id }, 'cancelled');
  }

  private async takeOver(): Promise<void> {
    try {
      for (const id of await listOrphanedRehearsals(this.dataSource)) this.run(id);
    } catch (error) {
      this.log.error({ err: error }, 'Rehearsals without a node could not be looked for; it is tried again.');
    }
  }

  private run(id: string): void {
    const work = rehearse(this.dataSource, id, { signal: this.stop.signal })
      .catch((error: unknown) => this.log.error({ err: error, rehearsal: id }, 'A rehearsal has failed.'))
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }
}
