import { Select } from '@navikt/ds-react';
import { useState } from 'react';
import type { CalendarData, LawCountry, LawPlace } from '../../../src/machines/index.js';
import { Section } from '../definitions/section.js';
import { useLanguage, useTexts, type Language } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';
import { ChangeForm } from './change-form.js';
import { partsTexts } from './parts-texts.js';
import { ofKind, type Pending } from './pending.js';
import { countryName, languageName, placeName } from './place-names.js';
import { useLawCountries } from './settings-queries.js';

interface LawProps {
  data: CalendarData;
  changes: readonly Pending[];
  /** Left out where nothing may be changed. */
  change?: (one: Pending) => void;
}

/** Whose holidays and clocks the calendar follows, as it would be with the changes. */
export function Law({ data, changes, change }: LawProps) {
  const texts = useTexts(partsTexts).law;
  const { language } = useLanguage();
  const pending = ofKind(changes, 'law')[0];
  const countries = useLawCountries();
  const place = pending?.place ?? placeName(data.country.split('-'), countries.data ?? [], language);
  return (
    <Section title={texts.title} lead={texts.lead}>
      <ul className="bare-list change-list">
        <li>
          {texts.country}
          <span>{place}</span>
        </li>
        <li>
          {texts.zone}
          <span>{pending?.law.zone ?? data.zone}</span>
        </li>
      </ul>
      {change && countries.error && (
        <ProblemView error={countries.error} retry={() => void countries.refetch()} />
      )}
      {change && countries.isPending && <Loading />}
      {change && countries.data && <LawForm data={data} countries={countries.data} change={change} />}
    </Section>
  );
}

interface LawFormProps {
  data: CalendarData;
  countries: LawCountry[];
  change: (one: Pending) => void;
}
function LawForm({ data, countries, change }: LawFormProps) {
  const texts = useTexts(partsTexts).law;
  const { language } = useLanguage();
  const choice = useLawChoice(data, countries);
  const { law, path, states, regions, zones, languages, choosePlace, chooseZone, chooseNames } = choice;
  const same = path.join('-') === data.country && law.zone === data.zone;
  return (
    <ChangeForm
      submit={texts.submit}
      faults={same ? [{ id: 'law-country', message: texts.faults.same }] : []}
      onSubmit={() => change({ kind: 'law', place: placeName(path, countries, language), law })}
    >
      {(faultOf) => (
        <>
          <Choice
            id="law-country"
            label={texts.country}
            error={faultOf('law-country')}
            options={inOrder(countries, language)}
            value={law.country}
            choose={(code) => choosePlace(code)}
          />
          {states.length > 0 && (
            <Choice
              label={texts.state}
              options={[['', texts.everywhere], ...states]}
              value={law.state ?? ''}
              choose={(code) => choosePlace(law.country, code)}
            />
          )}
          {regions.length > 0 && (
            <Choice
              label={texts.region}
              options={[['', texts.wholeState], ...regions]}
              value={law.region ?? ''}
              choose={(code) => choosePlace(law.country, law.state, code)}
            />
          )}
          <Choice label={texts.zone} options={zones} value={law.zone} choose={chooseZone} />
          {languages.length > 1 && (
            <Choice
              label={texts.language}
              options={languages.map((code) => [code, languageName(code, language)] as const)}
              value={law.language}
              choose={chooseNames}
            />
          )}
        </>
      )}
    </ChangeForm>
  );
}

/** The law that is being chosen, and what can be chosen of it. It begins with the present one. */
function useLawChoice(data: CalendarData, countries: LawCountry[]) {
  const present = data.country.split('-');
  const [[country = '', state, region], setPath] = useState<(string | undefined)[]>(present);
  const [zone, chooseZone] = useState(data.zone);
  const [names, chooseNames] = useState('');
  const there = countries.find(({ code }) => code === country);
  const states = there?.parts ?? [];
  const own = country === present[0] ? [data.zone] : [];
  const languages = there?.languages ?? [];
  return {
    law: {
      country,
      ...(state && { state }),
      ...(region && { region }),
      zone,
      language: names || languages[0] || 'en',
    },
    path: [country, state, region].filter((part) => part !== undefined && part !== '') as string[],
    states: namesOf(states),
    regions: namesOf(states.find(({ code }) => code === state)?.parts ?? []),
    zones: [...new Set([...own, ...(there?.zones ?? [])])].map((one) => [one, one] as const),
    languages,
    chooseZone,
    chooseNames,
    choosePlace: (code: string, inner?: string, innermost?: string) => {
      setPath([code, inner, innermost]);
      if (code === country) return;
      chooseZone(countries.find((one) => one.code === code)!.zones[0]!);
      chooseNames('');
    },
  };
}

type Option = readonly [value: string, name: string];

const namesOf = (places: LawPlace[]): Option[] => places.map(({ code, name }) => [code, name]);

const inOrder = (countries: LawCountry[], language: Language): Option[] =>
  countries
    .map((one): Option => [one.code, countryName(one, language)])
    .sort((a, b) => a[1].localeCompare(b[1], language));

interface ChoiceProps {
  id?: string;
  label: string;
  error?: string | undefined;
  options: readonly Option[];
  value: string;
  choose: (value: string) => void;
}
function Choice({ options, choose, ...props }: ChoiceProps) {
  return (
    <Select size="small" {...props} onChange={({ target }) => choose(target.value)}>
      {options.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </Select>
  );
}
