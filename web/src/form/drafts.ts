import { readStored, removeStored, writeStored } from '../ui/preferences.js';
import type { FormValues } from './form-values.js';

/** Answers of a form that was left, kept in this browser for a fortnight or until the user signs out. */
export interface Draft {
  values: FormValues;
  savedAt: string;
}

const BEGINNING = 'draft.';
const KEPT_MS = 14 * 86_400_000;

export function readDraft(key: string): Draft | null {
  const stored = readStored(BEGINNING + key);
  if (!stored) return null;
  const draft = JSON.parse(stored) as Draft;
  if (Date.now() - Date.parse(draft.savedAt) < KEPT_MS) return draft;
  writeStored(BEGINNING + key, null);
  return null;
}

/** When it was kept; null where the browser keeps nothing. */
export function saveDraft(key: string, values: FormValues): string | null {
  const savedAt = new Date().toISOString();
  return writeStored(BEGINNING + key, JSON.stringify({ values, savedAt })) ? savedAt : null;
}

export function dropDraft(key: string): void {
  writeStored(BEGINNING + key, null);
}

export function forgetDrafts(): void {
  removeStored(BEGINNING);
}
