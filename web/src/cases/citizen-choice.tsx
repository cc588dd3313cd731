import { BodyShort, Button, Search } from '@navikt/ds-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { CitizenSummary } from '../api-types.js';
import { request } from '../api.js';
import { casesTexts } from '../texts/cases-texts.js';
import { plainDate } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';

const LEAST = 2;

interface CitizenChoiceProps {
  chosen: CitizenSummary | null;
  choose: (citizen: CitizenSummary | null) => void;
}

/** Finds the citizen of a new case by name. The name goes in the body of the request, never in an address. */
export function CitizenChoice({ chosen, choose }: CitizenChoiceProps) {
  const texts = useTexts(casesTexts).opening;
  const [name, setName] = useState('');
  const asked = useDeferredValue(name.trim());
  if (chosen) {
    return (
      <div className="citizen-choice">
        <BodyShort weight="semibold">{texts.citizenChosen(chosen.name)}</BodyShort>
        <Button type="button" size="xsmall" variant="tertiary" className="start" onClick={() => choose(null)}>
          {texts.citizenChange}
        </Button>
      </div>
    );
  }
  return (
    <div className="citizen-choice">
      <Search
        label={texts.citizen}
        hideLabel={false}
        description={texts.citizenHelp}
        size="small"
        variant="simple"
        value={name}
        onChange={setName}
        autoComplete="off"
      />
      <div role="status">{asked.length >= LEAST && <Found name={asked} choose={choose} />}</div>
    </div>
  );
}

function Found({ name, choose }: { name: string; choose: CitizenChoiceProps['choose'] }) {
  const texts = useTexts(casesTexts).opening;
  const { language } = useLanguage();
  const { data } = useQuery({
    queryKey: ['citizens', name],
    queryFn: ({ signal }) =>
      request<{ items: CitizenSummary[] }>('POST', '/api/citizens/search', { body: { name }, signal }),
    placeholderData: (before) => before,
  });
  if (!data) return null;
  if (data.items.length === 0) return <BodyShort>{texts.citizenNone}</BodyShort>;
  return (
    <ul className="bare-list">
      {data.items.map((citizen) => (
        <li key={citizen.id}>
          <Button type="button" size="small" variant="tertiary" onClick={() => choose(citizen)}>
            {citizen.name}
            {citizen.bornOn && `, ${texts.born(plainDate(citizen.bornOn, language))}`}
          </Button>
        </li>
      ))}
    </ul>
  );
}
