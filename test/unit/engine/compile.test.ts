import { AppError } from '../../../src/errors.js';
import { assertNever, checkExpressions, compileDefinition } from '../../../src/machines/index.js';
import type { CompiledAction } from '../../../src/machines/compiled.js';
import { act } from '../../../src/machines/act.js';
import type { Draft } from '../../../src/machines/draft.js';
import { definitionOf, plainEvents } from '../../support/definition.js';

const careless = definitionOf({
  events: plainEvents('GO'),
  deadlines: {
    decision: { title: { da: 'Frist {nowhere}' }, kind: 'internal', anchor: 'today', length: 'P1W' },
  },
  delays: { soon: { due: 'plus(today, 3)' } },
  reasons: { 'facts/x': { text: { da: 'Nej' } } },
  machine: {
    initial: 'a',
    states: {
      a: {
        on: {
          GO: [
            { guard: 'facts.gone', target: 'b' },
            { target: 'b', actions: [{ type: 'setFacts', facts: { x: 'oops(' } }] },
          ],
        },
      },
      b: {},
    },
  },
});

test('all faults of all expressions come at once, each with its path', () => {
  expect(
    checkExpressions(careless)
      .map(({ path }) => path)
      .sort(),
  ).toEqual([
    '/deadlines/decision/title/da',
    '/delays/soon/due',
    '/machine/states/a/on/GO/0/guard',
    '/machine/states/a/on/GO/1/actions/0/facts/x',
    '/reasons/facts~1x',
  ]);
});

test('a definition with faults does not compile, and says all of them', () => {
  const compile = () => compileDefinition(careless);
  expect(compile).toThrow(AppError);
  expect(compile).toThrow(
    expect.objectContaining({
      code: 'invalidDefinition',
      details: expect.objectContaining({ caseType: 'example' }),
    }),
  );
});

test('a kind that nobody has thought of is a bug, not silence', () => {
  expect(() => assertNever('kind' as never)).toThrow('Unhandled case: "kind"');
  const unknown = { action: { type: 'explode' }, expressions: {} } as unknown as CompiledAction;
  expect(() => act({ effects: [] } as unknown as Draft, unknown)).toThrow('Unhandled case');
});
