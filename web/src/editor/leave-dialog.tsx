import { BodyLong, Button, Modal } from '@navikt/ds-react';
import { useTexts } from '../ui/language.js';
import { editorTexts } from './editor-texts.js';

interface LeaveDialogProps {
  busy: boolean;
  onSave: () => void;
  onGo: () => void;
  close: () => void;
}

/** Before somebody goes to a page that shows the draft as it was saved last. */
export function LeaveDialog({ busy, onSave, onGo, close }: LeaveDialogProps) {
  const texts = useTexts(editorTexts).leave;
  return (
    <Modal open onClose={close} header={{ heading: texts.title, size: 'small' }} width="small" portal>
      <Modal.Body>
        <BodyLong>{texts.lead}</BodyLong>
      </Modal.Body>
      <Modal.Footer>
        <Button size="small" loading={busy} onClick={onSave}>
          {texts.save}
        </Button>
        <Button size="small" variant="secondary" onClick={onGo}>
          {texts.go}
        </Button>
        <Button size="small" variant="tertiary" onClick={close}>
          {texts.stay}
        </Button>
      </Modal.Footer>
    </Modal>
  );
}
