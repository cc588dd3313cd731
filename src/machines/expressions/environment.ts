import { EvaluationError } from '@marcbachmann/cel-js';
import { AppError } from '../../errors.js';
import type { Definition, Text } from '../definition.js';
import type { Json } from '../snapshot.js';
import { canonicalOf, resultsOf, type Node } from './ast.js';
import { claimOf } from './claims.js';
import { checkExpression, resultComplaint, type Check, type Checked } from './compile.js';
import { problemsOf } from './complaints.js';
import { Environments, kindOf, type PlaceEnvironment } from './cel-environments.js';
import { daysAhead } from './days-ahead.js';
import { doubtsOf } from './doubts.js';
import { writtenTerm, type Speaker } from './terms.js';
import type { Labels } from '../labels.js';
import type {
  Compiled,
  CompiledExpression,
  CompiledText,
  Expected,
  Expressions,
  ExpressionScope,
  Place,
} from './expression.js';
import { atomsOf, logicOf } from './logic.js';
import { knownNames, type KnownNames } from './names.js';
import { compileText } from './text.js';
import { ValueError } from './values.js';

export type {
  Compiled,
  CompiledExpression,
  CompiledText,
  Expected,
  Expressions,
  ExpressionScope,
  Logic,
  Place,
  Reads,
} from './expression.js';

/** The expressions of a definition that has passed `parseDefinition`. Keep it with the compiled version. */
export function createExpressions(definition: Definition): Expressions {
  return new DefinitionExpressions(definition);
}

class DefinitionExpressions implements Expressions {
  private readonly environments: Environments;
  private readonly known: KnownNames;
  private readonly checks = new Map<string, Check>();
  private readonly expressions = new Map<Checked, CompiledExpression>();

  constructor(private readonly definition: Definition) {
    this.environments = new Environments(definition);
    this.known = knownNames(definition);
  }

  compile(source: string, expected: Expected, place: Place): Compiled<'expression', CompiledExpression> {
    const check = this.check(source, place, place.anyEvent !== true);
    if (!check.ok) return { ok: false, problems: problemsOf(check.complaints, place.path, source) };
    const complaint = resultComplaint(check.checked.type, expected);
    if (complaint) return { ok: false, problems: problemsOf([complaint], place.path, source) };
    return { ok: true, expression: this.expressionOf(check.checked, place) };
  }

  compileText(text: Text, place: Place): Compiled<'text', CompiledText> {
    return compileText(text, place.path, (source, path) => {
      const compiled = this.compile(source, 'any', { ...place, path });
      if (!compiled.ok) return compiled;
      const check = this.check(source, place, place.anyEvent !== true) as Extract<Check, { ok: true }>;
      const labels = check.checked.fields.fieldOf(check.checked.node)?.labels;
      return { ok: true, expression: compiled.expression, labels };
    });
  }

  private check(source: string, place: Place, checkAbsence: boolean): Check {
    const key = `${checkAbsence} ${kindOf(place)}\n${source}`;
    let check = this.checks.get(key);
    if (!check) {
      check = checkExpression(source, this.environments.at(place), this.known, checkAbsence);
      this.checks.set(key, check);
    }
    return check;
  }

  private expressionOf(checked: Checked, place: Place): CompiledExpression {
    let expression = this.expressions.get(checked);
    if (!expression) {
      expression = this.createExpression(checked, place);
      this.expressions.set(checked, expression);
    }
    return expression;
  }

  private createExpression(checked: Checked, place: Place): CompiledExpression {
    const { source, canonical, type, reads, node } = checked;
    const logic = logicOf(node);
    const environment = this.environments.at(place);
    const fieldOf = (part: Node) => checked.fields.fieldOf(part);
    return {
      source,
      canonical,
      type,
      results: resultsOf(node).map(canonicalOf),
      reads,
      logic,
      atoms: type === 'bool' ? atomsOf(logic) : [],
      atom: (atom) => this.atomOf(atom, place),
      evaluate: (scope) => this.evaluate(checked, environment, scope),
      claim: (labels) => claimOf(node, speakerOf(labels, fieldOf)),
      term: (labels, choices = {}) => writtenTerm(node, choices, speakerOf(labels, fieldOf))?.text,
      doubts: doubtsOf(node, fieldOf),
      daysAhead: (facts = {}) => daysAhead(node, { parameters: this.definition.parameters, facts }),
    };
  }

  /** An atom was checked as part of its guard; alone it lacks the `has(…)` beside it. */
  private atomOf(atom: string, place: Place): CompiledExpression {
    const check = this.check(atom, place, false);
    if (!check.ok) throw new Error(`Not an atom of a compiled expression: ${atom}`);
    return this.expressionOf(check.checked, place);
  }

  private evaluate(checked: Checked, { event }: PlaceEnvironment, scope: ExpressionScope): Json {
    try {
      return this.environments.run(checked, scope, event);
    } catch (error) {
      throw refusalOf(error, checked);
    }
  }
}

/** What the evaluation of an expression may be refused for; anything else is a bug and stays what it is. */
function refusalOf(error: unknown, { canonical, fields }: Checked): unknown {
  const failed = (message: string) =>
    new AppError('expressionFailed', { expression: canonical, message }, { cause: error });
  if (error instanceof ValueError) return failed(error.message);
  if (!(error instanceof EvaluationError)) return error;
  const node = error.node as Node | undefined;
  if (error.code !== 'no_such_key' || node?.op !== '.') return failed(error.summary);
  const fact = canonicalOf(node).replace(/^(?:event\.(?:output\.)?)?facts\./, '');
  const title = fields.fieldOf(node)?.title ?? { da: fact };
  return new AppError('missingFact', { fact, title }, { cause: error });
}

function speakerOf(labels: Labels, fieldOf: Speaker['fieldOf']): Speaker {
  const speaker: Speaker = { labels, fieldOf, claim: (node) => claimOf(node, speaker) };
  return speaker;
}
