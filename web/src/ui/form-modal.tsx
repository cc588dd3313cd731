import { Button, Modal, VStack } from '@navikt/ds-react';
import type { FormEvent, ReactNode } from 'react';

interface FormModalProps {
  title: string;
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
  const { title, submit, cancel, danger, busy, onSubmit, close, children } = props;
  return (
    <Modal open onClose={close} header={{ heading: title, size: 'small' }} width="small" portal>
      <form onSubmit={onSubmit} noValidate>
        <Modal.Body>
          <VStack gap="space-16">{children}</VStack>
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
    </Modal>
  );
}
