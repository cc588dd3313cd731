import { BodyLong, Button, Modal } from '@navikt/ds-react';
import { Dialog } from '../ui/dialog.js';
import { useTexts } from '../ui/language.js';
import { editorTexts } from './editor-texts.js';

interface LeaveDialogProps {
  /** The text is JSON: only then can it be saved. */
  whole: boolean;
  busy: boolean;
  onSave: () => void;
  onGo: () => void;
  close: () => void;
}

/** Before somebody goes to a page that shows the draft as it was saved last. */
export function LeaveDialog({ whole, busy, onSave, onGo, close }: LeaveDialogProps) {
  const { leave: texts, save } = useTexts(editorTexts);
  return (
    <Dialog title={texts.title} close={close}>
      <Modal.Body className="blocks-small">
        <BodyLong>{texts.lead}</BodyLong>
        {!whole && <BodyLong>{save.broken}</BodyLong>}
      </Modal.Body>
      <Modal.Footer>
        {whole && (
          <Button size="small" loading={busy} onClick={onSave}>
            {texts.save}
          </Button>
        )}
        <Button size="small" variant={whole ? 'secondary' : 'primary'} onClick={onGo}>
          {texts.go}
        </Button>
        <Button size="small" variant="tertiary" onClick={close}>
          {texts.stay}
        </Button>
      </Modal.Footer>
    </Dialog>
  );
}
