import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { shippedFragments } from '../../machines/case-types.js';
import type { Definition } from '../../machines/definition.js';
import { parseDefinition } from '../../machines/parse.js';
import type { Problem } from '../../machines/problems.js';
import { verify, type RuleProof, type Verification } from '../../machines/verify.js';
import { listCurrentDefinitions } from '../../persistence/definitions.js';

/** What is wrong with a document, or what was proved of it. */
export interface Verdict {
  problems: Problem[];
  proofs: RuleProof[];
  stats: Verification['stats'] | null;
  /** Expanded; absent when it cannot even be parsed. */
  definition?: Definition;
}

/** Everything that stands between a document and its publication, asked in one way everywhere. */
@Injectable()
export class VerificationService {
  constructor(private readonly dataSource: DataSource) {}

  async check(document: unknown): Promise<Verdict> {
    const parsed = parseDefinition(document, shippedFragments());
    if (!parsed.ok) return { problems: parsed.problems, proofs: [], stats: null };
    const { definition } = parsed;
    const children = Object.fromEntries(
      (await listCurrentDefinitions(this.dataSource)).map(({ caseType, document: child }) => [
        caseType,
        child,
      ]),
    );
    return { ...verify(definition, { children }), definition };
  }

  /** The expanded definition of a document that has no problem at all. Throws `definitionNotVerified` with all of them. */
  async verified(document: unknown): Promise<Definition> {
    const { problems, definition } = await this.check(document);
    if (problems.length > 0 || !definition) throw new AppError('definitionNotVerified', { problems });
    return definition;
  }

  /** Shape and names only: enough to simulate, compare and rehearse. Throws `invalidDefinition` with all problems. */
  parsed(document: unknown): Definition {
    const result = parseDefinition(document, shippedFragments());
    if (!result.ok) throw new AppError('invalidDefinition', { problems: result.problems });
    return result.definition;
  }
}
