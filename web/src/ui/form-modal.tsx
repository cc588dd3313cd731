import { BodyLong, Button, Modal, VStack } from '@navikt/ds-react';
import { useId, type FormEvent, type ReactNode } from 'react';
import { Dialog } from './dialog.js';

interface FormModalProps {
  title: string;
  /** What is to be known before the first field. */
  lead?: string;
  submit: string;
  cancel: string;
  danger?: boolean;
  busy: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  close: () => void;
  children: ReactNode;
}

/** A dialog that is one form: its fields, and beneath them the button that sends it and the way out. */
export function FormModal(props: FormModalProps) {
  const { title, lead, submit, cancel, danger, busy, onSubmit, close, children } = props;
  const id = useId();
  return (
    <Dialog {...{ title, busy, close }} begin="field" aria-describedby={lead && id}>
      <form onSubmit={onSubmit} noValidate>
        <Modal.Body>
          <VStack gap="space-16">
            {lead && <BodyLong id={id}>{lead}</BodyLong>}
            {children}
          </VStack>
        </Modal.Body>
        <Modal.Footer>
          <Button type="submit" loading={busy} data-color={danger ? 'danger' : 'accent'}>
            {submit}
          </Button>
          <Button type="button" variant="secondary" onClick={close}>
            {cancel}
          </Button>
        </Modal.Footer>
      </form>
    </Dialog>
  );
}
