import { useTexts } from '../ui/language.js';
import { partsTexts } from './parts-texts.js';

/** What a series is called: in words if it has any, else as definitions write it. */
export function useSeriesName(): (series: string) => string {
  const names: Partial<Record<string, string>> = useTexts(partsTexts).series.names;
  return (series) => names[series] ?? series;
}
