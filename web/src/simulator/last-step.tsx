import { Alert, Heading } from '@navikt/ds-react';
import type { RefObject } from 'react';
import { leafPaths } from '../../../src/machines/index.js';
import { Reasons } from '../case/reasons.js';
import { useTitles } from '../definitions/use-titles.js';
import { useTexts } from '../ui/language.js';
import type { Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';
import { useCourseWords } from './use-course-words.js';

interface LastStepProps {
  sim: Sim;
  /** Takes the focus when something was sent. */
  heading: RefObject<HTMLHeadingElement | null>;
}

/** Where the case is, and what came of the last step. */
export function LastStep({ sim, heading }: LastStepProps) {
  const texts = useTexts(simulatorTexts).now;
  const titles = useTitles([sim.definition]);
  const { entries, snapshot } = sim.simulation;
  const at = entries.findLast(({ accepted }) => accepted)?.to ?? [];
  const where = leafPaths(new Set(at)).map(titles.state);
  return (
    <section aria-labelledby="simulation-now" className="card">
      <Heading level="2" size="small" id="simulation-now" tabIndex={-1} ref={heading}>
        {snapshot.status === 'done' ? texts.ended(where.join(' · ')) : texts.title}
      </Heading>
      {snapshot.status !== 'done' && <p className="simulation-where">{where.join(' · ')}</p>}
      <div role="status">
        <CameOfIt sim={sim} />
      </div>
    </section>
  );
}

function CameOfIt({ sim }: { sim: Sim }) {
  const texts = useTexts(simulatorTexts);
  const words = useCourseWords(sim.definition);
  const line = sim.run.at - 1;
  const entries = sim.simulation.entries.filter((entry) => entry.line === line);
  const refused = entries.find(({ accepted }) => !accepted);
  const said = entries.flatMap(({ effects }) => effects.flatMap((effect) => words.effect(effect) ?? []));
  if (refused) {
    return (
      <Alert variant="warning" size="small">
        <strong>
          {texts.course.refused}: {words.event(refused)}
        </strong>
        <Reasons reasons={refused.reasons} />
      </Alert>
    );
  }
  return (
    <>
      <h3 className="small-heading">{texts.now.last}</h3>
      {said.length === 0 && <p className="quiet">{texts.now.unnoticed}</p>}
      <ul className="plain-list">
        {said.map((one, at) => (
          <li key={`${one} ${at}`}>{one}</li>
        ))}
      </ul>
    </>
  );
}
