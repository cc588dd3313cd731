import { Button } from '@navikt/ds-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormErrors, type FieldError } from '../definitions/form-errors.js';

interface ChangeFormProps {
  submit: string;
  /** What is wrong with what has been entered; shown from the first try on. */
  faults: FieldError[];
  onSubmit: () => void;
  /** Cannot be sent as things are; the fields say why. */
  blocked?: boolean;
  /** Draws the fields; `faultOf` says what is wrong with one, once it was tried. */
  children: (faultOf: (id: string) => string | undefined) => ReactNode;
}

/** A form of the page that adds to the changes. What is wrong is summed up at its top, and the summary takes the focus. */
export function ChangeForm({ submit, faults, onSubmit, blocked = false, children }: ChangeFormProps) {
  const [attempt, setAttempt] = useState(0);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (faults.length > 0) return setAttempt(attempt + 1);
    setAttempt(0);
    onSubmit();
  };
  const shown = attempt > 0 ? faults : [];
  return (
    <form className="settings-form" onSubmit={send} noValidate>
      <FormErrors errors={shown} attempt={attempt} />
      {children((id) => shown.find((fault) => fault.id === id)?.message)}
      {!blocked && (
        <Button size="small" variant="secondary" type="submit">
          {submit}
        </Button>
      )}
    </form>
  );
}
