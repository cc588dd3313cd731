import { Alert, Button, Heading } from '@navikt/ds-react';
import { useState } from 'react';
import type { SimulationEntry } from '../../../src/machines/index.js';
import { Reasons } from '../case/reasons.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { EffectLine } from './effect-line.js';
import type { Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';
import { useCourseWords, type CourseWords } from './use-course-words.js';

/** More than this is shown on request only: a case that is left alone for years gets a reminder every week. */
const SHOWN = 100;

/** Everything that has happened, in order: each event with what people notice of it. */
export function Course({ sim }: { sim: Sim }) {
  const texts = useTexts(simulatorTexts).course;
  const words = useCourseWords(sim.definition);
  const [all, setAll] = useState(false);
  const { entries, truncated } = sim.simulation;
  const hidden = all ? 0 : Math.max(0, entries.length - SHOWN);
  return (
    <section aria-labelledby="simulation-course" className="simulation-course">
      <Heading level="2" size="small" id="simulation-course">
        {texts.title}
      </Heading>
      <p className="quiet">{texts.lead}</p>
      {hidden > 0 && (
        <Button size="small" variant="secondary" onClick={() => setAll(true)}>
          {texts.earlier(hidden)}
        </Button>
      )}
      <ol className="timeline" start={hidden + 1}>
        {entries.slice(hidden).map((entry, at) => (
          <Entry key={`${entry.at} ${entry.event} ${at}`} entry={entry} sim={sim} words={words} />
        ))}
      </ol>
      {truncated && (
        <Alert variant="warning" size="small">
          {texts.truncated}
        </Alert>
      )}
    </section>
  );
}

interface EntryProps {
  entry: SimulationEntry;
  sim: Sim;
  words: CourseWords;
}

function Entry({ entry, sim: { definition, zone }, words }: EntryProps) {
  const texts = useTexts(simulatorTexts).course;
  const { language } = useLanguage();
  const { at, event, accepted, reasons, effects } = entry;
  const byItself = !Object.hasOwn(definition.events, event);
  return (
    <li className={byItself ? 'by-system' : ''}>
      <div className="quiet">{moment(at, language, zone)}</div>
      <div className="timeline-title">
        {accepted ? words.event(entry) : `${texts.refused}: ${words.event(entry)}`}
      </div>
      {!accepted && <Reasons reasons={reasons} />}
      <ul className="plain-list">
        {effects.map((effect, index) => {
          const said = words.effect(effect);
          return (
            said && (
              <EffectLine key={`${said} ${index}`} effect={effect} words={said} definition={definition} />
            )
          );
        })}
      </ul>
    </li>
  );
}
