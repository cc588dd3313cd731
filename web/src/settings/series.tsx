import { Button, Heading } from '@navikt/ds-react';
import type { CalendarData } from '../../../src/machines/index.js';
import { Section } from '../definitions/section.js';
import { useToday } from '../queries.js';
import { longDate } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { partsTexts } from './parts-texts.js';
import { ofKind, type Pending } from './pending.js';
import { SeriesForm } from './series-form.js';
import { useSeriesName } from './series-name.js';
import { datesWith } from './year-days.js';

interface SeriesProps {
  data: CalendarData;
  year: number;
  changes: readonly Pending[];
  /** Left out where nothing may be changed. */
  change?: (one: Pending) => void;
}

/** The series of days that come back, with those of the year, as they would be with the changes of single days. */
export function Series({ data, year, changes, change }: SeriesProps) {
  const texts = useTexts(partsTexts).series;
  return (
    <Section title={texts.title} lead={texts.lead}>
      {Object.keys(data.series).map((name) => (
        <OneSeries key={name} name={name} {...{ data, year, changes }} {...(change && { change })} />
      ))}
      {change && <SeriesForm data={data} changes={changes} change={change} />}
    </Section>
  );
}

function OneSeries({ name, data, year, changes, change }: SeriesProps & { name: string }) {
  const texts = useTexts(partsTexts).series;
  const { language } = useLanguage();
  const { today } = useToday();
  const title = useSeriesName()(name);
  const dates = datesWith(data, name, changes).filter((date) => date.startsWith(`${year}-`));
  const ending = ofKind(changes, 'endSeries').some(({ series }) => series === name);
  return (
    <div className="named-days">
      <Heading level="3" size="xsmall">
        {title}
      </Heading>
      {ending && <p role="status">{texts.ending}</p>}
      {!ending && dates.length === 0 && <p>{texts.none(year)}</p>}
      {!ending && (
        <ul className="bare-list change-list" aria-label={`${title}: ${texts.inYear(year)}`}>
          {dates.map((date) => (
            <li key={date}>
              {longDate(date, language)}
              {change && date >= today && (
                <Button
                  size="xsmall"
                  variant="tertiary"
                  aria-label={texts.removeDay(longDate(date, language), title)}
                  onClick={() => change({ kind: 'remove', series: name, date })}
                >
                  {texts.remove}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
