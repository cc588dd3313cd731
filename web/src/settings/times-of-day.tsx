import { TextField } from '@navikt/ds-react';
import { useState } from 'react';
import type { CalendarData } from '../../../src/machines/index.js';
import { Section } from '../definitions/section.js';
import { clockOf } from '../form/form-values.js';
import { useTexts } from '../ui/language.js';
import { ChangeForm } from './change-form.js';
import { CLOCKS, clocksWith, faultsOfClocks, isShipped } from './clocks.js';
import { Mark } from './mark.js';
import { partsTexts } from './parts-texts.js';
import type { Clock, Pending } from './pending.js';

interface ClocksProps {
  data: CalendarData;
  changes: readonly Pending[];
  /** Left out where nothing may be changed. */
  change?: (one: Pending) => void;
}

/** When reminders come and letters leave, as it would be with the changes. */
export function TimesOfDay({ data, changes, change }: ClocksProps) {
  const texts = useTexts(partsTexts).clocks;
  const clocks = clocksWith(data, changes);
  return (
    <Section title={texts.title} lead={texts.lead}>
      <ul className="bare-list change-list">
        {CLOCKS.map((clock) => (
          <li key={clock}>
            {texts.names[clock]}
            <span>
              {texts.shown(clocks[clock])} {isShipped(clock, clocks[clock]) && <Mark mark="DERIVED" />}
            </span>
          </li>
        ))}
      </ul>
      {change && <ClocksForm key={JSON.stringify(clocks)} data={data} changes={changes} change={change} />}
    </Section>
  );
}

/** All three at once, because each is measured by another. */
function ClocksForm({ data, changes, change }: Required<ClocksProps>) {
  const texts = useTexts(partsTexts).clocks;
  const present = clocksWith(data, changes);
  const [typed, setTyped] = useState<Record<Clock, string>>(() => ({
    reminderClock: texts.typed(present.reminderClock),
    sendFrom: texts.typed(present.sendFrom),
    sendCutOff: texts.typed(present.sendCutOff),
  }));
  const faults = Object.entries(faultsOfClocks(typed, present)).map(([clock, fault]) => ({
    id: `clock-${clock}`,
    message: texts.faults[fault],
  }));
  const submit = () => {
    for (const clock of CLOCKS) {
      const time = clockOf(typed[clock])!;
      if (time !== present[clock]) change({ kind: 'clock', clock, time });
    }
  };
  return (
    <ChangeForm submit={texts.submit} faults={faults} onSubmit={submit}>
      {(faultOf) =>
        CLOCKS.map((clock) => (
          <TextField
            key={clock}
            id={`clock-${clock}`}
            size="small"
            className="time-input"
            label={texts.names[clock]}
            description={clock === 'reminderClock' ? texts.help : undefined}
            value={typed[clock]}
            error={faultOf(`clock-${clock}`)}
            onChange={({ target }) => setTyped({ ...typed, [clock]: target.value })}
          />
        ))
      }
    </ChangeForm>
  );
}
