import type { PathStep, Problem, Rule, RuleProof, Verification } from '../../../src/machines/index.js';

/** What became of one rule. `unknown`: nobody has looked yet, or the time ran out. */
export interface RuleFinding {
  rule: Rule;
  verdict: RuleProof['verdict'] | 'unknown';
  proof: RuleProof | null;
  problems: Problem[];
}

export interface Findings {
  /** What needs somebody first: broken, then not proved, then proved; in the order of the document within each. */
  rules: RuleFinding[];
  /** What is wrong with the machine itself. */
  structure: Problem[];
}

const ORDER: Record<RuleFinding['verdict'], number> = { broken: 0, notProved: 1, unknown: 2, holds: 3 };

/** Puts what was found to the rules that it is about. Null: nothing is known yet. */
export function findingsOf(rules: Rule[], verification: Verification | null): Findings {
  const { proofs = [], problems = [] } = verification ?? {};
  const found = rules.map((rule, index): RuleFinding => {
    const proof = proofs.find((each) => each.rule === rule.id) ?? null;
    const own = problems.filter((problem) => isAbout(problem, rule, index));
    const verdict = proof?.verdict ?? (own.length > 0 ? 'notProved' : 'unknown');
    return { rule, verdict, proof, problems: own };
  });
  const ofRules = new Set(found.flatMap((each) => each.problems));
  return {
    rules: found.sort((a, b) => ORDER[a.verdict] - ORDER[b.verdict]),
    structure: problems.filter((problem) => !ofRules.has(problem)),
  };
}

function isAbout({ path, details }: Problem, { id }: Rule, index: number): boolean {
  if (details?.['rule'] !== undefined) return details['rule'] === id;
  const place = String(details?.['expandedPath'] ?? path);
  return place === `/rules/${index}` || place.startsWith(`/rules/${index}/`);
}

/** The path that a problem shows; null where it shows none. */
export function pathOf({ details }: Problem): PathStep[] | null {
  const path = details?.['path'];
  return Array.isArray(path) && path.length > 0 ? (path as PathStep[]) : null;
}

/** How many rules have which verdict. */
export function countOf(rules: RuleFinding[], verdict: RuleFinding['verdict']): number {
  return rules.filter((each) => each.verdict === verdict).length;
}
