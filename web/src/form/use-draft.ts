import { useEffect, useRef, useState, type RefObject } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { dropDraft, readDraft, saveDraft, type Draft } from './drafts.js';
import type { FormValues } from './form-values.js';

const PAUSE_MS = 500;

/** The draft of a form: what was found when it opened, keeping what is written, dropping it. */
export function useDraft(key: string) {
  const [found, setFound] = useState<Draft | null>(() => readDraft(key));
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const sent = useRef(false);
  return {
    found,
    savedAt,
    /** The answers were sent: nothing of them is kept, not even what was written last. */
    finish: () => {
      sent.current = true;
      dropDraft(key);
    },
    drop: () => {
      dropDraft(key);
      setFound(null);
      setSavedAt(null);
    },
    /** Keeps the answers a moment after each change, and at once when the form is left. */
    useKeeping: (form: UseFormReturn<FormValues>) => useKeeping(form, key, setSavedAt, sent),
  };
}

function useKeeping(
  form: UseFormReturn<FormValues>,
  key: string,
  keep: (savedAt: string | null) => void,
  sent: RefObject<boolean>,
): void {
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let unsaved: FormValues | undefined;
    const save = () => {
      clearTimeout(waiting);
      if (unsaved && !sent.current) keep(saveDraft(key, unsaved));
      unsaved = undefined;
    };
    const unsubscribe = form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values, isDirty }) => {
        if (!isDirty) return;
        unsaved = values;
        clearTimeout(waiting);
        waiting = setTimeout(save, PAUSE_MS);
      },
    });
    addEventListener('pagehide', save);
    return () => {
      removeEventListener('pagehide', save);
      unsubscribe();
      save();
    };
  }, [form, key, keep, sent]);
}
