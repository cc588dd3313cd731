import { BodyLong, Button, Heading, Modal } from '@navikt/ds-react';
import { useMemo } from 'react';
import { WithCode } from '../definitions/changes.js';
import { ProblemPlace } from '../definitions/problems.js';
import { useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { Dialog } from '../ui/dialog.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { editorTexts } from './editor-texts.js';
import { theirChanges } from './their-changes.js';
import type { Stale } from './use-saving.js';

interface StaleDialogProps {
  stale: Stale;
  /** The draft as it was read; null where that is no longer known. */
  before: unknown;
  mine: unknown;
  busy: boolean;
  onMine: () => void;
  onTheirs: () => void;
  close: () => void;
}

/** Others came first: who, what they changed, and which text is to count. */
export function StaleDialog({ stale, before, mine, busy, onMine, onTheirs, close }: StaleDialogProps) {
  const texts = useTexts(editorTexts).stale;
  const { language } = useLanguage();
  const { zone } = useToday();
  return (
    <Dialog title={texts.title} width="medium" busy={busy} close={close}>
      <Modal.Body className="blocks-small">
        <BodyLong>{texts.lead}</BodyLong>
        <Heading level="2" size="xsmall">
          {texts.changes}
        </Heading>
        <ul className="plain-list">
          {stale.changes.map(({ revision, action, byName, at, note }) => (
            <li key={`${revision}${action}${at}`}>
              {texts.change(byName, moment(at, language, zone))}
              {note && <> – {note}</>}
            </li>
          ))}
        </ul>
        <Theirs before={before} mine={mine} theirs={stale.theirs.document} />
        <ul className="plain-list quiet">
          <li>
            <strong>{texts.mine}:</strong> {texts.mineHelp}
          </li>
          <li>
            <strong>{texts.theirs}:</strong> {texts.theirsHelp}
          </li>
        </ul>
      </Modal.Body>
      <Modal.Footer>
        <Button size="small" loading={busy} onClick={onMine}>
          {texts.mine}
        </Button>
        <Button size="small" variant="secondary" onClick={onTheirs}>
          {texts.theirs}
        </Button>
        <Button size="small" variant="tertiary" onClick={close}>
          {texts.cancel}
        </Button>
      </Modal.Footer>
    </Dialog>
  );
}

const SHOWN = 12;

interface TheirsProps {
  before: unknown;
  mine: unknown;
  theirs: unknown;
}

/** In sentences where both texts can be read, else by their places. */
function Theirs({ before, mine, theirs }: TheirsProps) {
  const texts = useTexts(editorTexts).stale;
  const words = useWords();
  // The own text cannot change behind the dialog.
  const changed = useMemo(() => theirChanges(before, mine, theirs), [before, theirs]);
  if (changed.length === 0) return null;
  return (
    <>
      <Heading level="2" size="xsmall">
        {before === null ? texts.apart : texts.places}
      </Heading>
      <ul className="plain-list" data-theirs>
        {changed.slice(0, SHOWN).map(({ path, sentence, alsoMine }) => (
          <li key={`${path} ${sentence?.da}`}>
            {sentence ? <WithCode text={words(sentence)} /> : <ProblemPlace path={path} document={theirs} />}
            {alsoMine && <strong> {texts.alsoYours}</strong>}
          </li>
        ))}
        {changed.length > SHOWN && <li>{texts.more(changed.length - SHOWN)}</li>}
      </ul>
    </>
  );
}
