import { useEffect, useState, type RefObject } from 'react';
import type { DraftSubject } from '../definitions/subject.js';
import { useMe } from '../queries.js';
import type { CodeHandle } from './code-editor.js';
import { keepLocalDraft, readLocalDraft } from './local-draft.js';
import { textOf, useSaving } from './use-saving.js';
import { useUnsaved } from './use-unsaved.js';

/** The text of a draft on its way between the editor, this tab and the server. */
export function useDraftText(subject: DraftSubject, mayWrite: boolean, code: RefObject<CodeHandle | null>) {
  const user = useMe().data?.id ?? '';
  const [found] = useState(() => {
    const kept = mayWrite ? readLocalDraft(user, subject.id) : null;
    return kept && kept.text !== textOf(subject.document) ? kept : null;
  });
  const [kept, setKept] = useState(found);
  const saving = useSaving(subject, found);
  const { base } = saving;
  const [initial] = useState(found?.text ?? base.text);
  const { dirty, note } = useUnsaved(user, subject.id, base, found !== null);
  const [others, setOthers] = useState<'taken' | 'meanwhile' | null>(null);

  const replace = (text: string) => {
    code.current?.setText(text);
    note(text, text);
    setKept(null);
  };
  const save = async (why: string, over?: number): Promise<boolean> => {
    const text = code.current?.text() ?? '';
    const saved = await saving.save(text, why, over);
    if (saved) {
      note(code.current?.text() ?? text, text);
      setKept(null);
      setOthers(null);
    }
    return saved;
  };
  const isBehind = subject.revision > base.revision && !saving.busy && !saving.stale;
  useEffect(() => {
    if (!isBehind) return;
    setOthers(dirty ? 'meanwhile' : 'taken');
    if (!dirty) replace(saving.take(subject.draft));
  }, [isBehind, dirty]);
  return {
    initial,
    kept,
    others,
    dirty,
    saving,
    save,
    changed: () => note(code.current?.text() ?? ''),
    takeTheirs: () => saving.stale && replace(saving.take(saving.stale.theirs)),
    /** What was kept in this tab is forgotten, and the draft is as the server has it. */
    drop: () => replace(saving.take(subject.draft)),
    forget: () => keepLocalDraft(user, subject.id, null),
  };
}

export type DraftText = ReturnType<typeof useDraftText>;
