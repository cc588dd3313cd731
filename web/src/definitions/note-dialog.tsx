import { Textarea } from '@navikt/ds-react';
import { useState, type FormEvent } from 'react';
import { FormModal } from '../ui/form-modal.js';
import { useTexts } from '../ui/language.js';
import { definitionTexts } from './definition-texts.js';
import { DefinitionProblem } from './problems.js';

interface NoteDialogProps {
  title: string;
  lead: string;
  label: string;
  /** What is said when nothing was written; without it the note may be left out. */
  missing?: string;
  submit: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onSubmit: (note: string) => void;
  close: () => void;
}

/** Asks why, before something is done that stays with the definition for ever. */
export function NoteDialog(props: NoteDialogProps) {
  const { title, lead, label, missing, submit, danger, busy, error, onSubmit, close } = props;
  const texts = useTexts(definitionTexts);
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState(false);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const lacks = missing !== undefined && note.trim() === '';
    setRefused(lacks);
    if (lacks) event.currentTarget.querySelector('textarea')?.focus();
    else onSubmit(note.trim());
  };
  return (
    <FormModal {...{ title, lead, submit, danger, busy, close }} cancel={texts.cancel} onSubmit={send}>
      <Textarea
        label={label}
        size="small"
        value={note}
        onChange={({ target }) => setNote(target.value)}
        error={refused && note.trim() === '' && missing}
        minRows={3}
      />
      {error !== null && <DefinitionProblem error={error} />}
    </FormModal>
  );
}
