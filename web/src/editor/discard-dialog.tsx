import { BodyLong, Button, Modal } from '@navikt/ds-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { request } from '../api.js';
import { DefinitionProblem } from '../definitions/problems.js';
import { draftKey } from '../definitions/subject.js';
import { useTexts } from '../ui/language.js';
import { editorTexts } from './editor-texts.js';

interface DiscardDialogProps {
  id: string;
  revision: number;
  /** The draft is given up: nothing of its text need be kept. */
  onDone: () => void;
  close: () => void;
}

/** Gives the draft up, after asking. */
export function DiscardDialog({ id, revision, onDone, close }: DiscardDialogProps) {
  const texts = useTexts(editorTexts).discard;
  const client = useQueryClient();
  const navigate = useNavigate();
  const discard = useMutation({
    mutationFn: () => request('DELETE', `/api/definitions/drafts/${id}`, { revision }),
    onSuccess: async () => {
      onDone();
      await navigate('/definitions');
      client.removeQueries({ queryKey: draftKey(id) });
      await client.invalidateQueries({ queryKey: ['definitions'] });
    },
  });
  return (
    <Modal open onClose={close} header={{ heading: texts.title, size: 'small' }} width="small" portal>
      <Modal.Body className="blocks-small">
        <BodyLong>{texts.lead}</BodyLong>
        {discard.error && <DefinitionProblem error={discard.error} />}
      </Modal.Body>
      <Modal.Footer>
        <Button size="small" data-color="danger" loading={discard.isPending} onClick={() => discard.mutate()}>
          {texts.confirm}
        </Button>
        <Button size="small" variant="secondary" onClick={close}>
          {texts.cancel}
        </Button>
      </Modal.Footer>
    </Modal>
  );
}
