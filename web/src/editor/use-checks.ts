import { useEffect, useRef, useState } from 'react';
import type { Definition, RuleProof } from '../../../src/machines/index.js';
import { Checker, type Verdict } from './checker.js';
import type { ExpressionWords } from './expression-words.js';
import { brokenText, doubleKeys, findingOf, gaveUp, type Finding } from './findings.js';
import type { JsonText } from './json-tree.js';
import { startWorker } from './start-worker.js';
import { useNeighbours } from './use-neighbours.js';

/** What is known of the text. */
export interface Checks {
  /** `broken`: no JSON; `waiting`: something was written since; `reading`, `proving`: under way; `done`: all is known. */
  stage: 'broken' | 'waiting' | 'reading' | 'proving' | 'done';
  findings: readonly Finding[];
  /** The last text that could be read, with its fragments. */
  definition: Definition | null;
  /** The definition is that of the text as it is. */
  current: boolean;
  proofs: readonly RuleProof[];
}

const NOTHING: Checks = { stage: 'waiting', findings: [], definition: null, current: false, proofs: [] };
const NO_WORDS: ExpressionWords = { functions: [], methods: [], signatures: [] };
/** So long nothing is written before the text is checked. */
const PAUSE_MS = 350;

export interface Checking {
  checks: Checks;
  fragments: string[];
  words: ExpressionWords;
  /** The text has changed; it is read when the writer pauses. No text is read from a page that was left meanwhile. */
  changed: (read: () => ReadText | null) => void;
}

interface ReadText {
  text: string;
  json: JsonText;
}

/** Checks the text in a worker whenever it rests. What was found last stays until something newer is known. */
export function useChecks(caseType: string): Checking {
  const [checks, setChecks] = useState(NOTHING);
  const [known, setKnown] = useState<{ fragments: string[]; words: ExpressionWords }>({
    fragments: [],
    words: NO_WORDS,
  });
  const checker = useRef<Checker | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef(0);
  const doubled = useRef<Finding[]>([]);
  const { data: neighbours, error } = useNeighbours(caseType);
  useEffect(() => {
    const opened = new Checker(startWorker, (verdict) => {
      if (verdict.type === 'progress') return;
      if (verdict.type === 'ready') setKnown(verdict);
      else if (verdict.id === newest.current) setChecks((before) => after(before, verdict, doubled.current));
    });
    checker.current = opened;
    return () => {
      clearTimeout(timer.current);
      opened.close();
    };
  }, []);
  useEffect(() => {
    if (neighbours || error) checker.current?.know(neighbours ?? null);
  }, [neighbours, error]);
  const check = (read: ReadText | null) => {
    if (!read) return;
    const { text, json } = read;
    const document = parsed(text);
    if (document === undefined) {
      const findings = [brokenText(json, text.length)];
      setChecks((before) => ({ ...before, stage: 'broken', current: false, proofs: [], findings }));
      return;
    }
    doubled.current = doubleKeys(json);
    newest.current = checker.current?.check(document) ?? 0;
    setChecks((before) => ({ ...before, stage: 'reading' }));
  };
  const changed: Checking['changed'] = (read) => {
    clearTimeout(timer.current);
    newest.current = 0;
    setChecks((before) => (before.stage === 'waiting' ? before : { ...before, stage: 'waiting' }));
    timer.current = setTimeout(() => check(read()), PAUSE_MS);
  };
  return { checks, ...known, changed };
}

export const isJson = (text: string): boolean => parsed(text) !== undefined;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is known after the worker has spoken; what the text itself shows stands first. */
function after(
  before: Checks,
  verdict: Exclude<Verdict, { type: 'ready' | 'progress' }>,
  doubled: Finding[],
): Checks {
  if (verdict.type === 'gaveUp') return { ...before, stage: 'done', findings: [...doubled, gaveUp] };
  if (verdict.type === 'proved') {
    const { problems, proofs } = verdict.verification;
    const findings = [...doubled, ...rulesFirst(problems.map(findingOf))];
    return { ...before, stage: 'done', findings, proofs };
  }
  const { definition, problems } = verdict;
  if (definition) return { ...before, stage: 'proving', definition, current: true };
  const findings = [...doubled, ...problems.map(findingOf)];
  return { ...before, stage: 'done', current: false, proofs: [], findings };
}

/** A rule that can be broken matters most, and is often why other things are wrong. */
const rulesFirst = (findings: Finding[]): Finding[] => [
  ...findings.filter(({ path }) => path.startsWith('/rules')),
  ...findings.filter(({ path }) => !path.startsWith('/rules')),
];
