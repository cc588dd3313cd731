import { Alert, Heading } from '@navikt/ds-react';
import { memo } from 'react';
import type { PlacedArrow } from '../../../src/machines/index.js';
import { Statechart } from '../statechart/statechart.js';
import { useTexts } from '../ui/language.js';
import type { Lit } from './drawing-link.js';
import { editorTexts } from './editor-texts.js';
import type { Drawing } from './use-drawing.js';

interface DrawingPaneProps {
  drawing: Drawing;
  /** The drawing is that of the text as it is. */
  current: boolean;
  /** There is nothing to be drawn yet, and it is known why. */
  stuck: boolean;
  lit: Lit;
  onState: (path: string) => void;
  onArrow: (arrow: PlacedArrow) => void;
}

/** The machine as it is written, with what the cursor is at. It stays while the text is broken. */
export const DrawingPane = memo(function DrawingPane(props: DrawingPaneProps) {
  const { drawing, current, stuck, lit, onState, onArrow } = props;
  const texts = useTexts(editorTexts).drawing;
  const { layout, failed } = drawing;
  const trouble = failed ? texts.failed : !current && stuck ? texts.old : null;
  return (
    <section aria-label={texts.title} className="editor-drawing">
      <div className="text-head">
        <Heading level="2" size="small">
          {texts.title}
        </Heading>
        {layout && <span className="quiet">{texts.click}</span>}
      </div>
      {layout ? (
        <>
          <div role="status">
            {trouble && (
              <Alert variant="info" size="small" inline>
                {trouble}
              </Alert>
            )}
          </div>
          <Statechart
            layout={layout}
            marks={{ states: new Map(), lit: lit.arrows }}
            selected={lit.state}
            follow
            onSelect={onState}
            onSelectArrow={onArrow}
          />
        </>
      ) : (
        <p role="status">{stuck ? texts.none : texts.wait}</p>
      )}
    </section>
  );
});
