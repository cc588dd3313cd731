import { ChevronLeftIcon, ChevronRightIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react';
import { useId } from 'react';
import type { CaseView, HistoryRow } from '../api-types.js';
import { useHistoryWords } from '../case/history-words.js';
import { useWhen } from '../case/told-later.js';
import { useTexts } from '../ui/language.js';
import { inspectorTexts } from './inspector-texts.js';

interface HistorySliderProps {
  view: CaseView;
  rows: HistoryRow[];
  at: number;
  onChange: (at: number) => void;
}

/** Chooses a moment of the case by its events. */
export function HistorySlider({ view, rows, at, onChange }: HistorySliderProps) {
  const texts = useTexts(inspectorTexts);
  const id = useId();
  const when = useWhen();
  const { title, who } = useHistoryWords(view);
  const last = rows.length - 1;
  const row = rows[at];
  const words = row ? `${when(row)}: ${title(row)}, ${who(row)}` : '';
  const look = { size: 'small', variant: 'secondary' } as const;
  return (
    <div className="history-slider">
      <label htmlFor={id}>
        {texts.slider} <span className="quiet">{texts.moment(at + 1, rows.length)}</span>
      </label>
      <div className="slider-row">
        <Button
          {...look}
          icon={<ChevronLeftIcon title={texts.before} />}
          disabled={at <= 0}
          onClick={() => onChange(at - 1)}
        />
        <input
          id={id}
          type="range"
          min={0}
          max={Math.max(last, 0)}
          value={at}
          aria-valuetext={words}
          onChange={({ target }) => onChange(Number(target.value))}
        />
        <Button
          {...look}
          icon={<ChevronRightIcon title={texts.after} />}
          disabled={at >= last}
          onClick={() => onChange(at + 1)}
        />
        <Button {...look} disabled={at >= last} onClick={() => onChange(last)}>
          {texts.last}
        </Button>
      </div>
      <p role="status">{words}</p>
    </div>
  );
}
