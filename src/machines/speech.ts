import type { Certificate } from './certificate.js';
import type { Definition, Expression, FactSchema } from './definition.js';
import type { PlainText } from './effects.js';
import {
  createExpressions,
  type CompiledExpression,
  type Expected,
  type Expressions,
} from './expressions/environment.js';
import type { Claim } from './expressions/said.js';
import { Labels } from './labels.js';
import { lengthInWords, listed, phrase, same } from './wording.js';

/** An expression that only its code says; what stands between backticks is shown as code. */
export const inCode = (source: string): PlainText =>
  phrase('udtrykket {code}', 'the expression {code}', { code: same(`\`${source}\``) });

/** What people call the parts of one definition, its expressions among them: the one place where those are put into words. */
export class Speech extends Labels {
  private expressions: Expressions | undefined;

  /** What a condition demands; nothing where only the expression says it, or where it is none of this definition. */
  claim(source: Expression): Claim | undefined {
    return this.compiled(source, 'bool')?.claim(this);
  }

  /** A condition as a clause, after _that_ or _in which_. */
  clause(source: Expression): PlainText {
    return this.claim(source)?.yes.clause ?? phrase('{it} gælder', '{it} holds', { it: inCode(source) });
  }

  /** A day or moment; nothing where only the expression says it. */
  term(source: Expression): PlainText | undefined {
    return this.compiled(source, 'moment')?.term(this);
  }

  /** A value that an action writes; with the schema of its fact, a choice is said by its label. */
  value(source: Expression, { labels, items }: FactSchema = {}): PlainText {
    const compiled = this.compiled(source, 'any');
    const choices = { ...labels, ...items?.labels };
    return compiled?.term(this, choices) ?? (compiled && answer(compiled.claim(this))) ?? inCode(source);
  }

  /** Values that are written, each with what its fact is called: `“Afgørelse sendt”: dagen i dag`. */
  assigned(values: Record<string, Expression>): PlainText {
    const { properties } = this.definition.facts;
    const said = Object.entries(values).map(([name, source]) => {
      const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return phrase('{fact}: {value}', '{fact}: {value}', {
        fact: this.fact(name),
        value: this.value(source, schema),
      });
    });
    return listed(said);
  }

  /** By which rule a day was found: `12 uger efter “Ansøgning modtaget”`; nothing where only the expression says it. */
  rule({ rule, anchor }: Pick<Certificate, 'rule' | 'anchor'>): PlainText | undefined {
    if (rule.due !== undefined) return this.term(rule.due);
    const from = this.term(anchor.expression);
    if (!from || rule.length === undefined) return from;
    const unit = rule.counting === 'workingDays' ? ((rule.days as 'workingDays') ?? 'workingDays') : 'days';
    const length = lengthInWords(rule.length, unit);
    const values = { length, from };
    // A length that leads back says so itself.
    if (rule.length.startsWith('-')) return phrase('{length} {from}', '{length} {from}', values);
    return rule.counting === 'officeHours'
      ? phrase('{length} i åbningstiden efter {from}', '{length} within office hours after {from}', values)
      : phrase('{length} efter {from}', '{length} after {from}', values);
  }

  private compiled(source: Expression, expected: Expected): CompiledExpression | undefined {
    this.expressions ??= createExpressions(this.definition);
    const compiled = this.expressions.compile(source, expected, { path: '', anyEvent: true });
    return compiled.ok ? compiled.expression : undefined;
  }
}

/** A condition whose answer is written down. */
const answer = (claim: Claim | undefined): PlainText | undefined =>
  claim &&
  phrase('ja, hvis {clause}, ellers nej', 'yes if {clause}, otherwise no', { clause: claim.yes.clause });

/** Kept with the definition: its expressions take a while to get ready. */
const speeches = new WeakMap<Definition, Speech>();

export function speechOf(definition: Definition): Speech {
  let speech = speeches.get(definition);
  if (!speech) {
    speech = new Speech(definition);
    speeches.set(definition, speech);
  }
  return speech;
}

/** By which rule the day of a certificate was found, in the words of one definition; nothing where only the expression says it. */
export function certificateRuleWords(
  definition: Definition,
): (certificate: Pick<Certificate, 'rule' | 'anchor'>) => PlainText | undefined {
  const speech = speechOf(definition);
  return (certificate) => speech.rule(certificate);
}
