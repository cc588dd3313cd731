/** Text that is not saved, kept in this tab of the browser. */
export interface LocalDraft {
  text: string;
  /** Of the draft that it was written on. */
  revision: number;
  at: string;
}

const nameOf = (user: string, draft: string): string => `sagsgang.definition.${user}.${draft}`;

/** Null also where the browser keeps nothing. */
export function readLocalDraft(user: string, draft: string): LocalDraft | null {
  try {
    const stored = sessionStorage.getItem(nameOf(user, draft));
    return stored === null ? null : (JSON.parse(stored) as LocalDraft);
  } catch {
    return null;
  }
}

/** Null forgets it. Says whether the browser has done so. */
export function keepLocalDraft(user: string, draft: string, kept: LocalDraft | null): boolean {
  try {
    if (kept) sessionStorage.setItem(nameOf(user, draft), JSON.stringify(kept));
    else sessionStorage.removeItem(nameOf(user, draft));
    return true;
  } catch {
    return false;
  }
}
