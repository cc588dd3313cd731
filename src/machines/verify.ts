import { tryCompile } from './compile.js';
import type { Definition } from './definition.js';
import { readStates } from './parse/states.js';
import type { Problem } from './problems.js';
import { unreachedStates } from './unreached.js';
import { createOtherLaboratories, type OtherLaboratories } from './verify/check-cases.js';
import { checkGraphs } from './verify/check-graphs.js';
import { checkNeighbours } from './verify/check-neighbours.js';
import { checkRule, readRules, type RuleProof } from './verify/check-rules.js';
import { checkSeries } from './verify/check-series.js';
import { checkStates } from './verify/check-states.js';
import { checkWrittenFacts } from './verify/check-written-facts.js';
import { Laboratory } from './verify/laboratory.js';
import type { Neighbours } from './verify/neighbours.js';
import { found, whyNotProved } from './verify/texts.js';

export type { Cases, Neighbours } from './verify/neighbours.js';
export type { RuleProof } from './verify/check-rules.js';
export type { PathStep } from './verify/replay.js';

export interface VerifyOptions {
  /** Situations after which the answer is `notProved`, per part of the machine. Default 100,000. */
  maxConfigurations?: number;
  /**
   * Work after which the answer is `notProved`, in all: times that XState is asked, or what takes as long. Default 200,000, ten seconds
   * or so.
   */
  maxWork?: number;
  /** Called now and then with the number of situations seen so far in the part at hand. */
  onProgress?: (configurations: number) => void;
  /** Only the rules, or only how the definition and its neighbours fit each other. */
  only?: 'rules' | 'neighbours';
  /** Keeps what was seen of the machine, so that checking it again after a change of its rules takes little. */
  memory?: VerifyMemory;
  /** Without them nothing is said of what cases give each other, and of how the ends of child cases are met. */
  neighbours?: Neighbours;
}

/** What `verify` remembers of the definition it saw last, and of the others. Make one per editor with `createVerifyMemory`. */
export interface VerifyMemory {
  key: string;
  laboratory?: Laboratory;
  doubts: ReturnType<typeof tryCompile>['doubts'];
  readonly others: OtherLaboratories;
}

export const createVerifyMemory = (): VerifyMemory => ({
  key: '',
  doubts: [],
  others: createOtherLaboratories(),
});

export interface Verification {
  /** All that keeps the definition from being published, in the order of the document's parts. */
  problems: Problem[];
  /** One per rule, in the order of the document; none when the expressions have problems. */
  proofs: RuleProof[];
  stats: {
    /** Parts of the machine that were run through, and what was seen in them in total. */
    graphs: number;
    configurations: number;
    transitions: number;
  };
}

const MAX_CONFIGURATIONS = 100_000;
const MAX_WORK = 200_000;

/**
 * Checks what no single look at a definition shows: every state is reached, every case can end and never lies still, and each of the
 * definition's rules holds on every path; a rule that does not comes with the shortest path that breaks it (`details.path`, a list of
 * `PathStep`). Starts from a definition that `parseDefinition` accepts; problems of its expressions, and states that no transition leads to, are
 * all that is reported if there are any. Pure and deterministic; throws nothing for an accepted definition. What is claimed and what is not: `docs/rules.md`.
 */
export function verify(definition: Definition, options: VerifyOptions = {}): Verification {
  const { only, neighbours, memory = createVerifyMemory() } = options;
  const expressions = recall(definition, options, memory);
  const { laboratory } = memory;
  if (!laboratory) return { ...NOTHING, problems: [...expressions, ...unreachedIn(definition)] };
  const fit = () =>
    neighbours
      ? [
          ...checkNeighbours(laboratory, neighbours, memory.others),
          ...(neighbours.series ? checkSeries(definition, neighbours.series) : []),
        ]
      : [];
  if (only === 'neighbours') return { ...NOTHING, problems: fit() };
  const { rules, problems } = readRules(laboratory, definition.rules);
  const checked = rules.map((rule) => checkRule(laboratory, rule));
  const structure = only === 'rules' ? [] : [...checkDoubts(memory), ...checkStructure(laboratory, fit())];
  return {
    problems: [
      ...structure,
      ...problems,
      ...checked.flatMap((rule) => rule.problems),
      ...unfinished(laboratory, structure),
    ],
    proofs: checked.map(({ proof }) => proof),
    stats: statsOf(laboratory),
  };
}

/** Told at once, while the expressions keep everything else from being looked at. */
const unreachedIn = ({ machine, caseType }: Definition): Problem[] =>
  unreachedStates(readStates(machine, '/machine', caseType));

const NOTHING: Verification = {
  problems: [],
  proofs: [],
  stats: { graphs: 0, configurations: 0, transitions: 0 },
};

const checkStructure = (laboratory: Laboratory, fit: Problem[]): Problem[] => [
  ...checkStates(laboratory),
  ...checkWrittenFacts(laboratory),
  ...fit,
  ...checkGraphs(laboratory),
];

const checkDoubts = ({ doubts }: VerifyMemory): Problem[] =>
  doubts.map(({ code, path, details }) => found(code, path, details));

/** Puts a laboratory for the definition into the memory, unless the one in it will do; gives the problems of the expressions. */
function recall(definition: Definition, options: VerifyOptions, memory: VerifyMemory): Problem[] {
  const { maxConfigurations = MAX_CONFIGURATIONS, maxWork = MAX_WORK, onProgress } = options;
  const asked = definition.rules.flatMap(({ first = [], then = [], unless = [] }) =>
    [first, then, unless].flat().filter((text) => text.startsWith('when(')),
  );
  const key = JSON.stringify([{ ...definition, rules: asked }, maxConfigurations, maxWork]);
  if (memory.laboratory && memory.key === key) return [];
  const { problems, doubts } = tryCompile(definition);
  memory.key = key;
  memory.doubts = doubts;
  memory.laboratory =
    problems.length > 0
      ? undefined
      : new Laboratory(definition, { maxConfigurations, maxWork, ...(onProgress && { onProgress }) });
  return problems;
}

function statsOf({ graphs }: Laboratory): Verification['stats'] {
  const all = [...new Set(graphs.values())];
  return {
    graphs: all.length,
    configurations: all.reduce((sum, { nodes }) => sum + nodes.length - 1, 0),
    transitions: all.reduce((sum, { stepTarget }) => sum + stepTarget.length, 0),
  };
}

/** What was looked for and not found may still be there: the bound was reached, or what was found may be no way for a case. Where a loop is told of, it is what took so long. */
function unfinished({ graphs, undecided }: Laboratory, told: Problem[]): Problem[] {
  const isLoop = told.some(({ code }) => code === 'alwaysCycle' || code === 'alwaysMayCycle');
  const incomplete = [...graphs.values()].filter(
    ({ complete, loops }) => !complete && !(isLoop && loops.length > 0),
  );
  const open = [...incomplete, ...undecided];
  if (open.length === 0) return [];
  const configurations = Math.max(...open.map(({ nodes }) => nodes.length));
  const why = whyNotProved(configurations, incomplete.length === 0);
  return [
    found('notProved', '/machine', { configurations, ...why, what: 'Sagsgangen', what_en: 'The machine' }),
  ];
}
