import { shippedDefinitions, shippedFragments } from '../../../src/machines/case-types.js';
import { checkExpressions } from '../../../src/machines/compile.js';
import { parseDefinition } from '../../../src/machines/parse.js';

describe('the shipped definitions', () => {
  it.each(Object.entries(shippedDefinitions()))(
    '%s can be parsed and compiled without a problem',
    (_caseType, source) => {
      const parsed = parseDefinition(source, shippedFragments());
      expect(parsed.ok ? checkExpressions(parsed.definition) : parsed.problems).toEqual([]);
    },
  );
});
