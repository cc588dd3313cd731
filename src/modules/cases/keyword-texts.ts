/** What JSON Schema's keywords say in Danish; Ajv's own English is kept. */
const DANISH: Record<string, string> = {
  additionalProperties: 'hører ikke til her',
  enum: 'er ikke en af de mulige værdier',
  format: 'har ikke den rigtige form',
  maxItems: 'har for mange elementer',
  maxLength: 'er for lang',
  maximum: 'er for stor',
  minItems: 'har for få elementer',
  minLength: 'er for kort',
  minimum: 'er for lille',
  required: 'skal være udfyldt',
  type: 'er af en forkert slags',
};

/** The sentence of one failed keyword in both languages. */
export function keywordText(keyword: string, english: string): { da: string; en: string } {
  return { da: DANISH[keyword] ?? 'er ikke gyldig', en: english };
}
