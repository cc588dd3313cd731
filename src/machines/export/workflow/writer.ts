import type { Language } from '../../date-text.js';
import type { Definition, LegalReference, Moment, Text } from '../../definition.js';
import type { PlainText } from '../../effects.js';
import { inCode, Speech } from '../../speech.js';
import { withoutExpressions, wordsOf } from '../../wording.js';
import { element, link, list, type Content } from './html.js';
import { WORDS, type Word } from './words.js';

/** One description while it is written: the definition, its language, and how things read in it. */
export class Writer {
  readonly labels: Speech;

  constructor(
    readonly definition: Definition,
    readonly language: Language,
  ) {
    this.labels = new Speech(definition);
  }

  word(word: Word): string {
    return WORDS[this.language][word];
  }

  text(text: Text): string {
    return this.plain(withoutExpressions(wordsOf(text)));
  }

  plain(text: PlainText): string {
    return text[this.language];
  }

  /** With a capital, as the content of a cell begins. */
  cell(text: PlainText): string {
    const words = this.plain(text);
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  /** Words with expressions in them: what stands between backticks is code. */
  rich(text: PlainText): Content {
    return this.cell(text)
      .split('`')
      .map((part, index) => (index % 2 === 1 ? element('code', part) : part));
  }

  /** What a guard demands, and what people are told when a part of it says no. */
  condition(guard: string | undefined): Content {
    if (guard === undefined) return undefined;
    const reasons = Object.entries(this.definition.reasons).filter(([atom]) => guard.includes(atom));
    const texts = [...new Set(reasons.map(([, { text }]) => this.text(text)))];
    const claim = this.labels.claim(guard);
    return [claim ? this.cell(claim.yes.must) : this.expression(guard), list(texts, { class: 'otherwise' })];
  }

  /** What a due moment is, or what it is counted from. */
  moment({ due, anchor }: Moment): Content {
    const source = due ?? anchor;
    const term = source && this.labels.term(source);
    return term ? this.cell(term) : this.expression(source);
  }

  legalBasis(references: LegalReference[] | undefined): Content {
    return list((references ?? []).map(({ ref, url }) => link(ref, url)));
  }

  /** `DERIVED` and `GKU` are values that no source or law fixes yet. */
  mark(mark: 'DERIVED' | 'GKU' | undefined): Content {
    return mark && element('span', `${this.word('awaiting')} (${mark})`, { class: 'mark' });
  }

  /** What only its code says, and that it is code. */
  private expression(source: string | undefined): Content {
    return source === undefined ? undefined : this.rich(inCode(source));
  }

  code(expression: string | undefined): Content {
    return expression === undefined ? undefined : element('code', expression);
  }
}

/** Anchors within the document; keys and paths are names, so they need no escaping. */
export const deadlineId = (key: string): string => `deadline-${key}`;
export const stepId = (path: string): string => `step-${path}`;
