import { AppError } from '../../errors.js';
import type { Text } from '../definition.js';
import type { CompiledExpression, ExpressionScope, Logic } from './expression.js';

export type { ExpressionScope } from './expression.js';

/** An atom that decides, or leaves open, what a guard says. */
export interface Because {
  atom: string;
  /** `missing`: a fact is absent. `unknown`: it depends on what the event will bring. `failed`: it cannot be evaluated. */
  value: boolean | 'missing' | 'unknown' | 'failed';
  /** What is missing, and what it is called. */
  fact?: string;
  title?: Text;
}

export interface GuardExplanation {
  value: boolean | 'unknown';
  /** The atoms that make it false, or that leave it open. Empty when it is true. */
  because: Because[];
}

export interface ExplainOptions {
  /** False: the event has not come yet, so what it will bring is unknown. */
  eventKnown: boolean;
  /** Facts that the event would bring: with `eventKnown: false`, atoms that read them are unknown too. */
  form?: readonly string[];
}

type Verdict = GuardExplanation;

/** What a guard says and why. Three-valued: `unknown && false` is false. Never throws for what the case lacks. */
export function explainGuard(
  expression: CompiledExpression,
  scope: ExpressionScope,
  options: ExplainOptions,
): GuardExplanation {
  const verdict = judge(expression.logic, (atom) => judgeAtom(expression.atom(atom), scope, options));
  return verdict.value === true ? { value: true, because: [] } : verdict;
}

/** `because` names the atoms that make it what it is, whatever that is: `!` needs those that make its operand true. */
function judge(logic: Logic, atom: (canonical: string) => Verdict): Verdict {
  if (logic.op === 'atom') return atom(logic.atom);
  if (logic.op === 'not') {
    const { value, because } = judge(logic.of, atom);
    return { value: value === 'unknown' ? value : !value, because };
  }
  const verdicts = logic.of.map((part) => judge(part, atom));
  const decides = logic.op === 'or';
  const value = verdicts.some((verdict) => verdict.value === decides)
    ? decides
    : verdicts.some((verdict) => verdict.value === 'unknown')
      ? 'unknown'
      : !decides;
  const because = verdicts.filter((verdict) => verdict.value === value).flatMap((verdict) => verdict.because);
  return { value, because };
}

function judgeAtom(atom: CompiledExpression, scope: ExpressionScope, options: ExplainOptions): Verdict {
  const { canonical, reads } = atom;
  if (!options.eventKnown && (reads.usesEvent || reads.facts.some((fact) => options.form?.includes(fact)))) {
    return { value: 'unknown', because: [{ atom: canonical, value: 'unknown' }] };
  }
  try {
    const value = atom.evaluate(scope) === true;
    return { value, because: [{ atom: canonical, value }] };
  } catch (error) {
    return { value: 'unknown', because: [{ atom: canonical, ...failureOf(error) }] };
  }
}

function failureOf(error: unknown): Omit<Because, 'atom'> {
  if (!(error instanceof AppError)) throw error;
  if (error.code !== 'missingFact') return { value: 'failed' };
  const { fact, title } = error.details as { fact: string; title: Text };
  return { value: 'missing', fact, title };
}
