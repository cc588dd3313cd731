import { CheckmarkCircleFillIcon, CircleIcon, ChevronRightCircleFillIcon } from '@navikt/aksel-icons';
import { Heading } from '@navikt/ds-react';
import { useId, type ReactNode } from 'react';
import { useTexts } from '../ui/language.js';
import { publishTexts } from './publish-texts.js';

/** `ready`: there is something to read. `optional`: may be left out, but should not be. */
export type StepState = 'done' | 'current' | 'ready' | 'waiting' | 'optional';

const ICONS = {
  done: CheckmarkCircleFillIcon,
  current: ChevronRightCircleFillIcon,
  ready: CircleIcon,
  waiting: CircleIcon,
  optional: CircleIcon,
};

interface StepProps {
  /** Names the step for links and tests. */
  name: string;
  title: string;
  state: StepState;
  lead?: string;
  children: ReactNode;
}

/** One step of the way to publication, with how it stands. */
export function Step({ name, title, state, lead, children }: StepProps) {
  const texts = useTexts(publishTexts).states;
  const id = useId();
  const Icon = ICONS[state];
  return (
    <li className={`path-step ${state}`} data-step={name} data-state={state} aria-labelledby={id}>
      <Icon aria-hidden fontSize="1.75rem" className="path-icon" />
      <div className="blocks-small">
        <div className="cell-line">
          <Heading level="2" size="small" id={id} tabIndex={-1}>
            {title}
          </Heading>
          <span className="quiet">{texts[state]}</span>
        </div>
        {lead && <p className="section-lead quiet">{lead}</p>}
        {children}
      </div>
    </li>
  );
}
