import { diff, parseDefinition, shippedFragments } from '../../../src/machines/index.js';
import type { PlainText } from '../../../src/machines/index.js';
import { changedPlaces, overlap } from './changed-places.js';

/** One thing that others have changed. */
export interface TheirChange {
  /** JSON Pointer into the text. */
  path: string;
  /** Null where the one text or the other is no definition that could be told about. */
  sentence: PlainText | null;
  /** It lies where the own text was changed, too. */
  alsoMine: boolean;
}

/** What others have changed since the text was read; where that is no longer known, what is different in theirs. */
export function theirChanges(before: unknown, mine: unknown, theirs: unknown): TheirChange[] {
  const own = before === null ? [] : changedPlaces(before, mine);
  const from = before ?? mine;
  return (toldOf(from, theirs) ?? placesOf(from, theirs)).map((change) => ({
    ...change,
    alsoMine: own.some((path) => overlap(path, change.path)),
  }));
}

type Told = Pick<TheirChange, 'path' | 'sentence'>;

function toldOf(from: unknown, to: unknown): Told[] | null {
  const [before, after] = [from, to].map((document) => parseDefinition(document, shippedFragments()));
  return before!.ok && after!.ok ? diff(before!.definition, after!.definition).changes : null;
}

const placesOf = (from: unknown, to: unknown): Told[] =>
  changedPlaces(from, to).map((path) => ({ path, sentence: null }));
