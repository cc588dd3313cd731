import { BodyLong, Heading } from '@navikt/ds-react';
import { useEffect, useRef } from 'react';
import type { EventView } from '../api-types.js';
import { Reasons } from '../case/reasons.js';
import { SchemaForm } from '../form/schema-form.js';
import { useTexts, useWords } from '../ui/language.js';
import { eventAnswers } from './forms.js';
import type { PlayLine, Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';

interface EventCardProps {
  sim: Sim;
  event: EventView;
  playLine: PlayLine;
  cancel: () => void;
}

/** The form of one event, its answers invented already. */
export function EventCard({ sim, event, playLine, cancel }: EventCardProps) {
  const texts = useTexts(simulatorTexts).now;
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { definition, simulation, today, subject } = sim;
  const { type, title, help, form } = event;
  const adds = definition.events[type]?.append !== undefined;
  const known = eventAnswers(form, simulation.snapshot.facts, adds, { today, now: simulation.now });
  return (
    <section className="card event-form" aria-labelledby="simulation-event">
      <Heading level="2" size="small" id="simulation-event" tabIndex={-1} ref={heading}>
        {words(title)}
      </Heading>
      {help && <BodyLong className="quiet">{words(help)}</BodyLong>}
      {event.accepted === false && <Reasons reasons={event.reasons} />}
      <SchemaForm
        schema={form}
        known={known}
        draftKey={`simulation.${subject.id}.${type}`}
        submitLabel={texts.send}
        busy={false}
        refused={NONE}
        onSubmit={(facts) => {
          playLine({ event: type, ...(Object.keys(facts).length > 0 && { facts }) });
          return Promise.resolve(true);
        }}
        onCancel={cancel}
      />
    </section>
  );
}

const NONE: never[] = [];
