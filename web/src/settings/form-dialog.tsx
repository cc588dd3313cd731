import { useState, type FormEvent, type ReactNode } from 'react';
import { FormErrors, type FieldError } from '../definitions/form-errors.js';
import { FormModal } from '../ui/form-modal.js';
import { useTexts } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { settingsTexts } from './settings-texts.js';

interface FormDialogProps {
  title: string;
  submit: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  /** What is wrong with what has been entered; shown from the first try on. */
  faults: FieldError[];
  onSubmit: () => void;
  close: () => void;
  /** Draws the fields; `faultOf` says what is wrong with one, once it was tried. */
  children: (faultOf: (id: string) => string | undefined) => ReactNode;
}

/** A form in a dialog. What is wrong is summed up at its top, and the summary takes the focus. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, danger, busy, error, faults, onSubmit, close, children } = props;
  const texts = useTexts(settingsTexts);
  const [attempt, setAttempt] = useState(0);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (faults.length > 0) setAttempt(attempt + 1);
    else if (!busy) onSubmit();
  };
  const shown = attempt > 0 ? faults : [];
  return (
    <FormModal {...{ title, submit, danger, busy, close }} cancel={texts.cancel} onSubmit={send}>
      <FormErrors errors={shown} attempt={attempt} />
      {error !== null && <ProblemView error={error} />}
      {children((id) => shown.find((fault) => fault.id === id)?.message)}
    </FormModal>
  );
}
