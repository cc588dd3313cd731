import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { DiscardDialog } from './discard-dialog.js';
import { LeaveDialog } from './leave-dialog.js';
import { StaleDialog } from './stale-dialog.js';
import type { DraftText } from './use-draft-text.js';
import { useLeaving } from './use-leaving.js';

interface EditorDialogsProps {
  id: string;
  draft: DraftText;
  /** The text as it is, read when it is needed. */
  mine: () => unknown;
  /** Whether it is JSON. */
  isWhole: () => boolean;
  /** Where somebody goes on when it is known which text counts. */
  backToText: () => void;
  discarding: boolean;
  setDiscarding: (discarding: boolean) => void;
}

/** What must be asked before text is lost. */
export function EditorDialogs(props: EditorDialogsProps) {
  const { id, draft, mine, isWhole, backToText, discarding, setDiscarding } = props;
  const { saving, dirty, save } = draft;
  const [given, setGiven] = useState(false);
  const [wanted, setWanted] = useLeaving(dirty && !given);
  const navigate = useNavigate();
  const { stale, base, busy } = saving;
  const isStale = stale !== null;
  useEffect(() => (isStale ? backToText : undefined), [isStale, backToText]);
  const go = () => {
    if (wanted !== null) void navigate(wanted);
  };
  const saveAndGo = async () => ((await save('')) ? go() : setWanted(null));
  const discarded = () => {
    setGiven(true);
    draft.forget();
  };
  return (
    <>
      {stale && (
        <StaleDialog
          stale={stale}
          before={base.document}
          mine={mine()}
          busy={busy}
          onMine={() => void save('', stale.theirs.revision)}
          onTheirs={draft.takeTheirs}
          close={saving.forget}
        />
      )}
      {wanted !== null && (
        <LeaveDialog
          whole={isWhole()}
          busy={busy}
          onSave={() => void saveAndGo()}
          onGo={go}
          close={() => setWanted(null)}
        />
      )}
      {discarding && (
        <DiscardDialog
          id={id}
          revision={base.revision}
          onDone={discarded}
          close={() => setDiscarding(false)}
        />
      )}
    </>
  );
}
