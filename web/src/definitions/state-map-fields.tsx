import { Select, VStack } from '@navikt/ds-react';
import type { Definition } from '../api-types.js';
import { useTexts, useWords } from '../ui/language.js';
import { runTexts } from './run-texts.js';
import { placesOf, type GoneState } from './state-map.js';

interface StateMapFieldsProps {
  gone: GoneState[];
  suggested: Record<string, string>;
  /** Old state → new state, for those that have an answer. */
  stateMap: Record<string, string>;
  target: Definition;
  onChange: (stateMap: Record<string, string>) => void;
}

/** Asks for each state that is gone which state of the new version it corresponds to. */
export function StateMapFields({ gone, suggested, stateMap, target, onChange }: StateMapFieldsProps) {
  const texts = useTexts(runTexts).move;
  const words = useWords();
  const places = placesOf(target.machine);
  const choose = (from: string, to: string) => {
    const { [from]: _before, ...others } = stateMap;
    onChange(to === '' ? others : { ...others, [from]: to });
  };
  return (
    <VStack gap="space-16">
      {gone.map(({ path, title, versions }) => (
        <Select
          key={path}
          label={`${words(title) || path} (${versions.map(texts.stateIn).join(', ')})`}
          description={suggested[path] && stateMap[path] === suggested[path] ? texts.suggested : undefined}
          size="small"
          className="state-choice"
          value={stateMap[path] ?? ''}
          onChange={(event) => choose(path, event.target.value)}
        >
          <option value="">{texts.none}</option>
          {places.map((place) => (
            <option key={place.path} value={place.path}>
              {place.title ? `${words(place.title)} (${place.path})` : place.path}
            </option>
          ))}
        </Select>
      ))}
    </VStack>
  );
}
