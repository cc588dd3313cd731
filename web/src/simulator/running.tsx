import { Heading, ReadMore } from '@navikt/ds-react';
import { useRef } from 'react';
import { FactList } from '../inspector/then.js';
import { Answer } from '../leader/answer.js';
import { useTexts } from '../ui/language.js';
import { useFocusWhenLost } from '../ui/use-focus-when-lost.js';
import { Clock } from './clock.js';
import { Course } from './course.js';
import { RunningDeadlines } from './deadlines.js';
import { LastStep } from './last-step.js';
import { NextSteps } from './next-steps.js';
import { PlayedChart } from './played-chart.js';
import { add } from './script.js';
import { ScriptBar } from './script-bar.js';
import type { PlayLine, Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';
import { useDrawing } from './use-drawing.js';

/** The case on its way: the clock, what can be done, where it is on the drawing, and all that has come of it. */
export function Running({ sim }: { sim: Sim }) {
  const texts = useTexts(simulatorTexts);
  const last = useRef<HTMLHeadingElement>(null);
  const { run, change } = sim;
  useFocusWhenLost(run.at, 'simulation-now');
  const playLine: PlayLine = (line) => {
    change(add(run, line));
    // What was pressed may be gone: what came of it is where to go on.
    setTimeout(() => last.current?.focus());
  };
  return (
    <div className="blocks">
      <div className="simulation-bar">
        <Clock sim={sim} />
        <ScriptBar sim={sim} />
      </div>
      <div className="simulation-columns">
        <div className="simulation-now">
          <LastStep sim={sim} heading={last} />
          <NextSteps key={`${run.at} ${run.script.length}`} sim={sim} playLine={playLine} />
        </div>
        <Drawn sim={sim} />
      </div>
      <RunningDeadlines sim={sim} />
      <Course sim={sim} />
      <ReadMore header={texts.facts} size="small">
        <FactList definition={sim.definition} facts={sim.simulation.snapshot.facts} />
      </ReadMore>
    </div>
  );
}

function Drawn({ sim }: { sim: Sim }) {
  const texts = useTexts(simulatorTexts);
  const { subject, definition, simulation } = sim;
  const drawing = useDrawing(subject, definition);
  const moves = simulation.entries
    .filter(({ accepted }) => accepted)
    .map(({ event, from, to }) => ({ type: event, from, to }));
  return (
    <section aria-labelledby="simulation-drawing" className="simulation-drawing">
      <Heading level="2" size="small" id="simulation-drawing" spacing>
        {texts.drawing}
      </Heading>
      {drawing.error && !drawing.data ? (
        <p>{texts.notDrawn}</p>
      ) : (
        <Answer of={drawing}>{(layout) => <PlayedChart layout={layout} moves={moves} />}</Answer>
      )}
    </section>
  );
}
