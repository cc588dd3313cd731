import type { Named, Names } from './names.js';
import type { Spot } from './json-tree.js';

type Section = Exclude<keyof Names, 'states'>;

/** Keys whose value is a name, or a list of names. */
const VALUES: Partial<Record<string, Section>> = {
  tasks: 'tasks',
  deadlines: 'deadlines',
  deadline: 'deadlines',
  events: 'events',
  event: 'events',
  letter: 'letters',
  receives: 'facts',
  form: 'facts',
  required: 'facts',
  append: 'facts',
  role: 'roles',
  roles: 'roles',
  include: 'fragments',
  src: 'caseTypes',
  caseType: 'caseTypes',
};
const TRANSITIONS = new Set(['always', 'onDone']);
const BY_NAME = new Set(['on', 'after']);
const RULE_PARTS = new Set(['first', 'then', 'unless']);

/** What the definition has a name for at this place. */
export function namesAt({ kind, path }: Spot, names: Names): Named[] {
  return kind === 'key' ? keysAt(path, names) : valuesAt(path, names);
}

function keysAt(path: string[], names: Names): Named[] {
  const key = path.at(-1);
  if (key === 'on') return names.events;
  if (key === 'senders') return names.events;
  if (key === 'after') return momentsOf(names);
  if (key === 'ends' && path.length === 1) return endsOf(names);
  return key === 'facts' && path.length > 1 ? names.facts : [];
}

function valuesAt(path: string[], names: Names): Named[] {
  const keys = path.filter((key) => !/^\d+$/.test(key));
  const key = keys.at(-1) ?? '';
  if (key === 'initial') return childrenOf(stateOf(path), names);
  if (leadsOn(path)) return targetsFrom(stateOf(path), names);
  if (keys.at(-2) === 'senders') return names.roles;
  if (key === 'to') return [...names.roles, ...names.parties];
  if (key === 'review') return momentsOf(names);
  if (key === 'length' || key === 'every') return lengthsOf(names);
  if (keys[0] === 'rules' && RULE_PARTS.has(key))
    return [...observationsOf(names), ...otherObservationsOf(names)];
  if (keys[0] === 'deadlines' && key === 'metBy') return observationsOf(names);
  if (keys[0] === 'ends' && keys.length === 2) return names.facts;
  const section = keys.length > 1 ? VALUES[key] : undefined;
  return section ? names[section] : [];
}

/** True where a target stands: `target` itself, or the short form of a transition. */
function leadsOn(path: string[]): boolean {
  const [before, last] = path.slice(-2);
  if (path[0] !== 'machine') return false;
  return (
    last === 'target' || TRANSITIONS.has(last ?? '') || (BY_NAME.has(before ?? '') && last !== undefined)
  );
}

/** The dotted path of the state that a place in the machine belongs to. */
export function stateOf(path: readonly string[]): string {
  const names: string[] = [];
  for (let index = 1; path[index] === 'states' && path[index + 1] !== undefined; index += 2) {
    names.push(path[index + 1]!);
  }
  return names.join('.');
}

const momentsOf = ({ deadlines, delays }: Names): Named[] => [...deadlines, ...delays];

const endsOf = ({ states }: Names): Named[] =>
  states.filter(({ name, final }) => final && !name.includes('.'));

const lengthsOf = ({ parameters }: Names): Named[] =>
  parameters
    .filter(({ type }) => type === 'string')
    .map((each) => ({ ...each, name: `parameters.${each.name}` }));

const inside = (around: string, path: string): string | null => {
  if (around === '') return path;
  return path.startsWith(`${around}.`) ? path.slice(around.length + 1) : null;
};

function childrenOf(state: string, { states }: Names): Named[] {
  return states.flatMap((each) => {
    const rest = inside(state, each.name);
    return rest === null || rest.includes('.') ? [] : [{ ...each, name: rest }];
  });
}

/** States beside the source and below them by dotted path, those inside it with a dot before, all others by their ids. */
function targetsFrom(source: string, { states }: Names): Named[] {
  const around = source.split('.').slice(0, -1).join('.');
  const own = states.flatMap((each) => {
    const rest = inside(source, each.name);
    return rest === null ? [] : [{ ...each, name: `.${rest}` }];
  });
  if (source === '') return own;
  const beside = states.flatMap((each) => {
    const rest = inside(around, each.name);
    return rest === null ? [] : [{ ...each, name: rest }];
  });
  const elsewhere = states.flatMap((each) =>
    each.id === null || inside(around, each.name) !== null ? [] : [{ ...each, name: each.id }],
  );
  return [
    ...beside.filter(({ name }) => !name.includes('.')),
    ...own,
    ...beside.filter(({ name }) => name.includes('.')),
    ...elsewhere,
  ];
}

const seen = (verb: string, list: Named[]): Named[] =>
  list.map((each) => ({ ...each, name: `${verb}(${each.name})` }));

const observationsOf = ({ events, states, letters }: Names): Named[] => [
  ...seen('event', events),
  ...seen('enter', states),
  ...seen('letter', letters),
];

/** What only rules may look for. */
const otherObservationsOf = ({ states, tasks }: Names): Named[] => [
  ...seen('leave', states),
  ...seen('task', tasks),
  { name: 'when()', title: null },
];
