import { ConfirmDialog } from '../definitions/confirm-dialog.js';
import { DefinitionProblem } from '../definitions/problems.js';
import { publishTexts } from '../definitions/publish-texts.js';
import { useDiscarding } from '../definitions/use-discarding.js';
import { useTexts } from '../ui/language.js';

interface DiscardDialogProps {
  id: string;
  revision: number;
  /** The draft is given up: nothing of its text need be kept. */
  onDone: () => void;
  close: () => void;
}

/** Gives the draft up, after asking. */
export function DiscardDialog({ id, revision, onDone, close }: DiscardDialogProps) {
  const texts = useTexts(publishTexts).discard;
  const discard = useDiscarding({ id, revision }, onDone);
  return (
    <ConfirmDialog
      title={texts.title}
      lead={texts.lead}
      yes={texts.yes}
      no={texts.keep}
      danger
      busy={discard.isPending}
      onYes={() => discard.mutate()}
      close={close}
    >
      {discard.error && <DefinitionProblem error={discard.error} />}
    </ConfirmDialog>
  );
}
