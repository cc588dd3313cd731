import { createMachine, getInitialSnapshot, type AnyStateNode } from 'xstate';
import type { Definition } from '../../../src/machines/definition.js';
import { toXStateConfig, toXStateJson } from '../../../src/machines/export/xstate-config.js';
import { statePaths } from '../../../src/machines/state-tree.js';
import { definitions, everything } from './fixture.js';

const withBelow = (node: AnyStateNode): AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap((child) => withBelow(child as AnyStateNode)),
];
const idsOf = (definition: Definition): string[] =>
  withBelow(createMachine(toXStateConfig(definition) as never).root)
    .map(({ id }) => id)
    .toSorted();

/** Every guard says no, and nothing comes by itself. */
function meaningOf(definition: Definition) {
  const guards = new Set<string>();
  JSON.stringify(definition.machine, (key, value: unknown) => {
    if (key === 'guard') guards.add(String(value));
    return value;
  });
  const delays = [...Object.keys(definition.delays), ...Object.keys(definition.deadlines)];
  return {
    guards: Object.fromEntries([...guards].map((name) => [name, () => false])),
    delays: Object.fromEntries(delays.map((name) => [name, 1_000])),
  };
}

describe.each(definitions)('the XState config of %s', (_name, definition) => {
  test('makes a machine with the same states', () => {
    const { caseType, machine } = definition;
    expect(idsOf(definition)).toEqual(
      [caseType, ...statePaths(machine).map((path) => `${caseType}.${path}`)].toSorted(),
    );
  });

  test('starts where the case starts, with the guards and delays that the reader gives it', () => {
    const machine = createMachine(toXStateConfig(definition) as never);
    const started = getInitialSnapshot(machine.provide(meaningOf(definition) as never));
    expect(started.status).toBe('active');
    expect(JSON.stringify(started.value)).toContain(definition.machine.initial);
  });

  test('is plain JSON', () => {
    expect(JSON.parse(toXStateJson(definition))).toEqual(toXStateConfig(definition));
  });
});

test('what XState does not know is in params, or left out', () => {
  const json = toXStateJson(everything);
  expect(json).not.toContain('"receives"');
  expect(JSON.stringify(toXStateConfig(everything))).toContain(
    '{"type":"sendMessage","params":{"letter":"note","to":["citizen"]}}',
  );
});

test('a title is the description of its state', () => {
  expect(toXStateConfig(everything)).toMatchObject({ states: { ended: { description: 'Slut' } } });
});
