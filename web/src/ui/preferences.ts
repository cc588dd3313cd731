const PREFIX = 'sagsgang.';

/** A small choice kept in the browser; the fallback where nothing, or something else, is stored. */
export function readPreference<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
  const stored = readStored(name);
  return allowed.find((value) => value === stored) ?? fallback;
}

export function writePreference(name: string, value: string): void {
  writeStored(name, value);
}

/** Null also where the browser keeps nothing (private windows). */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Null removes it. Says whether the browser has kept it. */
export function writeStored(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}

/** Removes all that begins with the name. */
export function removeStored(beginning: string): void {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + beginning));
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Nothing is kept, so there is nothing to remove.
  }
}
