import { removeStored } from '../ui/preferences.js';
import type { FormValues } from './form-values.js';

/** Answers of a form that was left, kept in this tab for as long as somebody is signed in: they may say anything about anybody's health. */
export interface Draft {
  values: FormValues;
  savedAt: string;
}

const BEGINNING = 'sagsgang.draft.';

/** Nobody is signed in: nothing is kept, not even by a form that is only just leaving the page. */
let isOver = false;

export function readDraft(key: string): Draft | null {
  try {
    const stored = sessionStorage.getItem(BEGINNING + key);
    return stored === null ? null : (JSON.parse(stored) as Draft);
  } catch {
    return null;
  }
}

/** When it was kept; null where the browser keeps nothing. */
export function saveDraft(key: string, values: FormValues): string | null {
  if (isOver) return null;
  const savedAt = new Date().toISOString();
  try {
    sessionStorage.setItem(BEGINNING + key, JSON.stringify({ values, savedAt }));
    return savedAt;
  } catch {
    return null;
  }
}

export function dropDraft(key: string): void {
  try {
    sessionStorage.removeItem(BEGINNING + key);
  } catch {
    // Nothing is kept, so there is nothing to remove.
  }
}

/** Somebody is signed in: what she writes is kept for her. */
export function keepDrafts(): void {
  isOver = false;
}

/** The session is over, however it ended: what was half written ends with it. */
export function forgetDrafts(): void {
  isOver = true;
  // Earlier versions kept them for longer, in the browser as a whole.
  removeStored('draft.');
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(BEGINNING)) sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept, so there is nothing to remove.
  }
}
