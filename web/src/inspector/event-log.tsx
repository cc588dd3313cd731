import { Button, Heading } from '@navikt/ds-react';
import type { CaseView, HistoryRow } from '../api-types.js';
import { useHistoryWords } from '../case/history-words.js';
import { useWhen } from '../case/told-later.js';
import { DataTable, type Column } from '../leader/data-table.js';
import { useTexts } from '../ui/language.js';
import { inspectorTexts } from './inspector-texts.js';

interface EventLogProps {
  view: CaseView;
  rows: HistoryRow[];
  at: number;
  onChoose: (at: number) => void;
}

/** Every event with who, when and by which version; choosing one shows the case as it was then. */
export function EventLog({ view, rows, at, onChoose }: EventLogProps) {
  const texts = useTexts(inspectorTexts);
  const when = useWhen();
  const { title, who, effects, answers } = useHistoryWords(view);
  const columns: Column<HistoryRow>[] = [
    {
      title: '#',
      cell: ({ seq }) => (
        <Button
          size="xsmall"
          variant={rows[at]?.seq === seq ? 'primary' : 'tertiary'}
          aria-label={texts.moment(seq, rows.length)}
          aria-pressed={rows[at]?.seq === seq}
          onClick={() => onChoose(rows.findIndex((row) => row.seq === seq))}
        >
          {seq}
        </Button>
      ),
    },
    { title: texts.at, cell: when },
    { title: texts.event, cell: title },
    { title: texts.who, cell: who },
    { title: texts.version, numeric: true, cell: ({ version }) => version },
    {
      title: texts.change,
      cell: (row) => (
        <ul className="plain-list">
          {[...answers(row), ...effects(row)].map((line, index) => (
            <li key={`${line} ${index}`}>{line}</li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <section aria-labelledby="event-log">
      <Heading level="2" size="small" id="event-log" spacing>
        {texts.log}
      </Heading>
      <DataTable
        label={texts.log}
        rows={rows.toReversed()}
        columns={columns}
        keyOf={({ seq }) => String(seq)}
      />
    </section>
  );
}
