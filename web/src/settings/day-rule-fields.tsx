import { Select, TextField } from '@navikt/ds-react';
import type { CalendarData } from '../../../src/machines/index.js';
import type { FieldError } from '../definitions/form-errors.js';
import { DateField } from '../form/date-field.js';
import { useLanguage, useTexts } from '../ui/language.js';
import {
  faultsOfRule,
  faultsOfYears,
  MONTHS,
  RULE_KINDS,
  WEEKDAYS,
  type RuleFaults,
  type RuleValues,
} from './day-rule.js';
import { monthWord, ruleTexts } from './rule-texts.js';

interface RuleFieldsProps {
  /** Before the ids of the fields. */
  prefix: string;
  values: RuleValues;
  change: (values: RuleValues) => void;
  faultOf: (id: string) => string | undefined;
}

/** Which days: one date, or a rule for those of many years. */
export function DayRuleFields(props: RuleFieldsProps) {
  const { prefix, values, change, faultOf } = props;
  const texts = useTexts(ruleTexts);
  return (
    <>
      <Select
        label={texts.kind}
        size="small"
        value={values.kind}
        onChange={({ target }) =>
          change({ ...values, kind: target.value as RuleValues['kind'], month: values.month || 1 })
        }
      >
        {RULE_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {texts.kinds[kind]}
          </option>
        ))}
      </Select>
      {values.kind === 'date' && (
        <DateField
          id={`${prefix}-date`}
          label={texts.date}
          description={undefined}
          error={faultOf(`${prefix}-date`)}
          value={values.date}
          onChange={(date) => change({ ...values, date })}
          onBlur={() => undefined}
        />
      )}
      {values.kind === 'yearly' && <Yearly {...props} />}
      {values.kind === 'easter' && (
        <RuleText {...props} field="offset" label={texts.offset} description={texts.offsetHelp} />
      )}
      {values.kind === 'weekday' && <WeekdayOfMonth {...props} />}
      {values.kind !== 'date' && <YearFields {...props} />}
    </>
  );
}

function Yearly(props: RuleFieldsProps) {
  const texts = useTexts(ruleTexts);
  return (
    <div className="field-row">
      <RuleText {...props} field="day" label={texts.day} />
      <MonthSelect {...props} every={false} />
    </div>
  );
}

function WeekdayOfMonth(props: RuleFieldsProps) {
  const { values, change } = props;
  const texts = useTexts(ruleTexts);
  return (
    <div className="field-row">
      <Select
        label={texts.count}
        size="small"
        value={values.count}
        onChange={({ target }) => change({ ...values, count: Number(target.value) })}
      >
        {Object.entries(texts.counts).map(([count, word]) => (
          <option key={count} value={count}>
            {word}
          </option>
        ))}
      </Select>
      <Select
        label={texts.weekday}
        size="small"
        value={values.weekday}
        onChange={({ target }) => change({ ...values, weekday: target.value as RuleValues['weekday'] })}
      >
        {WEEKDAYS.map((weekday) => (
          <option key={weekday} value={weekday}>
            {texts.weekdays[weekday]}
          </option>
        ))}
      </Select>
      <MonthSelect {...props} every />
    </div>
  );
}

function MonthSelect({ values, change, every }: RuleFieldsProps & { every: boolean }) {
  const texts = useTexts(ruleTexts);
  const { language } = useLanguage();
  return (
    <Select
      label={texts.month}
      size="small"
      value={values.month}
      onChange={({ target }) => change({ ...values, month: Number(target.value) })}
    >
      {every && <option value={0}>{texts.everyMonth}</option>}
      {MONTHS.map((month, at) => (
        <option key={month} value={at + 1}>
          {monthWord(at + 1, language)}
        </option>
      ))}
    </Select>
  );
}

/** From which year to which. */
export function YearFields(props: RuleFieldsProps) {
  const texts = useTexts(ruleTexts);
  return (
    <div className="field-group">
      <div className="field-row">
        <RuleText {...props} field="fromYear" label={texts.fromYear} />
        <RuleText {...props} field="untilYear" label={texts.untilYear} />
      </div>
      <p className="quiet">{texts.yearsHelp}</p>
    </div>
  );
}

interface RuleTextProps extends RuleFieldsProps {
  field: 'day' | 'offset' | 'fromYear' | 'untilYear';
  label: string;
  description?: string;
}
function RuleText({ prefix, values, change, faultOf, field, label, description }: RuleTextProps) {
  const id = `${prefix}-${field}`;
  return (
    <TextField
      id={id}
      size="small"
      className="short-input"
      inputMode={field === 'offset' ? 'text' : 'numeric'}
      label={label}
      description={description}
      error={faultOf(id)}
      value={values[field]}
      onChange={({ target }) => change({ ...values, [field]: target.value.replace('−', '-') })}
    />
  );
}

/** What is wrong with the fields, in words. */
export function useRuleFaults(prefix: string, data: Pick<CalendarData, 'from' | 'to'>) {
  const texts = useTexts(ruleTexts).faults;
  const inWords = (faults: RuleFaults): FieldError[] =>
    Object.entries(faults).map(([field, fault]) => ({ id: `${prefix}-${field}`, message: texts[fault] }));
  return {
    ofRule: (values: RuleValues) => inWords(faultsOfRule(values, data)),
    ofYears: (values: RuleValues) => inWords(faultsOfYears(values, data)),
  };
}
