import type { Rule, RuleTemplate } from '../definition.js';
import type { PlainText } from '../effects.js';
import { createExpressions } from '../expressions/environment.js';
import type { Problem } from '../problems.js';
import { assumptionsOf } from './assumptions.js';
import { questionsIn, type Condition } from './atoms.js';
import { automatonOf, SEEN, TEMPLATES, type Mark } from './automaton.js';
import type { Graph } from './graph.js';
import type { Laboratory } from './laboratory.js';
import { ObservationReader, Sight } from './observations.js';
import type { PathStep } from './replay.js';
import type { Move } from './shape.js';
import { found, HOW, whyNotProved } from './texts.js';
import { findViolation, type Violation, type Watch } from './violation.js';

/** What is known of one rule after the check. */
export interface RuleProof {
  /** Id of the rule. */
  rule: string;
  template: RuleTemplate;
  verdict: 'holds' | 'broken' | 'notProved';
  /**
   * `must`: no path breaks it, whatever people do. `may`: besides, what is owed always stays possible, if guards that ask facts can be
   * made to say yes. Both are claimed of `response` and `succession`.
   */
  claims: ('must' | 'may')[];
  /** Under what the proof holds, in words. */
  assumptions: PlainText[];
  /** Situations that were looked at, and the regions that they were made of; empty when the machine has none. */
  configurations: number;
  regions: string[];
  /** False when nothing that the rule speaks of was ever seen: it holds because it never applies. */
  applied: boolean;
}

/** A rule that has been read, ready to be checked. */
export interface ReadRule {
  rule: Rule;
  pointer: string;
  watch: Watch;
  regions: number[];
}

/** Reads all rules; must come before any graph is made, because what rules ask is remembered in the graphs. */
export function readRules(
  laboratory: Laboratory,
  declared: Rule[],
): { rules: ReadRule[]; problems: Problem[] } {
  const { definition, shape, questions } = laboratory;
  const reader = new ObservationReader(shape, questions, createExpressions(definition));
  const problems: Problem[] = [];
  const rules = declared.flatMap((rule, index): ReadRule[] => {
    const pointer = `/rules/${index}`;
    const lacking = lackingKeys(rule);
    problems.push(
      ...lacking.map((key) => found('incompleteRule', pointer, { key, template: rule.template })),
    );
    if (lacking.length > 0) return [];
    const watch = readWatch(rule, reader, pointer);
    problems.push(...neverAsked(laboratory, watch, pointer));
    return [{ rule, pointer, watch, regions: regionsOf(laboratory, rule, watch) }];
  });
  return { rules, problems: [...reader.problems, ...problems] };
}

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

function lackingKeys({ template, first, then }: Rule): string[] {
  return [
    ...(listOf(first).length === 0 ? ['first'] : []),
    ...(TEMPLATES[template].needsThen && listOf(then).length === 0 ? ['then'] : []),
  ];
}

function readWatch(rule: Rule, reader: ObservationReader, pointer: string): Watch {
  const watch: Watch = { observations: [], marks: [] };
  for (const mark of ['unless', 'first', 'then'] as const satisfies Mark[]) {
    listOf(rule[mark]).forEach((text, index) => {
      const path = Array.isArray(rule[mark]) ? `${pointer}/${mark}/${index}` : `${pointer}/${mark}`;
      for (const observation of reader.read(text, path)) {
        watch.observations.push(observation);
        watch.marks.push(mark);
      }
    });
  }
  return watch;
}

/** A fact that no guard asks is never seen to be true: the rule would say nothing, or could never be kept. */
function neverAsked({ shape, questions }: Laboratory, { observations }: Watch, pointer: string): Problem[] {
  const asked = new Set(
    shape.states.flatMap(({ moves }) =>
      moves.flatMap(({ guard }) => (guard ? questionsIn(questions.of(guard)).map(({ text }) => text) : [])),
    ),
  );
  return observations.flatMap((observation) => {
    if (observation.kind !== 'when') return [];
    const unknown = questionsIn(observation.condition).filter(
      ({ kind, text }) => kind === 'free' && !asked.has(text),
    );
    return unknown.map(({ text }) => found('neverAsked', pointer, { text }));
  });
}

/** Where the observations are made. Rules about the very next step look at everything: any region may take it. */
function regionsOf(laboratory: Laboratory, { template }: Rule, { observations }: Watch): number[] {
  const { shape, dependencies } = laboratory;
  if (template.startsWith('chain') || template === 'init') return [...shape.regions.keys()];
  return observations.flatMap((observation): number[] => {
    switch (observation.kind) {
      case 'event':
        return dependencies.handlers(observation.name);
      case 'letter':
        return regionsWhere(laboratory, ({ definition }) =>
          (definition.actions ?? []).some(
            (action) => action.type === 'sendMessage' && action.letter === observation.name,
          ),
        );
      case 'when':
        return regionsAsking(laboratory, observation.condition);
      default:
        return [...observation.states].map((state) => shape.states[state]!.region);
    }
  });
}

function regionsWhere({ shape }: Laboratory, matches: (move: Move) => boolean): number[] {
  return shape.states.filter(({ moves }) => moves.some(matches)).map(({ region }) => region);
}

/** Where the condition is asked, and where its answer may change. */
function regionsAsking(laboratory: Laboratory, condition: Condition): number[] {
  const { dependencies, shape } = laboratory;
  const wanted = new Set(questionsIn(condition).map(({ text }) => text));
  const named = questionsIn(condition).flatMap((question) => {
    if (question.kind === 'active') return [shape.byPath.get(question.path)?.region ?? 0];
    if (question.kind === 'happened') return dependencies.handlers(question.event);
    return question.kind === 'given' || question.kind === 'flag' ? dependencies.writers(question.fact) : [];
  });
  const asking = regionsWhere(
    laboratory,
    ({ guard }) =>
      guard !== undefined && questionsIn(laboratory.questions.of(guard)).some(({ text }) => wanted.has(text)),
  );
  return [...named, ...asking];
}

/** Looks for the shortest path that breaks the rule. */
export function checkRule(laboratory: Laboratory, read: ReadRule): { proof: RuleProof; problems: Problem[] } {
  const { rule, watch } = read;
  const automaton = automatonOf(rule);
  const result = laboratory.search(read.regions, (graph) => findViolation(graph, automaton, watch));
  const { graph } = result;
  const proof = {
    rule: rule.id,
    template: rule.template,
    configurations: graph.nodes.length - 1,
    claims: automaton.owes(SEEN) ? ['must', 'may'] : ['must'],
    assumptions: assumptionsOf(laboratory, graph),
    regions: regionNames(graph),
    applied: isApplied(graph, watch),
  } satisfies Partial<RuleProof>;
  if (result.found) {
    const { path } = result.replayed;
    return { proof: { ...proof, verdict: 'broken' }, problems: [broken(read, result.found, path)] };
  }
  if (graph.complete && !result.undecided) return { proof: { ...proof, verdict: 'holds' }, problems: [] };
  return { proof: { ...proof, verdict: 'notProved' }, problems: [notProved(read, graph)] };
}

const regionNames = ({ shape, slice }: Graph): string[] =>
  shape.regions.flatMap((region, number) => (region && slice.has(number) ? [region.path] : []));

function isApplied(graph: Graph, { observations }: Watch): boolean {
  const sight = new Sight(graph, observations);
  const tried = new Set<number>();
  for (let node = 0; node < graph.nodes.length; node += 1) {
    for (let step = graph.firstStep[node]!; step < graph.firstStep[node + 1]!; step += 1) {
      const number = graph.stepOutcome[step]!;
      if (tried.has(number)) continue;
      tried.add(number);
      if (sight.order(node, step).length > 0) return true;
    }
  }
  return false;
}

function broken({ rule, pointer }: ReadRule, { how }: Violation, path: PathStep[]): Problem {
  const { da, en = da } = rule.title;
  const words = { title: da, title_en: en, how: HOW[how].da, how_en: HOW[how].en };
  return found('brokenRule', pointer, { rule: rule.id, ...words, path });
}

function notProved({ rule, pointer }: ReadRule, graph: Graph): Problem {
  const { da, en = da } = rule.title;
  const configurations = graph.nodes.length;
  return found('notProved', pointer, {
    rule: rule.id,
    configurations,
    ...whyNotProved(configurations, graph.complete),
    what: `Reglen “${da}”`,
    what_en: `The rule “${en}”`,
  });
}
