import { Button, Radio, RadioGroup, Textarea } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { instantAt } from '../../../src/machines/index.js';
import { post } from '../api.js';
import { DateField } from '../form/date-field.js';
import '../form/form.css';
import { clockOf, UNREADABLE } from '../form/form-values.js';
import { TimeField } from '../form/time-field.js';
import { useRefresh, useToday } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { FormErrors, type FieldError } from './form-errors.js';
import { DefinitionProblem } from './problems.js';
import { publishTexts } from './publish-texts.js';
import { subjectApi, type DraftSubject } from './subject.js';

interface Moment {
  when: 'now' | 'later';
  date: string;
  time: string;
}
const IDS = { date: 'valid-from-date', time: 'valid-from-time' } as const;

/** When and why: the last thing before the version holds. */
export function PublishForm({ subject }: { subject: DraftSubject }) {
  const texts = useTexts(publishTexts).publish;
  const { zone } = useToday();
  const [chosen, setChosen] = useState<Moment>({ when: 'now', date: '', time: '00:00' });
  const [note, setNote] = useState('');
  const [attempt, setAttempt] = useState(0);
  const errors = useErrors(chosen);
  const refresh = useRefresh();
  const publish = useMutation({
    mutationFn: (body: object) => post(`${subjectApi(subject)}/publish`, body),
    onSettled: refresh,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempt((before) => before + 1);
    if (errors.length > 0) return;
    const validFrom = chosen.when === 'later' && instantAt(chosen.date, clockOf(chosen.time)!, zone);
    publish.mutate({ ...(validFrom && { validFrom }), ...(note.trim() && { note: note.trim() }) });
  };
  return (
    <form onSubmit={submit} noValidate className="schema-form">
      <p>{texts.lead}</p>
      <FormErrors errors={errors} attempt={attempt} />
      <ValidFrom chosen={chosen} onChange={setChosen} errors={attempt > 0 ? errors : []} />
      <Textarea
        label={texts.note}
        size="small"
        minRows={2}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {publish.error && <DefinitionProblem error={publish.error} document={subject.document} />}
      <div>
        <Button type="submit" size="small" loading={publish.isPending}>
          {texts.button}
        </Button>
      </div>
    </form>
  );
}

function useErrors({ when, date, time }: Moment): FieldError[] {
  const texts = useTexts(publishTexts).publish;
  const { zone, now } = useToday();
  if (when === 'now') return [];
  const noDate = date === '' || date === UNREADABLE;
  const clock = clockOf(time);
  const errors: FieldError[] = [];
  if (noDate) errors.push({ id: IDS.date, message: texts.dateMissing });
  if (!clock) errors.push({ id: IDS.time, message: texts.timeMissing });
  if (!noDate && clock && instantAt(date, clock, zone) < now)
    errors.push({ id: IDS.date, message: texts.past });
  return errors;
}

interface ValidFromProps {
  chosen: Moment;
  onChange: (moment: Moment) => void;
  errors: FieldError[];
}

function ValidFrom({ chosen, onChange, errors }: ValidFromProps) {
  const texts = useTexts(publishTexts).publish;
  const { zone } = useToday();
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message;
  return (
    <>
      <RadioGroup
        legend={texts.when}
        size="small"
        value={chosen.when}
        onChange={(when: Moment['when']) => onChange({ ...chosen, when })}
      >
        <Radio value="now">{texts.now}</Radio>
        <Radio value="later">{texts.later}</Radio>
      </RadioGroup>
      {chosen.when === 'later' && (
        <div className="form-line fields">
          <DateField
            id={IDS.date}
            label={texts.date}
            description={undefined}
            error={errorOf(IDS.date)}
            value={chosen.date}
            onChange={(date) => onChange({ ...chosen, date })}
            onBlur={() => undefined}
          />
          <TimeField
            id={IDS.time}
            label={texts.time}
            date={chosen.date}
            value={chosen.time}
            error={errorOf(IDS.time)}
            onChange={({ target }) => onChange({ ...chosen, time: target.value })}
          />
        </div>
      )}
      {chosen.when === 'later' && <p className="quiet">{texts.zone(zone)}</p>}
    </>
  );
}
