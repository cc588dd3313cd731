import { BodyLong, Button, Modal } from '@navikt/ds-react';
import type { ReactNode } from 'react';
import { Dialog } from '../ui/dialog.js';

interface ConfirmDialogProps {
  title: string;
  lead: string;
  yes: string;
  no: string;
  danger?: boolean;
  busy: boolean;
  onYes: () => void;
  close: () => void;
  children?: ReactNode;
}

/** Asks once more before what cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, lead, yes, no, danger, busy, onYes, close, children } = props;
  return (
    <Dialog {...{ title, busy, close }}>
      <Modal.Body className="blocks-small">
        <BodyLong>{lead}</BodyLong>
        {children}
      </Modal.Body>
      <Modal.Footer>
        <Button data-color={danger ? 'danger' : 'accent'} loading={busy} onClick={onYes}>
          {yes}
        </Button>
        <Button variant="secondary" onClick={close}>
          {no}
        </Button>
      </Modal.Footer>
    </Dialog>
  );
}
