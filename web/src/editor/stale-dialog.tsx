import { BodyLong, Button, Heading, Modal } from '@navikt/ds-react';
import { useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { changedPlaces, overlap } from './changed-places.js';
import { editorTexts } from './editor-texts.js';
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
    <Modal open onClose={close} header={{ heading: texts.title }} portal>
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
        {before !== null && <Places before={before} mine={mine} theirs={stale.theirs.document} />}
        <p className="quiet">
          <strong>{texts.mine}:</strong> {texts.mineHelp}
          <br />
          <strong>{texts.theirs}:</strong> {texts.theirsHelp}
        </p>
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
    </Modal>
  );
}

const SHOWN = 12;

function Places({ before, mine, theirs }: { before: unknown; mine: unknown; theirs: unknown }) {
  const texts = useTexts(editorTexts).stale;
  const changed = changedPlaces(before, theirs);
  const own = changedPlaces(before, mine);
  if (changed.length === 0) return null;
  return (
    <>
      <Heading level="2" size="xsmall">
        {texts.places}
      </Heading>
      <ul className="plain-list">
        {changed.slice(0, SHOWN).map((place) => (
          <li key={place}>
            <code>{place || '/'}</code>
            {own.some((path) => overlap(path, place)) && <strong> – {texts.alsoYours}</strong>}
          </li>
        ))}
        {changed.length > SHOWN && <li>{texts.more(changed.length - SHOWN)}</li>}
      </ul>
    </>
  );
}
