import { Button } from '@navikt/ds-react';
import { inboxTexts } from '../texts/inbox-texts.js';
import { useTexts } from '../ui/language.js';
import type { Board } from './task-list.js';

/** What can be done to the selected tasks; stays in sight at the foot of the list. */
export function SelectionBar({ board, canTake }: { board: Board; canTake: boolean }) {
  const texts = useTexts(inboxTexts);
  const { chosen, busy } = board;
  if (chosen.length === 0) return null;
  return (
    <div className="selection-bar" role="region" aria-label={texts.selected(chosen.length)}>
      <span>{texts.selected(chosen.length)}</span>
      {canTake && chosen.some(board.canTake) && (
        <Button size="small" loading={busy} onClick={() => board.take(chosen)}>
          {texts.takeSelected}
        </Button>
      )}
      <Button size="small" variant="secondary" onClick={() => board.handOver(chosen)}>
        {texts.handOverSelected}
      </Button>
      <Button size="small" variant="tertiary" onClick={board.clear}>
        {texts.clear}
      </Button>
    </div>
  );
}
