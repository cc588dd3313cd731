import type { FreeQuestion, Questions } from './atoms.js';
import { broughtBy, type Recallable } from './bits.js';
import { seenIn, type Graph, type Loop, type Outcome, type Walk } from './graph.js';
import { answerWithin, narrowed } from './number-ranges.js';
import type { OnceEvent } from './once.js';

interface Known {
  question: FreeQuestion;
  value: boolean;
}

/** What is known of a machine, whatever happens to its cases. */
export interface Certainties {
  questions: Questions;
  /** Events that come once for each time that their state is entered, by type. */
  once: ReadonlyMap<string, OnceEvent>;
}

/**
 * What makes the walk, with the loop at its end, one that no case can go: questions that are answered as no facts can answer them one after the
 * other, since nothing in between may write what they read; events that come again though their state has not begun anew. Empty when a case
 * can go there.
 */
export function contradictedOn(
  { questions, once }: Certainties,
  graph: Graph,
  walk: Walk,
  loop?: Loop,
): Recallable[] {
  const standing = new StandingAnswers(questions);
  const spent = new Set<OnceEvent>();
  const wrong = new Set<Recallable>();
  const begin = ({ event, asFound }: Outcome | Loop): void => {
    const coming = once.get(event);
    if (coming && spent.has(coming)) wrong.add(coming);
    if (coming) spent.add(coming);
    standing.forget(broughtBy(graph.shape, event));
    for (const [text, value] of asFound) for (const one of standing.take(text, value)) wrong.add(one);
  };
  let node = 0;
  for (const step of walk) {
    const outcome = graph.outcomes[graph.stepOutcome[step]!]!;
    begin(outcome);
    standing.follow(outcome);
    const begun = seenIn(graph, node, outcome).flatMap((one) => ('state' in one ? [one.state] : []));
    for (const event of spent) if (begun.includes(event.state)) spent.delete(event);
    node = graph.stepTarget[step]!;
  }
  if (loop) begin(loop);
  return [...wrong];
}

/** The answers of facts that still stand. */
class StandingAnswers {
  private readonly known = new Map<string, Known>();

  constructor(private readonly questions: Questions) {}

  forget(facts: Iterable<string>): void {
    const changed = new Set(facts);
    for (const [text, { question }] of this.known)
      if (question.facts.some((fact) => changed.has(fact))) this.known.delete(text);
  }

  /** Takes over what the step leaves known. */
  follow({ written, stretches }: Outcome): void {
    this.forget(written);
    for (const [text, value] of stretches.at(-1)!) this.keep(text, value);
  }

  private keep(text: string, value: boolean): void {
    const question = this.questions.standing(text);
    if (question) this.known.set(text, { question, value });
  }

  /** The questions whose answers do not go with this one, and its own; none when they do. */
  take(text: string, value: boolean): FreeQuestion[] {
    const wrong = this.against(text, value);
    this.keep(text, value);
    return wrong;
  }

  private against(text: string, value: boolean): FreeQuestion[] {
    const question = this.questions.standing(text)!;
    const before = this.known.get(text)?.value;
    if (before !== undefined) return before === value ? [] : [question];
    const others =
      question.within === undefined ? this.ofGroup(question, value) : this.ofNumber(question, value);
    return others.length > 0 ? [question, ...others.map((one) => one.question)] : [];
  }

  /** One text is never two, and always one of those that it can be. */
  private ofGroup({ group, literal, all }: FreeQuestion, value: boolean): Known[] {
    const others = [...this.known.values()].filter(
      ({ question }) => group !== undefined && question.group === group,
    );
    if (value) return others.filter((one) => one.value);
    const excluded = new Set([
      literal,
      ...others.flatMap((one) => (one.value ? [] : [one.question.literal])),
    ]);
    return all?.every((one) => excluded.has(one)) ? others : [];
  }

  private ofNumber({ within }: FreeQuestion, value: boolean): Known[] {
    const { fact } = within!;
    const others = [...this.known.values()].filter(({ question }) => question.within?.fact === fact);
    const range = others.reduce(
      (known, one) => narrowed(known, one.question.within!, one.value),
      this.questions.rangeOf(fact),
    );
    return (answerWithin(range, within!) ?? value) === value ? [] : others;
  }
}
