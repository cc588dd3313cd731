import { shippedDefinitions, shippedFragments } from '../../src/machines/case-types.js';
import type { Definition, StateNode } from '../../src/machines/index.js';
import { parseDefinition } from '../../src/machines/parse.js';
import {
  createVerifyMemory,
  verify,
  type Verification,
  type VerifyMemory,
} from '../../src/machines/verify.js';
import { definitionOf, plainEvents } from '../support/definition.js';
import type { Server } from './databases.js';
import { median } from './measure.js';
import type { Options } from './options.js';
import { milliseconds, type Line } from './report.js';

/** Milliseconds for all of a definition. */
const TARGETS_MS: Record<string, number> = { transitionToAdult: 800, twoRegions: 2_000 };
/** Milliseconds for the rules again while somebody writes one. */
const TYPING_TARGET_MS = 100;
const STATES = 30;

/** How long it takes to prove each shipped definition and a generated one, and to prove its rules again after one was changed. */
export function measureVerify(_server: Server, { repetitions }: Options): Promise<Line[]> {
  const children = shipped();
  const all = [...Object.values(children), twoRegions()];
  // The compiler of the process is warm after the first.
  if (repetitions > 1)
    for (const definition of all) verify(definition, { neighbours: { current: children } });
  return Promise.resolve(all.flatMap((definition) => measureOne(definition, children, repetitions)));
}

function measureOne(
  definition: Definition,
  children: Record<string, Definition>,
  repetitions: number,
): Line[] {
  const whole: number[] = [];
  const again: number[] = [];
  let stats: Verification['stats'] = { graphs: 0, configurations: 0, transitions: 0 };
  for (let round = 0; round < repetitions; round += 1) {
    const memory = createVerifyMemory();
    whole.push(
      processorTime(() => ({ stats } = verify(definition, { neighbours: { current: children }, memory }))),
    );
    again.push(processorTime(() => changeARule(definition, memory)));
  }
  const { caseType } = definition;
  const target = TARGETS_MS[caseType];
  const ms = median(whole);
  const typing = median(again);
  return [
    {
      what: `verify, ${caseType}`,
      figure: milliseconds(ms),
      ...(target !== undefined && { target: { text: `< ${target} ms`, met: ms < target } }),
      detail: `${stats.configurations.toLocaleString('en')} situations in ${stats.graphs} parts`,
    },
    {
      what: `its rules again, ${caseType}`,
      figure: milliseconds(typing),
      target: { text: `< ${TYPING_TARGET_MS} ms`, met: typing < TYPING_TARGET_MS },
    },
  ];
}

/** Processor time: nothing is waited for, so the clock would only add the other programs of the machine. */
function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** As an editor does after every pause in typing: the machine is the same, one rule is another one. */
function changeARule(definition: Definition, memory: VerifyMemory): void {
  const [first, ...rest] = definition.rules;
  verify({ ...definition, rules: [{ ...first!, id: 'changed' }, ...rest] }, { only: 'rules', memory });
}

function shipped(): Record<string, Definition> {
  return Object.fromEntries(
    Object.entries(shippedDefinitions()).map(([name, source]) => {
      const parsed = parseDefinition(source, shippedFragments());
      if (!parsed.ok) throw new Error(`${name} cannot be parsed.`);
      return [name, parsed.definition];
    }),
  );
}

/** Two regions of thirty states, each a ring with shortcuts, some of which ask where the other one is; one rule for each, one for both. */
function twoRegions(): Definition {
  const names = Array.from({ length: STATES }, (_, at) => at);
  const events = ['left', 'right'].flatMap((side) => names.map((at) => `${side}${at}`));
  const open: StateNode = {
    type: 'parallel',
    on: { END: 'ended' },
    states: { left: ring('left', 'right'), right: ring('right', 'left') },
  };
  const rule = (id: string, first: string, then: string) => ({
    id,
    title: { da: id },
    source: 'bench',
    template: 'precedence' as const,
    first: [first],
    // oxlint-disable-next-line unicorn/no-thenable -- the key of a rule
    then,
  });
  return definitionOf({
    caseType: 'twoRegions',
    events: plainEvents(...events, 'END'),
    ends: { ended: [] },
    delays: { soon: { due: 'plus(today, "P1D")' } },
    machine: { initial: 'open', states: { open, ended: { type: 'final' } } },
    rules: [
      rule('left', 'enter(open.left.s1)', 'enter(open.left.s2)'),
      rule('right', 'enter(open.right.s1)', 'enter(open.right.s2)'),
      rule('both', 'enter(open.left.s1)', 'enter(open.right.s29)'),
    ],
  });
}

function ring(side: string, other: string): StateNode {
  const states = Array.from({ length: STATES }, (_, at): [string, StateNode] => {
    const across = {
      guard: `active("open.${other}.s${(at * 7) % STATES}")`,
      target: `s${(at + 2) % STATES}`,
    };
    const next = { target: `s${(at + 1) % STATES}` };
    const on = { [`${side}${at}`]: at > 1 && at % 5 === 0 ? [across, next] : [next] };
    const after = { soon: { target: `s${at}`, reenter: true } };
    return [`s${at}`, { on, after, meta: { title: { da: `${side} ${at}` }, publicPhase: 'assessment' } }];
  });
  return { initial: 's0', states: Object.fromEntries(states) };
}
