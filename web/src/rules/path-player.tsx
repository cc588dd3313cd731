import { Button } from '@navikt/ds-react';
import { useId, useState } from 'react';
import type { Definition, PathStep } from '../../../src/machines/index.js';
import type { Subject } from '../definitions/subject.js';
import { Loading } from '../ui/loading.js';
import { PlayedChart } from '../simulator/played-chart.js';
import { useDrawing } from '../simulator/use-drawing.js';
import { useTexts } from '../ui/language.js';
import { PathSteps } from './path-steps.js';
import { PlayControls } from './play-controls.js';
import { rulesTexts } from './rules-texts.js';
import { usePathWords } from './use-path-words.js';

interface ShownPathProps {
  path: PathStep[];
  subject: Subject;
  definition: Definition;
  /** It lies open from the beginning. */
  shown: boolean;
}

/** A path that can be laid open and played. */
export function ShownPath({ shown, ...rest }: ShownPathProps) {
  const texts = useTexts(rulesTexts).path;
  const [open, setOpen] = useState(shown);
  const id = useId();
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {open ? texts.hide : texts.show}
      </Button>
      <div id={id}>{open && <PathPlayer {...rest} />}</div>
    </>
  );
}

/** The path step by step: what happened, what was asked, and on the drawing where the case then is. */
function PathPlayer({ path, subject, definition }: Omit<ShownPathProps, 'shown'>) {
  const texts = useTexts(rulesTexts).path;
  const [at, setAt] = useState(0);
  const words = usePathWords(definition);
  const drawing = useDrawing(subject, definition);
  const step = path[at]!;
  const moves = path.slice(0, at + 1).map(({ event, from, to }) => ({ type: event, from, to }));
  return (
    <div className="path-player">
      <PlayControls at={at} count={path.length} goTo={setAt} />
      <p role="status" className="path-now">
        <strong>{texts.said(at + 1, path.length, words.event(step))}</strong> {words.place(step)}
      </p>
      <div className="path-columns">
        <PathSteps path={path} at={at} goTo={setAt} words={words} />
        {drawing.data ? (
          <PlayedChart layout={drawing.data} moves={moves} />
        ) : drawing.error ? (
          <p>{texts.notDrawn}</p>
        ) : (
          <Loading />
        )}
      </div>
    </div>
  );
}
