import { Button, Heading, Switch } from '@navikt/ds-react';
import { useState } from 'react';
import type { CaseView, HistoryRow } from '../api-types.js';
import { useHistory } from '../queries.js';
import { recordTexts } from '../texts/record-texts.js';
import { useTexts } from '../ui/language.js';
import { useHistoryWords } from './history-words.js';
import { isNotable } from './notable.js';
import { useWhen } from './told-later.js';

const FIRST = 8;

/** What has happened, newest first. */
export function History({ view }: { view: CaseView }) {
  const texts = useTexts(recordTexts).history;
  const { data } = useHistory(view.id, view.seq);
  const [automatic, setAutomatic] = useState(false);
  const [all, setAll] = useState(false);
  const rows = (data ?? []).filter((row) => automatic || isNotable(row)).reverse();
  return (
    <section className="block" aria-labelledby="history">
      <Heading size="small" level="2" id="history">
        {texts.title}
      </Heading>
      <Switch size="small" checked={automatic} onChange={(event) => setAutomatic(event.target.checked)}>
        {texts.automatic}
      </Switch>
      <ol className="timeline">
        {(all ? rows : rows.slice(0, FIRST)).map((row) => (
          <HistoryLine key={row.seq} row={row} view={view} />
        ))}
      </ol>
      {!all && rows.length > FIRST && (
        <Button size="small" variant="tertiary" onClick={() => setAll(true)}>
          {texts.all(rows.length)}
        </Button>
      )}
    </section>
  );
}

function HistoryLine({ row, view }: { row: HistoryRow; view: CaseView }) {
  const texts = useTexts(recordTexts).history;
  const inWords = useHistoryWords(view);
  const { note } = row.event;
  const when = useWhen();
  const answers = inWords.answers(row);
  const effects = inWords.effects(row);
  return (
    <li className={row.event.by ? 'by-person' : 'by-system'}>
      <div className="timeline-title">{inWords.title(row)}</div>
      <div className="quiet">
        {when(row)} · {inWords.who(row)}
        {row.late && ` · ${texts.late}`}
      </div>
      {note && <p className="timeline-note">{note}</p>}
      {answers.length > 0 && <div className="timeline-answers">{answers.join(' · ')}</div>}
      {effects.length > 0 && (
        <ul className="plain-list quiet">
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      )}
    </li>
  );
}
