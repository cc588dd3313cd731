import { Button, Modal, VStack } from '@navikt/ds-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormErrors, type FieldError } from '../definitions/form-errors.js';
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
    <Modal open onClose={close} header={{ heading: title, size: 'small' }} width="small" portal>
      <form onSubmit={send} noValidate>
        <Modal.Body>
          <VStack gap="space-16">
            <FormErrors errors={shown} attempt={attempt} />
            {error !== null && <ProblemView error={error} />}
            {children((id) => shown.find((fault) => fault.id === id)?.message)}
          </VStack>
        </Modal.Body>
        <Modal.Footer>
          <Button type="submit" loading={busy} data-color={danger ? 'danger' : 'accent'}>
            {submit}
          </Button>
          <Button type="button" variant="secondary" onClick={close}>
            {texts.cancel}
          </Button>
        </Modal.Footer>
      </form>
    </Modal>
  );
}
