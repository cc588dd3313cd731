import { compileDefinition } from '../../../src/machines/index.js';
import {
  add,
  begin,
  fromFile,
  fromStored,
  goTo,
  play,
  toFile,
  toStored,
} from '../../../web/src/simulator/script.js';
import { calendar, definitionOf } from '../../support/definition.js';

const START = '2026-02-02T08:10:00.000Z';
const compiled = compileDefinition(
  definitionOf({
    events: { DONE: { title: { da: 'Færdig' }, roles: ['caseworker'] } },
    delays: { soon: { due: 'plus(today, "P3D")' } },
    machine: {
      initial: 'asking',
      states: { asking: { on: { DONE: 'over' }, after: { soon: 'over' } }, over: { type: 'final' } },
    },
    ends: { over: [] },
  }),
);

const run = [{ advanceTo: '2026-02-03T08:00:00.000Z' }, { event: 'DONE' }].reduce(add, begin(START, {}));

describe('a run', () => {
  test('is played line by line, and a line that is taken back can be played again', () => {
    expect(run.at).toBe(2);
    const back = goTo(run, 1);
    expect(play(compiled, back, calendar)).toMatchObject({
      ok: true,
      simulation: { snapshot: { value: 'asking' } },
    });
    expect(play(compiled, goTo(back, 2), calendar)).toEqual(play(compiled, run, calendar));
    expect(goTo(run, -1).at).toBe(0);
    expect(goTo(run, 9).at).toBe(2);
  });

  test('that goes another way forgets what was taken back', () => {
    expect(add(goTo(run, 0), { event: 'DONE' }).script).toEqual([{ event: 'DONE' }]);
  });

  test('survives a file, and the browser remembers where it was', () => {
    expect(fromFile(JSON.parse(toFile('example', run)), 'example')).toEqual(run);
    expect(fromStored(toStored('example', goTo(run, 1)), 'example')).toEqual(goTo(run, 1));
  });

  test.each([
    ['no case', '[]'],
    ['no script', '{"caseType":"example","startAt":"x","facts":{}}'],
    ['a line that is none', '{"caseType":"example","startAt":"x","facts":{},"script":[{"go":1}]}'],
    [
      'facts that are none',
      '{"caseType":"example","startAt":"x","facts":{},"script":[{"event":"DONE","facts":[]}]}',
    ],
    [
      'a child without an end',
      '{"caseType":"example","startAt":"x","facts":{},"script":[{"childEnds":"a"}]}',
    ],
    ['another case type', '{"caseType":"other","startAt":"x","facts":{},"script":[]}'],
  ])('is not read from %s', (_what, text) => {
    expect(fromFile(JSON.parse(text), 'example')).toBeNull();
  });

  test('says why it cannot be played', () => {
    expect(play(compiled, begin('yesterday', {}), calendar)).toMatchObject({
      ok: false,
      reason: { code: 'invalidDate' },
    });
  });
});
