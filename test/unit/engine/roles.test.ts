import { compileDefinition, explain, verify, type Definition } from '../../../src/machines/index.js';
import { diff } from '../../../src/machines/diff.js';
import { toWorkflowDescription } from '../../../src/machines/export/workflow-description.js';
import { toChart } from '../../../src/machines/statechart/chart.js';
import { found, libraryCard, parsed, type Source } from '../parse/sources.js';
import { definitionOf, envAt, Walk } from '../../support/definition.js';

const ROLES = {
  legalAdvisor: { title: { da: 'Jurist', en: 'Legal adviser' }, rights: 'caseworker' as const },
  professionalCoordinator: { title: { da: 'Faglig koordinator' }, rights: 'teamLeader' as const },
};

/** DECIDE is the legal adviser's; while the case is disputed it is the coordinator's, and while it is settled nobody's. */
const MACHINE = {
  initial: 'open',
  states: {
    open: {
      initial: 'plain',
      on: { DECIDE: 'decided', DISPUTE: '.disputed', SETTLE: '.settled' },
      states: {
        plain: {},
        disputed: { meta: { senders: { DECIDE: ['professionalCoordinator', 'teamLeader'] } } },
        settled: { meta: { senders: { DECIDE: [] } } },
      },
    },
    decided: { type: 'final' as const },
  },
};
const event = (da: string, ...roles: string[]) => ({ title: { da }, roles });
const COURT = {
  roles: ROLES,
  ends: { decided: [] },
  events: {
    DECIDE: event('Afgør', 'legalAdvisor'),
    DISPUTE: event('Bestrid', 'caseworker'),
    SETTLE: event('Forlig', 'caseworker'),
  },
  machine: MACHINE,
};

const compiled = compileDefinition(definitionOf(COURT));
const accepts = (walk: Walk, ...roles: string[]) =>
  explain(compiled, walk.snapshot, envAt('2026-02-03T09:00:00Z'), roles).find(
    ({ type }) => type === 'DECIDE',
  )!;
const disputed = () => Walk.open(COURT).send('DISPUTE');

describe('a role of the municipality', () => {
  test('sends what is given to it by name, and nothing that is for those whose rights it has', () => {
    const walk = Walk.open(COURT);
    expect(accepts(walk, 'legalAdvisor')).toMatchObject({ accepted: true, senders: ['legalAdvisor'] });
    for (const other of ['caseworker', 'teamLeader', 'admin', 'auditor', 'professionalCoordinator', 'king'])
      expect(accepts(walk, other)).toMatchObject({ accepted: false, reasons: [{ code: 'wrongRole' }] });
    expect(accepts(walk, 'caseworker').reasons[0]!.text).toEqual({
      da: 'Det kan kun rollen “Jurist” gøre.',
      en: 'Only the role “Legal adviser” can do that.',
    });
  });

  test('stands aside in a state that gives the event to others, who are named', () => {
    expect(accepts(disputed(), 'professionalCoordinator').accepted).toBe(true);
    expect(accepts(disputed(), 'teamLeader').accepted).toBe(true);
    expect(accepts(disputed(), 'legalAdvisor').reasons[0]!.text.da).toBe(
      'Det kan kun rollen “Faglig koordinator” eller teamlederen gøre.',
    );
  });

  test('leaves the event to the engine in a state that gives it to nobody', () => {
    const settled = Walk.open(COURT).send('SETTLE');
    expect(accepts(settled, 'legalAdvisor', 'teamLeader').reasons[0]!.text.en).toBe(
      'Only the engine itself sends that.',
    );
  });

  test('is named in the drawing, the printed description and the differences', () => {
    const definition = definitionOf(COURT);
    const state = toChart(definition, 'da').states.find(({ path }) => path === 'open.disputed')!;
    expect(state.senders).toEqual(['“Afgør”: rollen “Faglig koordinator” og teamlederen']);
    const printed = toWorkflowDescription(definition, 'en');
    expect(printed).toContain('Legal adviser');
    expect(printed).toContain('the role “Faglig koordinator” and the team leader');
    const later = structuredClone(definition);
    later.machine.states!['open']!.states!['disputed']!.meta!.senders!['DECIDE'] = ['legalAdvisor'];
    expect(diff(definition, later).changes.map(({ sentence }) => sentence.en)).toEqual([
      'The state “open.disputed”: who may send here “Afgør”: the senders changes from the role “Faglig koordinator” and the team leader to the role “Legal adviser”.',
    ]);
    const without: Definition = { ...definition, roles: { legalAdvisor: ROLES.legalAdvisor } };
    expect(diff(without, definition).changes[0]!.sentence.da).toContain(
      'Rollen “Faglig koordinator” tilføjes',
    );
  });
});

describe('a task', () => {
  const withTask = (state: string, role: string) => {
    const machine: Source = structuredClone(MACHINE);
    const node = machine.states.open.states[state];
    node.meta = { ...node.meta, tasks: ['DECIDE_CASE'] };
    const tasks = { DECIDE_CASE: { title: { da: 'Afgør sagen' }, role, events: ['DECIDE'] } };
    const { problems } = verify(definitionOf({ ...COURT, tasks, machine }));
    return problems.filter(({ code }) => code === 'taskNotForItsRole').map(({ path }) => path);
  };

  test('must be for a role that may do something about it where it is open', () => {
    expect(withTask('plain', 'legalAdvisor')).toEqual([]);
    expect(withTask('disputed', 'teamLeader')).toEqual([]);
    expect(withTask('disputed', 'legalAdvisor')).toEqual([
      '/machine/states/open/states/disputed/meta/tasks/0',
    ]);
    expect(withTask('plain', 'caseworker')).toHaveLength(1);
  });
});

describe('the roles of a document', () => {
  const after = (change: (source: Source) => void): string[] => {
    const source = libraryCard();
    change(source);
    return found(source);
  };

  test('are absent where none are needed, so that the document stays what it was', () => {
    expect(parsed(libraryCard())).not.toHaveProperty('roles');
  });

  test('are found when they are declared, and may not be those that are always there', () => {
    expect(after((s) => ((s.roles = ROLES), (s.tasks.RESUME.role = 'legalAdvisor')))).toEqual([]);
    expect(after((s) => (s.roles = { admin: ROLES.legalAdvisor }))).toEqual(['roleTaken /roles/admin']);
    expect(after((s) => (s.roles = { citizen: ROLES.legalAdvisor }))).toEqual(['roleTaken /roles/citizen']);
    expect(after((s) => (s.roles = { boss: { title: { da: 'Chef' }, rights: 'god' } }))).toEqual([
      'notAllowedValue /roles/boss/rights',
    ]);
  });

  test('say who sends an event in one place only, and of an event that can happen', () => {
    const [region, other] = [
      { meta: { senders: { A: ['admin'] } } },
      { meta: { senders: { A: ['auditor'] } } },
    ];
    const both = (left: object, right: object) =>
      after((s) => {
        const type = { title: { da: 'A' }, roles: ['caseworker'] };
        s.events.A = type;
        s.machine.states.both = { type: 'parallel', on: { A: 'open' }, states: { left, right } };
      }).filter((line) => line.includes('/senders/'));
    expect(both(region, other)).toEqual([
      'sendersContradict /machine/states/both/states/right/meta/senders/A',
    ]);
    expect(both(region, {})).toEqual([]);
    expect(
      after((s) => (s.machine.states.open.meta = { ...s.machine.states.open.meta, senders: { NO: ['x'] } })),
    ).toEqual(expect.arrayContaining(['unknownEvent /machine/states/open/meta/senders/NO']));
  });

  test('come with a fragment', () => {
    const source = libraryCard();
    source.machine.states.open.include = 'law';
    const law = { fragment: 'law', roles: { legalAdvisor: ROLES.legalAdvisor }, state: {} };
    expect(parsed(source, { law }).roles).toEqual({ legalAdvisor: ROLES.legalAdvisor });
  });
});
