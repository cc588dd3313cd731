import type { ComponentType } from 'react';
import type { FactSchema } from '../api-types.js';
import { formTexts } from '../texts/form-texts.js';
import { useTexts, useWords } from '../ui/language.js';

export interface FieldProps {
  schema: FactSchema;
  /** Path in the form: `needs.0.purpose`. */
  name: string;
  /** Before the path in the element's id, so that two forms of a page do not share one. */
  prefix: string;
  required: boolean;
}

/** What one drawn field needs of the form. */
export interface BoundProps {
  id: string;
  label: string;
  description: string | undefined;
  error: string | undefined;
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
}

export const idOf = (prefix: string, name: string): string => `${prefix}-${name.replaceAll('.', '-')}`;

/** The label of a field; what need not be answered says so. */
export function useLabel({ schema, name, required }: FieldProps): string {
  const words = useWords();
  const texts = useTexts(formTexts);
  const title = words(schema.title) || name;
  return required ? title : `${title} (${texts.optional})`;
}

/** Fields with fields inside are given what draws those. */
export interface Nesting {
  Draw: ComponentType<FieldProps>;
}
