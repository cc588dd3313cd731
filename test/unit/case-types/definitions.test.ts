import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import {
  checkExpressions,
  parseDefinition,
  type Definition,
  type StateNode,
  type Text,
} from '../../../src/machines/index.js';
import { walkStates } from '../../../src/machines/state-tree.js';

const caseTypes = Object.keys(shippedDefinitions());

function parsed(caseType: string): Definition {
  const result = parseDefinition(shippedDefinitions()[caseType], shippedFragments());
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.definition;
}

/** Dotted path and node of every state below the root. */
function statesOf({ machine }: Definition): [string, StateNode][] {
  const states: [string, StateNode][] = [];
  walkStates(machine, (node, path) => {
    if (path.length > 0 && node.type !== 'history') states.push([path.join('.'), node]);
  });
  return states;
}

/** Every text object anywhere in a document. */
function textsIn(value: unknown): Text[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'da' in value && typeof value.da === 'string' ? [value as Text] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}

describe.each(caseTypes)('the shipped definition %s', (caseType) => {
  const definition = parsed(caseType);

  it('can be parsed and compiled without a problem', () => {
    expect(checkExpressions(definition)).toEqual([]);
  });

  it('is named as its file', () => {
    expect(definition.caseType).toBe(caseType);
  });

  it('says of every state what it is called, what the citizen is told, which phase and which index status', () => {
    const silent = statesOf(definition).filter(
      ([, { meta }]) => !meta?.title?.da || !meta.publicTitle?.da || !meta.publicPhase || !meta.indexStatus,
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it('has every text in Danish and English', () => {
    expect(textsIn(definition).filter(({ da, en }) => !da.trim() || !en?.trim())).toEqual([]);
  });

  it('opens every task and runs every deadline that it defines', () => {
    const metas = statesOf(definition).map(([, { meta }]) => meta);
    const opened = new Set(metas.flatMap((meta) => meta?.tasks ?? []));
    const running = new Set(metas.flatMap((meta) => meta?.deadlines ?? []));
    expect(Object.keys(definition.tasks).filter((key) => !opened.has(key))).toEqual([]);
    expect(Object.keys(definition.deadlines).filter((key) => !running.has(key))).toEqual([]);
  });

  it('runs the deadline of a task wherever the task is open', () => {
    const paths = statesOf(definition);
    const regional = new Set(['decision', 'remandDecision', 'callBy', 'latestSend', 'transitionComplete']);
    const orphans = paths.flatMap(([path, { meta }]) =>
      (meta?.tasks ?? []).flatMap((key) => {
        const { deadline } = definition.tasks[key]!;
        if (deadline === undefined || regional.has(deadline)) return [];
        const around = paths.filter(([other]) => path === other || path.startsWith(`${other}.`));
        return around.some(([, node]) => node.meta?.deadlines?.includes(deadline)) ? [] : [`${path}: ${key}`];
      }),
    );
    expect(orphans).toEqual([]);
  });

  it('accepts every event that it defines, and closes every task by one', () => {
    const accepted = new Set(statesOf(definition).flatMap(([, { on }]) => Object.keys(on ?? {})));
    expect(Object.keys(definition.events).filter((event) => !accepted.has(event))).toEqual([]);
    const idle = Object.entries(definition.tasks).filter(([, { events }]) => events.length === 0);
    expect(idle).toEqual([]);
  });

  it('explains every task in the common format of procedures (S3-4.0)', () => {
    const bare = Object.entries(definition.tasks).filter(
      ([, { procedure, source }]) => !procedure || !source,
    );
    expect(bare.map(([key]) => key)).toEqual([]);
  });

  it('names the source of every deadline, parameter and rule', () => {
    const { deadlines, parameters, rules } = definition;
    const all = [...Object.values(deadlines), ...Object.values(parameters), ...rules];
    expect(all.filter(({ source }) => !source)).toEqual([]);
  });

  it('repeats the reminder of a breached municipal deadline until somebody acts', () => {
    const never = Object.entries(definition.deadlines).filter(
      ([, { kind, reminders = [] }]) =>
        (kind === 'published' || kind === 'statutory') &&
        reminders.length > 0 &&
        !reminders.some((rung) => 'every' in rung),
    );
    expect(never.map(([key]) => key)).toEqual([]);
  });

  it('lists as ends exactly the outermost final states', () => {
    const finals = Object.entries(definition.machine.states ?? {}).filter(([, { type }]) => type === 'final');
    expect(Object.keys(definition.ends).sort()).toEqual(finals.map(([name]) => name).sort());
  });
});

describe('the shipped definitions together', () => {
  it('take over only facts that the child hands on at its end', () => {
    const children = caseTypes.flatMap((caseType) =>
      statesOf(parsed(caseType)).flatMap(([, { invoke }]) => (invoke ? [invoke] : [])),
    );
    expect(children.length).toBeGreaterThan(0);
    for (const { src, receives = [] } of children) {
      expect(parsed(src).ends['sent']).toEqual(expect.arrayContaining(receives));
    }
  });

  it('call the five phases of a citizen’s application by the same names everywhere', () => {
    for (const caseType of ['newApplication', 'remandedCase']) {
      const phases = new Set(statesOf(parsed(caseType)).map(([, { meta }]) => meta?.publicPhase));
      expect(phases).toEqual(
        new Set(['received', 'information', 'assessment', 'hearing', 'decision', 'closed']),
      );
    }
  });

  it('know every fragment that is shipped', () => {
    const included = JSON.stringify(shippedDefinitions()).match(/"include":"\w+"/g) ?? [];
    const names = new Set(included.map((text) => text.split('"')[3]));
    expect([...names].sort()).toEqual(Object.keys(shippedFragments()).sort());
  });
});
