import { useEffect, useRef, useState } from 'react';
import { keepLocalDraft } from './local-draft.js';

const PAUSE_MS = 400;

interface Unsaved {
  dirty: boolean;
  /** The text is another one, or has been saved as `saved`. */
  note: (text: string, saved?: string) => void;
}

/** Whether the text differs from what is saved; while it does it is kept in this tab, and the browser asks before it closes it. */
export function useUnsaved(
  user: string,
  draft: string,
  base: { revision: number; text: string },
  begin: boolean,
): Unsaved {
  const [dirty, setDirty] = useState(begin);
  const latest = useRef({ ...base, text: base.text });
  const pending = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = base;
  });
  const keep = useRef(() => {
    clearTimeout(timer.current);
    const text = pending.current;
    pending.current = null;
    if (text === null) return;
    const { revision } = latest.current;
    keepLocalDraft(user, draft, { text, revision, at: new Date().toISOString() });
  }).current;
  useEffect(() => {
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [keep]);
  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [dirty]);
  const note = (text: string, saved = latest.current.text) => {
    const differs = text !== saved;
    setDirty(differs);
    clearTimeout(timer.current);
    pending.current = differs ? text : null;
    if (differs) timer.current = setTimeout(keep, PAUSE_MS);
    else keepLocalDraft(user, draft, null);
  };
  return { dirty, note };
}
