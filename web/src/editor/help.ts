import { pointer } from '../../../src/machines/index.js';
import { signatureOf } from './expression-words.js';
import { pathAt, spotAt, type JsonText, type Spot } from './json-tree.js';
import { expressionKind, wordsIn, type Knowledge } from './knowledge.js';
import { readLoosely, type Named, type Names } from './names.js';
import { namesAt, stateOf } from './references.js';
import { schemasAt } from './schema-walk.js';

/** What is known of a place in the text. */
export interface Help {
  /** JSON Pointer. */
  path: string;
  /** What the schema says of the key. */
  description: string;
  /** What stands there: the title of a name, the types of a function. */
  meaning: string;
}

export function helpAt(know: Knowledge, json: JsonText, position: number): Help {
  const spot = spotAt(json, position);
  const path = pathAt(json, position);
  const document = readLoosely(json);
  const keys = spot.kind === 'value' && /^\d+$/.test(path.at(-1) ?? '') ? path.slice(0, -1) : path;
  const described = schemasAt(know.schema, document, keys).find(({ schema }) => schema.description);
  return {
    path: pointer('', ...path),
    description: described?.schema.description ?? '',
    meaning: meaningAt(know, json, document, spot, position),
  };
}

function meaningAt(know: Knowledge, json: JsonText, document: unknown, spot: Spot, position: number): string {
  const names = know.names(json);
  const written = json.slice(spot.from, spot.to);
  if (expressionKind(know, document, spot, written)) {
    const word = wordAround(written, position - spot.from);
    return (
      signatureOf(word.split('.').at(-1)!, know.words.signatures) || titleOfWord(word, names, know.language)
    );
  }
  const named = namesAt(spot, names).find(({ name }) => name === written) ?? madeAt(spot, written, names);
  return wordsIn(named?.title, know.language);
}

/** What the key that is written gives its name to. */
function madeAt({ kind, path }: Spot, written: string, names: Names): Named | undefined {
  const [section = '', inside] = path;
  if (kind !== 'key') return undefined;
  if (section === 'machine' && path.at(-1) === 'states') {
    const state = stateOf([...path, written]);
    return names.states.find(({ name }) => name === state);
  }
  const isMade = section === 'facts' ? inside === 'properties' : path.length === 1;
  const list = isMade && Object.hasOwn(names, section) ? names[section as keyof Names] : [];
  return list.find(({ name }) => name === written);
}

/** The dotted word around an index. */
function wordAround(text: string, index: number): string {
  const before = /[\w.]*$/.exec(text.slice(0, index))![0];
  return before + /^\w*/.exec(text.slice(index))![0];
}

function titleOfWord(word: string, names: Names, language: 'da' | 'en'): string {
  const [, section, name] = /(facts|parameters)\.(\w+)/.exec(word) ?? [];
  const list = section ? names[section as 'facts' | 'parameters'] : [...names.events, ...names.deadlines];
  const found: Named | undefined = [...list, ...names.states].find((each) => each.name === (name ?? word));
  return found ? [wordsIn(found.title, language), found.type].filter(Boolean).join(' · ') : '';
}
