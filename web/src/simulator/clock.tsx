import { Button, HStack } from '@navikt/ds-react';
import { useState, type FormEvent } from 'react';
import { instantAt, nextTimer } from '../../../src/machines/index.js';
import { DateField } from '../form/date-field.js';
import { UNREADABLE } from '../form/form-values.js';
import { useTimerName } from '../inspector/timers.js';
import { addDays, longDate, moment, timeOfDay } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { morningOf } from '../ui/morning-of.js';
import { add } from './script.js';
import type { Sim } from './sim.js';
import { simulatorTexts } from './simulator-texts.js';

const WEEK_DAYS = 7;

/** The virtual clock, and the ways to move it. What falls due on the way happens at its own instant. */
export function Clock({ sim }: { sim: Sim }) {
  const texts = useTexts(simulatorTexts).clock;
  const { language } = useLanguage();
  const { run, change, simulation, zone, today } = sim;
  const { now } = simulation;
  const next = nextTimer(simulation.snapshot);
  const nameOf = useTimerName(sim.definition);
  const advance = (advanceTo: string) => change(add(run, { advanceTo }));
  const byDays = (days: number) => advance(instantAt(addDays(today, days), timeOfDay(now, 'en', zone), zone));
  return (
    <section aria-labelledby="simulation-clock" className="simulation-clock">
      <h2 id="simulation-clock" className="small-heading">
        {texts.title}:{' '}
        <span role="status">{texts.at(longDate(today, language), timeOfDay(now, language, zone))}</span>
      </h2>
      <HStack gap="space-8" align="end">
        <Button size="small" variant="secondary" onClick={() => byDays(1)}>
          {texts.day}
        </Button>
        <Button size="small" variant="secondary" onClick={() => byDays(WEEK_DAYS)}>
          {texts.week}
        </Button>
        <Button size="small" variant="secondary" disabled={!next} onClick={() => next && advance(next.dueAt)}>
          {texts.next}
        </Button>
        <ToDate today={today} go={(date) => advance(morningOf(date, zone))} />
      </HStack>
      <div className="quiet">
        {next ? texts.comes(nameOf(next.id), moment(next.dueAt, language, zone)) : texts.nothing}
      </div>
    </section>
  );
}

function ToDate({ today, go }: { today: string; go: (date: string) => void }) {
  const texts = useTexts(simulatorTexts).clock;
  const [date, setDate] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const valid = date !== UNREADABLE && date > today;
    setWrong(!valid);
    if (valid) go(date);
  };
  return (
    <form onSubmit={submit} noValidate>
      <HStack gap="space-8" align="end">
        <DateField
          id="simulation-date"
          label={texts.toDate}
          description={undefined}
          error={wrong ? texts.wrongDate : undefined}
          value={date}
          onChange={setDate}
          onBlur={() => undefined}
        />
        <Button type="submit" size="small" variant="secondary">
          {texts.go}
        </Button>
      </HStack>
    </form>
  );
}
