import { list, map, name, names, plain, record, ref, text, when, type Schema } from './build.js';
import { MACHINE } from './machine.js';
import { ENTRIES, SECTIONS } from './sections.js';
import { VALUES } from './values.js';

const facts = record('The data of the case, as JSON Schema.', {
  'type!': { enum: ['object'] },
  required: names('Needed to open the case: these facts are always present.'),
  opening: names('May be given when the case is opened although something gives them later, too.'),
  'properties!': map('The facts, by name.', ref('fact')),
});

const definition = record('One case type.', {
  $schema: plain('Address of this schema, for editors.'),
  'caseType!': name('Name of the case type.'),
  'title!': text('What people call it.'),
  description: text('What it is for.'),
  'owner!': plain('Who keeps the definition.'),
  'reviewEvery!': ref('period', 'How often the owner must review it.'),
  'legalBasis!': list('The laws behind it.', ref('legalReference')),
  'facts!': ref('facts'),
  'ends!': map('Every way the case can end: an outermost final state, and the facts handed to the parent.', {
    type: 'array',
    items: ref('name'),
  }),
  ...SECTIONS,
  'machine!': ref('state', 'The XState machine.'),
});

const fragment = record('A piece of machine, with what it needs, that definitions include.', {
  $schema: plain('Address of this schema, for editors.'),
  'fragment!': name('Name of the fragment.'),
  title: text('What people call it.'),
  description: text('What it is for.'),
  'state!': ref(
    'state',
    'The state; its targets are relative, or begin with # and the name of the fragment.',
  ),
  facts: map('The facts it needs, by name.', ref('fact')),
  ...SECTIONS,
});

const $defs: Record<string, Schema> = { ...VALUES, ...ENTRIES, ...MACHINE, facts, definition, fragment };
const $schema = 'https://json-schema.org/draft/2020-12/schema';

/** JSON Schema of a definition as authors write it: fragments are included, empty sections may be left out. */
export const definitionSchema: Schema = {
  $schema,
  title: 'Sagsgang definition or fragment',
  ...when({ type: 'object', required: ['fragment'] }, ref('fragment'), ref('definition')),
  $defs,
};

/** The two documents that authors write. */
export type DocumentKind = 'definition' | 'fragment';

/** The same schema for a document whose kind is known. */
export function schemaOf(kind: DocumentKind): Schema {
  return { $schema, $ref: `#/$defs/${kind}`, $defs };
}
