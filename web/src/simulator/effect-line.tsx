import { ReadMore } from '@navikt/ds-react';
import { certificateRuleWords, type Effect } from '../../../src/machines/index.js';
import type { Definition } from '../api-types.js';
import { CertificateSteps } from '../case/certificate.js';
import { ProcedureView } from '../case/task-card.js';
import { caseTexts } from '../texts/case-texts.js';
import { useTexts } from '../ui/language.js';

interface EffectLineProps {
  effect: Effect;
  words: string;
  definition: Definition;
}

/** One thing that people notice; a prompt with its procedure, a deadline with how its day was found. */
export function EffectLine({ effect, words, definition }: EffectLineProps) {
  const texts = useTexts(caseTexts).deadlines;
  const procedure = effect.type === 'openTask' ? definition.tasks[effect.key]?.procedure : undefined;
  const counted = effect.type === 'startDeadline' || effect.type === 'moveDeadline';
  return (
    <li data-effect={effect.type}>
      {words}
      {procedure && <ProcedureView task={{ procedure }} />}
      {counted && (
        <ReadMore header={texts.how} size="small">
          <CertificateSteps
            certificate={effect.certificate}
            ruleWords={certificateRuleWords(definition)(effect.certificate)}
          />
        </ReadMore>
      )}
    </li>
  );
}
