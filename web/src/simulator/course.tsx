import { Alert, Heading } from '@navikt/ds-react';
import type { SimulationEntry } from '../../../src/machines/index.js';
import { Reasons } from '../case/reasons.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { EffectLine } from './effect-line.js';
import type { Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';
import { useCourseWords } from './use-course-words.js';

/** Everything that has happened, in order: each event with what people notice of it. */
export function Course({ sim }: { sim: Sim }) {
  const texts = useTexts(simulatorTexts).course;
  const { entries, truncated } = sim.simulation;
  return (
    <section aria-labelledby="simulation-course" className="simulation-course">
      <Heading level="2" size="small" id="simulation-course">
        {texts.title}
      </Heading>
      <p className="quiet">{texts.lead}</p>
      <ol className="timeline">
        {entries.map((entry, at) => (
          <Entry key={`${entry.at} ${entry.event} ${at}`} entry={entry} sim={sim} />
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

function Entry({ entry, sim: { definition, zone } }: { entry: SimulationEntry; sim: Sim }) {
  const texts = useTexts(simulatorTexts).course;
  const { language } = useLanguage();
  const words = useCourseWords(definition);
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
