import { Radio, RadioGroup, Textarea } from '@navikt/ds-react';
import type { ReactNode } from 'react';
import { DateField } from '../form/date-field.js';
import { UNREADABLE } from '../form/form-values.js';
import { useTexts } from '../ui/language.js';
import type { FieldError } from './form-errors.js';
import { runTexts } from './run-texts.js';

type Which = 'all' | 'since' | 'own' | 'these';

/** Which open cases are to be moved; what was entered for another way of choosing is kept. */
export interface Choice {
  which: Which;
  since: string;
  condition: string;
  /** As they were typed. */
  numbers: string;
}
export const ALL_CASES: Choice = { which: 'all', since: '', condition: '', numbers: '' };

const IDS = { since: 'move-since', condition: 'move-condition', numbers: 'move-numbers' } as const;
/** As many as the server takes at once. */
const MOST_NUMBERS = 1000;

/** The case numbers that were typed, each once. */
export const numbersOf = ({ numbers }: Choice): string[] => [
  ...new Set(numbers.split(/[\s,;]+/).filter((number) => number !== '')),
];

/** What the server is told of the choice; nothing for all open cases. */
export function orderOf(choice: Choice): { condition?: string; caseNumbers?: string[] } {
  switch (choice.which) {
    case 'all':
      return {};
    case 'since':
      return { condition: `case.openedOn >= date("${choice.since}")` };
    case 'own':
      return { condition: choice.condition.trim() };
    case 'these':
      return { caseNumbers: numbersOf(choice) };
  }
}

const at = (id: string, messages: string[]): FieldError[] => messages.map((message) => ({ id, message }));

/** What is wrong with the choice; `refused`: what the server found wrong with it. */
export function useChoiceErrors(choice: Choice, refused: string[]): FieldError[] {
  const texts = useTexts(runTexts).move;
  const { which, since, condition } = choice;
  const { length } = numbersOf(choice);
  switch (which) {
    case 'all':
      return [];
    case 'since':
      return at(IDS.since, since === '' || since === UNREADABLE ? [texts.sinceMissing] : refused);
    case 'own':
      return at(IDS.condition, condition.trim() === '' ? [texts.conditionMissing] : refused);
    case 'these':
      if (length === 0) return at(IDS.numbers, [texts.numbersMissing]);
      return at(IDS.numbers, length > MOST_NUMBERS ? [texts.numbersTooMany(MOST_NUMBERS)] : refused);
  }
}

interface WhichCasesProps {
  choice: Choice;
  onChange: (choice: Choice) => void;
  errors: FieldError[];
}

/** All open cases, those since a day, those for which a condition holds, or those that are named. */
export function WhichCases({ choice, onChange, errors }: WhichCasesProps) {
  const texts = useTexts(runTexts).move;
  const errorOf = (id: string) => errors.find((error) => error.id === id)?.message;
  return (
    <>
      <RadioGroup
        legend={texts.which}
        size="small"
        value={choice.which}
        onChange={(which: Which) => onChange({ ...choice, which })}
      >
        <Radio value="all">{texts.everything}</Radio>
        <Radio value="since">{texts.openedSince}</Radio>
        <Radio value="own">{texts.own}</Radio>
        <Radio value="these">{texts.these}</Radio>
      </RadioGroup>
      {choice.which === 'since' && (
        <DateField
          id={IDS.since}
          label={texts.since}
          description={undefined}
          error={errorOf(IDS.since)}
          value={choice.since}
          onChange={(since) => onChange({ ...choice, since })}
          onBlur={() => undefined}
        />
      )}
      {choice.which === 'own' && (
        <Textarea
          id={IDS.condition}
          label={texts.condition}
          description={texts.conditionHelp}
          size="small"
          className="code-input"
          minRows={2}
          value={choice.condition}
          error={linesOf(errors)}
          onChange={({ target }) => onChange({ ...choice, condition: target.value })}
        />
      )}
      {choice.which === 'these' && (
        <Textarea
          id={IDS.numbers}
          label={texts.numbers}
          description={texts.numbersHelp}
          size="small"
          minRows={3}
          spellCheck={false}
          value={choice.numbers}
          error={linesOf(errors)}
          onChange={({ target }) => onChange({ ...choice, numbers: target.value })}
        />
      )}
    </>
  );
}

/** Each on a line of its own. */
function linesOf(errors: FieldError[]): ReactNode {
  if (errors.length === 0) return undefined;
  return (
    <span>
      {errors.map(({ message }) => (
        <span key={message} className="error-line">
          {message}
        </span>
      ))}
    </span>
  );
}
