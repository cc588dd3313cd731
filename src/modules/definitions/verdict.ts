import { shippedFragments } from '../../machines/case-types.js';
import type { Definition } from '../../machines/definition.js';
import { parseDefinition, unreachedIn } from '../../machines/parse.js';
import type { Problem } from '../../machines/problems.js';
import { verify, type RuleProof, type VerifyOptions, type Verification } from '../../machines/verify.js';

/** What is wrong with a document, or what was proved of it. */
export interface Verdict {
  problems: Problem[];
  proofs: RuleProof[];
  stats: Verification['stats'] | null;
  /** Expanded; absent when it cannot even be parsed, or when there was no time to look at it. */
  definition?: Definition;
}

/** Everything that stands between a document and its publication. Takes seconds for a large machine. */
export function judge(document: unknown, options: Pick<VerifyOptions, 'neighbours' | 'only'>): Verdict {
  const fragments = shippedFragments();
  const parsed = parseDefinition(document, fragments);
  if (!parsed.ok) {
    return { problems: [...parsed.problems, ...unreachedIn(document, fragments)], proofs: [], stats: null };
  }
  const { definition } = parsed;
  return { ...verify(definition, options), definition };
}
