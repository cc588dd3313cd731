import { Stepper, Tag } from '@navikt/ds-react';
import type { PublicPhase } from '../api-types.js';
import { caseTexts } from '../texts/case-texts.js';
import { useTexts } from '../ui/language.js';

const PHASES = [
  'received',
  'information',
  'assessment',
  'hearing',
  'decision',
] as const satisfies PublicPhase[];

/** Where the case stands among the five phases that citizens are shown: steps where there is room, else a sentence. */
export function Phases({ phase }: { phase: PublicPhase | null }) {
  const texts = useTexts(caseTexts).phases;
  if (phase === null) return null;
  const at = phase === 'closed' ? PHASES.length + 1 : PHASES.indexOf(phase) + 1;
  return (
    <div className="phases">
      <div className="wide-only">
        <Stepper aria-label={texts.label} activeStep={at} interactive={false} orientation="horizontal">
          {PHASES.map((each, index) => (
            <Stepper.Step key={each} completed={index + 1 < at}>
              {texts[each]}
            </Stepper.Step>
          ))}
        </Stepper>
      </div>
      <div className="narrow-only">
        <Tag variant="moderate" data-color="accent" size="small">
          {phase === 'closed' ? texts.closed : texts.short(at, texts[phase])}
        </Tag>
      </div>
    </div>
  );
}
