import type { Definition, Text } from './definition.js';
import type { Doubt } from './expressions/doubts.js';
import {
  createExpressions,
  type CompiledExpression,
  type CompiledText,
  type Expected,
  type Expressions,
  type Place,
} from './expressions/environment.js';
import type { Problem } from './problems.js';

/** Compiles the expressions of one definition and gathers what is wrong with them, so that all problems come at once. */
export class Compiler {
  readonly problems: Problem[] = [];
  /** What is allowed here, so that a published version goes on, but told by `verify`. */
  readonly doubts: (Doubt & { path: string })[] = [];
  private readonly expressions: Expressions;

  constructor(readonly definition: Definition) {
    this.expressions = createExpressions(definition);
  }

  /** The expression, or one that must never be evaluated when there were problems. */
  expression(source: string, expected: Expected, place: Place): CompiledExpression {
    const result = this.expressions.compile(source, expected, place);
    if (result.ok) return this.doubted(result.expression, place);
    this.problems.push(...result.problems);
    return undefined as never;
  }

  text(text: Text, place: Place): CompiledText {
    const result = this.expressions.compileText(text, place);
    if (result.ok) return this.doubted(result.text, place);
    this.problems.push(...result.problems);
    return undefined as never;
  }

  private doubted<T extends { doubts: Doubt[] }>(ready: T, { path }: Place): T {
    this.doubts.push(...ready.doubts.map((doubt) => ({ ...doubt, path })));
    return ready;
  }

  /** Which event's form, or which child's output, the expressions of a transition may read. */
  place(path: string, event: string): Place {
    if (event.startsWith('xstate.done.actor.')) {
      return { path, child: { id: event.slice('xstate.done.actor.'.length) } };
    }
    return Object.hasOwn(this.definition.events, event) ? { path, event } : { path };
  }

  /** Keyed by the canonical text of the atom, so that spaces and quotes in the definition do not matter. */
  reasons(): Map<string, { text: CompiledText; opens?: CompiledExpression }> {
    return new Map(
      Object.entries(this.definition.reasons).map(([atom, reason]) => {
        const path = `/reasons/${atom.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        const compiled = this.expression(atom, 'bool', { path, anyEvent: true });
        const opens = reason.opens && this.expression(reason.opens, 'date', { path: `${path}/opens` });
        const text = this.text(reason.text, { path: `${path}/text` });
        return [compiled?.canonical ?? atom, { text, ...(opens && { opens }) }];
      }),
    );
  }
}
