import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { shippedFragments } from '../../machines/case-types.js';
import type { Definition } from '../../machines/definition.js';
import { parseDefinition } from '../../machines/parse.js';
import { listCurrentDefinitions } from '../../persistence/definitions.js';
import type { Verdict } from './verdict.js';
import { VerificationThread } from './verification-thread.js';

export type { Verdict } from './verdict.js';

export interface Verified {
  /** Expanded. */
  definition: Definition;
  /** Ids of the versions of all case types that it fits. */
  against: string[];
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
  async check(document: unknown): Promise<Verdict> {
    return (await this.checkAgainstCurrent(document)).verdict;
  }

  /** A document that has no problem at all. Throws `definitionNotVerified` with all of them. */
  async verified(document: unknown): Promise<Verified> {
    const { verdict, against } = await this.checkAgainstCurrent(document);
    const { problems, definition } = verdict;
    if (problems.length > 0 || !definition) throw new AppError('definitionNotVerified', { problems });
    return { definition, against };
  }

  private async checkAgainstCurrent(document: unknown): Promise<{ verdict: Verdict; against: string[] }> {
    const current = await listCurrentDefinitions(this.dataSource);
    const children = Object.fromEntries(current.map(({ caseType, document: child }) => [caseType, child]));
    const verdict = await this.thread.ask({ document, children });
    return { verdict, against: current.map(({ id }) => id) };
  }

  /** Shape and names only: enough to simulate, compare and rehearse. Throws `invalidDefinition` with all problems. */
  parsed(document: unknown): Definition {
    const result = parseDefinition(document, shippedFragments());
    if (!result.ok) throw new AppError('invalidDefinition', { problems: result.problems });
    return result.definition;
  }
}
