/* oxlint-disable unicorn/no-thenable -- `then` is a key of rules */
import {
  parseDefinition,
  shippedFragments,
  verify,
  type Definition,
  type Rule,
} from '../../../src/machines/index.js';
import { shippedDefinitions } from '../../../src/machines/case-types.js';
import { countOf, findingsOf, pathOf } from '../../../web/src/rules/findings.js';
import { definitionOf, plainEvents } from '../../support/definition.js';

const rule = (id: string, part: Partial<Rule>): Rule => ({
  id,
  title: { da: id },
  source: 'test',
  template: 'precedence',
  ...part,
});
const titled = (name: string) => ({
  meta: { title: { da: name }, publicPhase: 'decision' as const, tasks: [] },
});

const definition = definitionOf({
  events: plainEvents('CALLED', 'SENT', 'LOST'),
  ends: { sent: [] },
  rules: [
    rule('call-first', { first: ['event(CALLED)'], then: 'event(SENT)' }),
    rule('never-lost', { template: 'absence', first: ['event(NEVER)'] }),
    rule('halved', { first: ['event(CALLED)'] }),
    rule('no-letter-lost', { first: ['event(SENT)'], then: 'enter(sent)' }),
  ],
  machine: {
    initial: 'open',
    states: {
      open: { ...titled('Åben'), on: { CALLED: 'called', SENT: 'sent', LOST: 'lost' } },
      called: { ...titled('Ringet'), on: { SENT: 'sent' } },
      lost: titled('Glemt'),
      sent: { type: 'final', ...titled('Sendt') },
    },
  },
});
const verification = verify(definition);
const { rules, structure } = findingsOf(definition.rules, verification);

test('what is broken comes first, what cannot be proved next, what holds last', () => {
  expect(rules.map((each) => [each.rule.id, each.verdict])).toEqual([
    ['call-first', 'broken'],
    ['halved', 'notProved'],
    ['never-lost', 'holds'],
    ['no-letter-lost', 'holds'],
  ]);
  expect(countOf(rules, 'broken')).toBe(1);
});

test('a broken rule has the path that breaks it', () => {
  const [broken] = rules;
  expect(broken!.problems.map(pathOf)).toMatchObject([
    [{ event: 'case.opened' }, { event: 'SENT', to: ['sent'] }],
  ]);
});

test('what is about no rule is about the machine', () => {
  const codes = structure.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['cannotEnd', 'dormant']));
  expect(codes).not.toContain('brokenRule');
  expect(structure.flatMap((problem) => pathOf(problem) ?? [])).not.toHaveLength(0);
});

test('before anything is known, nothing is said', () => {
  const before = findingsOf(definition.rules, null);
  expect(before.rules.every(({ verdict }) => verdict === 'unknown')).toBe(true);
  expect(before.structure).toEqual([]);
});

test('every rule of a definition that is shipped is proved', () => {
  const parsed = parseDefinition(shippedDefinitions()['refusal'], shippedFragments());
  const shipped = (parsed as { definition: Definition }).definition;
  const found = findingsOf(shipped.rules, verify(shipped));
  expect(countOf(found.rules, 'holds')).toBe(shipped.rules.length);
});
