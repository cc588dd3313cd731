import { Heading, ReadMore } from '@navikt/ds-react';
import { certificateRuleWords } from '../../../src/machines/index.js';
import type { Certificate } from '../api-types.js';
import { CertificateSteps } from '../case/certificate.js';
import { caseTexts } from '../texts/case-texts.js';
import { shortDate, shortDue } from '../ui/dates.js';
import { DayTag } from '../ui/day-tag.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import type { Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';

/** The deadlines that run on the virtual clock, the nearest first, each with how its day was found. */
export function RunningDeadlines({ sim }: { sim: Sim }) {
  const title = useTexts(simulatorTexts).deadlines;
  const texts = useTexts(caseTexts).deadlines;
  const { deadlines } = sim.simulation.snapshot;
  const sorted = Object.keys(deadlines).sort((a, b) =>
    placeOf(deadlines[a]!).localeCompare(placeOf(deadlines[b]!)),
  );
  return (
    <section aria-labelledby="simulation-deadlines">
      <Heading level="2" size="small" id="simulation-deadlines">
        {title}
      </Heading>
      {sorted.length === 0 && <p className="quiet">{texts.none}</p>}
      <ul className="bare-list">
        {sorted.map((key) => (
          <Line key={key} name={key} sim={sim} />
        ))}
      </ul>
    </section>
  );
}

const placeOf = ({ targetOn, dueAt }: { targetOn: string; dueAt: string }): string => `${targetOn} ${dueAt}`;

function Line({ name, sim }: { name: string; sim: Sim }) {
  const texts = useTexts(caseTexts).deadlines;
  const words = useWords();
  const { language } = useLanguage();
  const { definition, simulation, today, zone } = sim;
  const { dueOn, dueAt, targetOn, latestSendOn, pausedOn } = simulation.snapshot.deadlines[name]!;
  const { title, kind } = definition.deadlines[name]!;
  const date = (day: string) => shortDate(day, language, today);
  const notes = [
    latestSendOn && latestSendOn !== targetOn ? texts.latestSend(date(latestSendOn)) : '',
    dueOn !== targetOn ? texts.due(date(dueOn)) : '',
  ].filter(Boolean);
  const certificate = certificateOf(sim, name);
  return (
    <li className="deadline simulated">
      <div className="deadline-name">
        <strong>{words(title)}</strong>
        <span className="quiet">{texts.kinds[kind]}</span>
      </div>
      <div>
        <div className="deadline-date">{shortDue(targetOn, dueAt, { language, zone, today })}</div>
        {notes.length > 0 && <div className="quiet">{notes.join(' · ')}</div>}
      </div>
      <div>
        <DayTag
          day={targetOn}
          today={today}
          at={dueAt}
          now={simulation.now}
          pausedOn={pausedOn}
          kind={kind}
        />
      </div>
      {certificate && (
        <ReadMore header={texts.how} size="small" className="deadline-how">
          <CertificateSteps
            certificate={certificate}
            ruleWords={certificateRuleWords(definition)(certificate)}
          />
        </ReadMore>
      )}
    </li>
  );
}

/** The certificate that came when the deadline was last begun or moved. */
function certificateOf({ simulation }: Sim, name: string): Certificate | undefined {
  const last = simulation.noticed.findLast(
    ({ effect }) =>
      (effect.type === 'startDeadline' || effect.type === 'moveDeadline') && effect.key === name,
  );
  return last && 'certificate' in last.effect ? last.effect.certificate : undefined;
}
