import { describe, it } from '@jest/globals';
import { readScenarios } from './format.js';
import { runScenario } from './runner.js';

describe('scenarios of the domain', () => {
  it.each(readScenarios('test/scenarios'))('$title: $shows', async (scenario) => {
    await runScenario(scenario);
  });
});
