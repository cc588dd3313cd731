import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import type { EditorState, TransactionSpec } from '@codemirror/state';
import { keysOf, type Problem } from '../../../src/machines/index.js';
import { entriesOf, rangeOf, type JsonText, type Range } from './json-tree.js';
import { jsonTextOf } from './knowledge.js';

/** A problem of the text; one that breaks the text itself has its own range. */
export interface Finding extends Problem {
  range?: Range;
  /** Keeps the definition from being published, or only says that something is not known. */
  severity: 'error' | 'warning';
}

export const NOT_PROVED = 'notProved';

export const findingOf = (problem: Problem): Finding => ({
  ...problem,
  severity: problem.code === NOT_PROVED ? 'warning' : 'error',
});

/** A proof that took too long. */
export const gaveUp: Finding = {
  code: NOT_PROVED,
  path: '/machine',
  message: {
    da: 'Det tog for lang tid at bevise reglerne her i browseren. Serveren prøver igen, når kladden kontrolleres.',
    en: 'Proving the rules took too long here in the browser. The server tries again when the draft is verified.',
  },
  severity: 'warning',
};

/** Where the text stops being JSON. */
export function brokenText(json: JsonText, length: number): Finding {
  let at = 0;
  let found = false;
  json.tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError && !found) [at, found] = [from, true];
      return !found;
    },
  });
  const from = Math.max(0, Math.min(at, length - 1));
  return {
    code: 'brokenText',
    path: '',
    message: {
      da: 'Teksten er ikke hel JSON her: et tegn mangler eller er for meget.',
      en: 'The text is not whole JSON here: a character is missing or too much.',
    },
    range: { from, to: Math.min(length, from + 1) },
    severity: 'error',
  };
}

/** Keys that stand twice in one object: only the last of them is read, and the first is lost when the draft is saved. */
export function doubleKeys(json: JsonText): Finding[] {
  const findings: Finding[] = [];
  json.tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'Object') return;
      const entries = entriesOf(json, node);
      const last = new Map(entries.map(([key], at) => [key, at]));
      const lost = entries.filter(([key], at) => last.get(key) !== at);
      findings.push(...lost.map(([key, entry]) => doubleKey(key, entry.getChild('PropertyName') ?? entry)));
    },
  });
  return findings;
}

const doubleKey = (key: string, { from, to }: Range): Finding => ({
  code: 'doubleKey',
  path: '',
  message: {
    da: `“${key}” står to gange samme sted. Kun den sidste gælder; den første går tabt, når kladden gemmes.`,
    en: `“${key}” stands twice in the same place. Only the last one counts; the first is lost when the draft is saved.`,
  },
  range: { from, to },
  severity: 'error',
});

export const rangeOfFinding = (json: JsonText, { range, path }: Finding): Range =>
  range ?? rangeOf(json, keysOf(path));

/** Underlines what the findings are about. */
export function showFindings(
  state: EditorState,
  findings: readonly Finding[],
  language: 'da' | 'en',
): TransactionSpec {
  const json = jsonTextOf(state);
  const diagnostics = findings.map((finding): Diagnostic => {
    const { from, to } = rangeOfFinding(json, finding);
    return { from, to, severity: finding.severity, message: finding.message[language] };
  });
  return setDiagnostics(
    state,
    diagnostics.sort((one, other) => one.from - other.from),
  );
}
