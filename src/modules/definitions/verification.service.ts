import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { shippedFragments } from '../../machines/case-types.js';
import type { Definition, Instant } from '../../machines/definition.js';
import { parseDefinition } from '../../machines/parse.js';
import type { Problem } from '../../machines/problems.js';
import { checkAbsence } from '../../machines/verify/check-neighbours.js';
import { getNeighbourhood, type Succession } from '../../persistence/neighbours.js';
import { listRoles } from '../../persistence/roles.js';
import { misfitRoles } from './role-fit.js';
import type { Verdict } from './verdict.js';
import { VerificationThread } from './verification-thread.js';

export type { Verdict } from './verdict.js';

export interface Verified {
  /** Expanded. */
  definition: Definition;
  /** Of the versions that it fits. */
  signature: string;
}

interface Subject {
  caseType: string;
  document: unknown;
  /** From when on it is to open cases; from now on if left out. */
  from?: Instant;
}

/** Everything that stands between a document and its publication, asked in one way everywhere. */
@Injectable()
export class VerificationService implements OnModuleDestroy {
  constructor(
    private readonly dataSource: DataSource,
    private readonly thread: VerificationThread,
  ) {}

  onModuleDestroy(): Promise<void> {
    return this.thread.stop();
  }

  /**
   * All problems and proofs; holds up no other request. What takes too long is `notProved`. Throws `tooManyRequests` when too many
   * documents wait already.
   */
  async check(subject: Subject): Promise<Verdict> {
    return (await this.checkAmongNeighbours(subject)).verdict;
  }

  /** A document that has no problem at all. Throws `definitionNotVerified` with all of them. */
  async verified(subject: Subject): Promise<Verified> {
    const { verdict, signature } = await this.checkAmongNeighbours(subject);
    const { problems, definition } = verdict;
    if (problems.length > 0 || !definition) throw new AppError('definitionNotVerified', { problems });
    return { definition, signature };
  }

  private async checkAmongNeighbours({ caseType, document, from }: Subject) {
    const { neighbours, signature } = await getNeighbourhood(this.dataSource, caseType, from);
    const verdict = await this.thread.ask({ document, neighbours });
    const unregistered = verdict.definition
      ? misfitRoles(verdict.definition, await listRoles(this.dataSource))
      : [];
    return { verdict: { ...verdict, problems: [...verdict.problems, ...unregistered] }, signature };
  }

  /** What no longer fits when a version opens no more cases; each thing once. Throws what `check` throws. */
  async misfitsAfter({ successor, neighbours }: Succession, caseType: string): Promise<Problem[]> {
    if (!successor) return checkAbsence(caseType, neighbours);
    return (await this.thread.ask({ document: successor, neighbours, only: 'neighbours' })).problems;
  }

  /** Shape and names only: enough to simulate, compare and rehearse. Throws `invalidDefinition` with all problems. */
  parsed(document: unknown): Definition {
    const result = parseDefinition(document, shippedFragments());
    if (!result.ok) throw new AppError('invalidDefinition', { problems: result.problems });
    return result.definition;
  }
}
