import { useCaseTypes } from '../queries.js';
import { useWords } from './language.js';

/** What a case type is called; its identifier until the titles have come. */
export function useCaseTypeTitle(): (caseType: string) => string {
  const { data } = useCaseTypes();
  const words = useWords();
  return (caseType) => words(data?.find((each) => each.caseType === caseType)?.title) || caseType;
}
