import { Button, TextField } from '@navikt/ds-react';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useToday } from '../queries.js';
import { timeOfDay } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { useFocusWhenLost } from '../ui/use-focus-when-lost.js';
import { editorTexts } from './editor-texts.js';

interface SaveBarProps {
  dirty: boolean;
  busy: boolean;
  savedAt: string | null;
  /** The text is known to be JSON. */
  whole: boolean;
  /** Asks whether it is. */
  isWhole: () => boolean;
  /** True when it was saved. */
  onSave: (note: string) => Promise<boolean>;
  onDiscard: () => void;
}

const MAX_NOTE = 4000;

/** Saving, with the reason that stays in the history. Ctrl+S does the same from anywhere on the page. */
export function SaveBar(props: SaveBarProps) {
  const { dirty, busy, savedAt, whole, isWhole, onSave, onDiscard } = props;
  const texts = useTexts(editorTexts).save;
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState(false);
  const save = async () => {
    const possible = dirty && isWhole();
    setRefused(!possible);
    if (possible && (await onSave(note.trim()))) setNote('');
  };
  const refusal = dirty ? !whole && texts.broken : texts.nothing;
  const button = useId();
  useFocusWhenLost(busy, button);
  useSaveKey(save);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form className="save-bar" aria-label={texts.title} onSubmit={submit}>
      <TextField
        label={texts.note}
        size="small"
        className="save-note"
        value={note}
        maxLength={MAX_NOTE}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button id={button} type="submit" size="small" loading={busy}>
        {texts.button}
      </Button>
      <span role="status" className="save-state">
        <SaveState dirty={dirty} savedAt={savedAt} />
        {refused && refusal && <span className="save-refusal">{refusal}</span>}
      </span>
      <Button
        type="button"
        size="small"
        variant="tertiary"
        data-color="danger"
        className="discard"
        onClick={onDiscard}
      >
        {texts.discard}
      </Button>
    </form>
  );
}

function SaveState({ dirty, savedAt }: { dirty: boolean; savedAt: string | null }) {
  const texts = useTexts(editorTexts).save;
  const { language } = useLanguage();
  const { zone } = useToday();
  if (dirty) return <strong>{texts.unsaved}</strong>;
  return <>{savedAt ? texts.savedAt(timeOfDay(savedAt, language, zone)) : texts.unchanged}</>;
}

function useSaveKey(save: () => Promise<void>): void {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) void latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
