import { Radio, RadioGroup, Select, TextField } from '@navikt/ds-react';
import { useState } from 'react';
import type { CalendarData } from '../../../src/machines/index.js';
import type { FieldError } from '../definitions/form-errors.js';
import { Section } from '../definitions/section.js';
import { useToday } from '../queries.js';
import { useTexts } from '../ui/language.js';
import { ChangeForm } from './change-form.js';
import { DayRuleFields, useRuleFaults, YearFields } from './day-rule-fields.js';
import { datesByName, daysOfRule, newRule, yearsOf, yearSpans, type RuleValues } from './day-rule.js';
import { partsTexts } from './parts-texts.js';
import { ofKind, type DayList, type Pending } from './pending.js';

interface NamedDaysProps {
  data: CalendarData;
  changes: readonly Pending[];
  /** Left out where nothing may be changed. */
  change?: (one: Pending) => void;
}

const LISTS = ['holidays', 'citizenHolidays'] as const;

/** Which holidays there are in which years, by their names. */
export function NamedDays({ data, changes, change }: NamedDaysProps) {
  const texts = useTexts(partsTexts).named;
  return (
    <Section title={texts.title} lead={texts.lead}>
      {LISTS.map((list) => (
        <div key={list} className="named-days">
          <strong id={`named-${list}`}>{texts.lists[list]}</strong>
          {Object.keys(data[list]).length === 0 && <p>{texts.none}</p>}
          <ul className="bare-list change-list" aria-labelledby={`named-${list}`}>
            {namesOf(data[list]).map(({ name, years }) => (
              <li key={name}>
                {name}
                <span className="numeric">{years}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {change && <NamedForm data={data} changes={changes} change={change} />}
    </Section>
  );
}

/** The names of days in the order of the year, with the years that have them. */
function namesOf(days: Record<string, string>): { name: string; years: string }[] {
  const inOrder = Object.entries(days)
    .sort()
    .map(([date, name]) => ({ date, name }));
  return [...datesByName(inOrder)].map(([name, on]) => ({ name, years: yearSpans(on) }));
}

interface Entered {
  act: 'name' | 'unname';
  list: DayList;
  name: string;
  rule: RuleValues;
}

function NamedForm({ data, changes, change }: Required<NamedDaysProps>) {
  const all = useTexts(partsTexts);
  const texts = all.named;
  const { today } = useToday();
  const [entered, setEntered] = useState<Entered>({
    act: 'name',
    list: 'holidays',
    name: '',
    rule: newRule('yearly', today),
  });
  const enter = (some: Partial<Entered>) => setEntered({ ...entered, ...some });
  const { act, list, name, rule } = entered;
  const law = ofKind(changes, 'law')[0];
  const submit = () => {
    for (const one of changesOf(entered)) change(one);
    enter({ name: '', rule: newRule(rule.kind, today) });
  };
  const faults = useNamedFaults(data)(entered);
  return (
    <ChangeForm
      submit={all.add}
      faults={faults}
      onSubmit={submit}
      blocked={act === 'unname' && law !== undefined}
    >
      {(faultOf) => (
        <>
          <RadioGroup
            legend={all.action}
            size="small"
            value={act}
            onChange={(next: Entered['act']) => enter({ act: next, name: '' })}
          >
            <Radio value="name">{texts.acts.name}</Radio>
            <Radio value="unname">{texts.acts.unname}</Radio>
          </RadioGroup>
          <Select
            label={texts.listLabel}
            size="small"
            value={list}
            onChange={({ target }) =>
              enter({ list: target.value as DayList, name: act === 'name' ? name : '' })
            }
          >
            {LISTS.map((each) => (
              <option key={each} value={each}>
                {texts.lists[each]}
              </option>
            ))}
          </Select>
          {act === 'name' && <NewDay {...{ entered, enter, faultOf }} />}
          {act === 'unname' && law && <p role="status">{texts.lawPending(law.place)}</p>}
          {act === 'unname' && !law && <OldDay days={data[list]} {...{ entered, enter, faultOf }} />}
        </>
      )}
    </ChangeForm>
  );
}

function changesOf({ act, list, name, rule }: Entered): Pending[] {
  const about = { list, name: name.trim() };
  if (act === 'unname') return [{ kind: act, ...about, ...yearsOf(rule) }];
  const years = rule.kind === 'date' ? {} : yearsOf(rule);
  return daysOfRule(rule).map((day) => ({ kind: act, ...about, day, ...years }));
}

function useNamedFaults(data: CalendarData): (entered: Entered) => FieldError[] {
  const texts = useTexts(partsTexts).named.faults;
  const wrong = useRuleFaults('named', data);
  return ({ act, name, rule }) => {
    const message = act === 'name' ? texts.name : texts.which;
    return [
      ...(name.trim() === '' ? [{ id: 'named-name', message }] : []),
      ...(act === 'name' ? wrong.ofRule(rule) : wrong.ofYears(rule)),
    ];
  };
}

interface DayProps {
  entered: Entered;
  enter: (some: Partial<Entered>) => void;
  faultOf: (id: string) => string | undefined;
}

function NewDay({ entered: { name, rule }, enter, faultOf }: DayProps) {
  const texts = useTexts(partsTexts).named;
  return (
    <>
      <TextField
        id="named-name"
        size="small"
        label={texts.name}
        description={texts.nameHelp}
        value={name}
        maxLength={100}
        error={faultOf('named-name')}
        onChange={({ target }) => enter({ name: target.value })}
      />
      <DayRuleFields
        prefix="named"
        values={rule}
        change={(values) => enter({ rule: values })}
        faultOf={faultOf}
      />
    </>
  );
}

function OldDay({ days, entered, enter, faultOf }: DayProps & { days: Record<string, string> }) {
  const texts = useTexts(partsTexts).named;
  return (
    <>
      <Select
        id="named-name"
        label={texts.which}
        size="small"
        value={entered.name}
        error={faultOf('named-name')}
        onChange={({ target }) => enter({ name: target.value })}
      >
        <option value="">{texts.choose}</option>
        {namesOf(days).map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      <YearFields
        prefix="named"
        values={entered.rule}
        change={(values) => enter({ rule: values })}
        faultOf={faultOf}
      />
    </>
  );
}
