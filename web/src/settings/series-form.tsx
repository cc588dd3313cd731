import { Radio, RadioGroup, Select, TextField } from '@navikt/ds-react';
import { useState } from 'react';
import type { CalendarData } from '../../../src/machines/index.js';
import type { FieldError } from '../definitions/form-errors.js';
import { useToday } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { ChangeForm } from './change-form.js';
import { DayRuleFields, useRuleFaults } from './day-rule-fields.js';
import { daysOfRule, newRule, yearsOf, type RuleValues } from './day-rule.js';
import { partsTexts } from './parts-texts.js';
import type { Pending } from './pending.js';
import { useSeriesName } from './series-name.js';
import { datesWith } from './year-days.js';

interface SeriesFormProps {
  data: CalendarData;
  changes: readonly Pending[];
  change: (one: Pending) => void;
}

const ACTS = ['addRule', 'removeRule', 'endSeries'] as const;
type Act = (typeof ACTS)[number];
const NEW = '';
const SERIES_NAME = /^[a-zA-Z]\w{0,99}$/;

/** Days of a series by a date or a rule, a new series, or the end of one. */
export function SeriesForm({ data, changes, change }: SeriesFormProps) {
  const all = useTexts(partsTexts);
  const texts = all.series;
  const { today } = useToday();
  const known = Object.keys(data.series);
  const [chosen, setChosen] = useState(known[0] ?? NEW);
  const [name, setName] = useState('');
  const [act, setAct] = useState<Act>('addRule');
  const [rule, setRule] = useState(() => newRule('date', today));
  const isNew = !known.includes(chosen);
  const doing = isNew ? 'addRule' : act;
  const series = isNew ? name.trim() : chosen;
  const entered = { isNew, series, act: doing, rule };
  const faults = useSeriesFaults({ data, changes })(entered);
  const submit = () => {
    change(changeOf(entered));
    setName('');
    setRule(newRule(rule.kind, today));
  };
  return (
    <ChangeForm submit={all.add} faults={faults} onSubmit={submit}>
      {(faultOf) => (
        <>
          <WhichSeries
            known={known}
            {...{ chosen, name, isNew }}
            choose={setChosen}
            rename={setName}
            error={faultOf('series-name')}
          />
          {!isNew && (
            <RadioGroup legend={all.action} size="small" value={act} onChange={setAct}>
              {ACTS.map((each) => (
                <Radio key={each} value={each}>
                  {texts.acts[each]}
                </Radio>
              ))}
            </RadioGroup>
          )}
          {doing !== 'endSeries' && (
            <DayRuleFields prefix="series" values={rule} change={setRule} faultOf={faultOf} />
          )}
        </>
      )}
    </ChangeForm>
  );
}

interface WhichSeriesProps {
  known: string[];
  chosen: string;
  name: string;
  isNew: boolean;
  choose: (series: string) => void;
  rename: (name: string) => void;
  error: string | undefined;
}
function WhichSeries({ known, chosen, name, isNew, choose, rename, error }: WhichSeriesProps) {
  const texts = useTexts(partsTexts).series;
  const titleOf = useSeriesName();
  return (
    <>
      <Select
        label={texts.series}
        size="small"
        value={isNew ? NEW : chosen}
        onChange={({ target }) => choose(target.value)}
      >
        {known.map((each) => (
          <option key={each} value={each}>
            {titleOf(each)}
          </option>
        ))}
        <option value={NEW}>{texts.newSeries}</option>
      </Select>
      {isNew && (
        <TextField
          id="series-name"
          size="small"
          label={texts.name}
          description={texts.nameHelp}
          value={name}
          maxLength={100}
          error={error}
          onChange={({ target }) => rename(target.value)}
        />
      )}
    </>
  );
}

/** A single date of a series that is there is shown among its dates at once. */
function changeOf({ isNew, series, act, rule }: Entered): Pending {
  if (act === 'endSeries') return { kind: 'endSeries', series };
  if (rule.kind !== 'date') return { kind: act, series, days: daysOfRule(rule), ...yearsOf(rule) };
  if (isNew) return { kind: act, series, days: [rule.date] };
  return { kind: act === 'addRule' ? 'add' : 'remove', series, date: rule.date };
}

interface Entered {
  isNew: boolean;
  series: string;
  act: Act;
  rule: RuleValues;
}

function useSeriesFaults({ data, changes }: Pick<SeriesFormProps, 'data' | 'changes'>) {
  const texts = useTexts(partsTexts).series.faults;
  const wrong = useRuleFaults('series', data);
  return ({ isNew, series, act, rule }: Entered): FieldError[] => {
    if (act === 'endSeries') return [];
    const there = datesWith(data, series, changes).includes(rule.date);
    const wrongDay = rule.kind === 'date' && there === (act === 'addRule');
    const known = wrong.ofRule(rule);
    return [
      ...(isNew && !SERIES_NAME.test(series) ? [{ id: 'series-name', message: texts.name }] : []),
      ...(isNew && Object.hasOwn(data.series, series) ? [{ id: 'series-name', message: texts.there }] : []),
      ...(known.length > 0 || !wrongDay
        ? []
        : [{ id: 'series-date', message: there ? texts.day : texts.noDay }]),
      ...known,
    ];
  };
}
