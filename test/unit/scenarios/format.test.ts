import { describe, expect, it } from '@jest/globals';
import { parseScenario, readScenarios } from '../../scenarios/format.js';

const GOOD = {
  title: 'T01 Example',
  shows: 'something holds',
  start: '2026-02-02T09:10',
  steps: [{ open: { as: 'mette', caseType: 'example', facts: {} } }, { expectState: { is: ['open'] } }],
};

describe('the format of scenarios', () => {
  it('accepts every scenario that is kept here', () => {
    expect(readScenarios('test/scenarios').length).toBeGreaterThan(0);
  });

  it('names what is misspelt, wherever it stands', () => {
    const wrong = {
      ...GOOD,
      strat: '2026-01-01T00:00',
      steps: [...GOOD.steps, { expectTask: { tasks: 'X' } }, { expectDedline: { key: 'x' } }],
    };
    const parse = () => parseScenario(JSON.stringify(wrong), 'T01.json');
    expect(parse).toThrow(/T01\.json.*“strat”/s);
    expect(parse).toThrow(/steps\/2\/expectTask.*“tasks”/s);
    expect(parse).toThrow(/steps\/3.*“expectDedline”/s);
  });

  it('wants one verb in each step', () => {
    const two = { advance: '2026-02-03T08:00', restart: true };
    expect(() => parseScenario(JSON.stringify({ ...GOOD, steps: [...GOOD.steps, two] }))).toThrow(/one verb/);
    expect(() =>
      parseScenario(JSON.stringify({ ...GOOD, steps: [...GOOD.steps, { because: 'so' }] })),
    ).toThrow(/one verb/);
  });

  it('wants moments without an offset, or in UTC', () => {
    expect(() => parseScenario(advancingTo('2026-02-03T08:00+01:00'))).toThrow(/pattern/);
    expect(parseScenario(advancingTo('2026-02-03T08:00Z')).steps).toHaveLength(3);
  });
});

function advancingTo(moment: string): string {
  return JSON.stringify({ ...GOOD, steps: [...GOOD.steps, { advance: moment }] });
}
