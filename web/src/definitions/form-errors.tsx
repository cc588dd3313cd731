import { ErrorSummary } from '@navikt/ds-react';
import { useEffect, useRef } from 'react';

export interface FieldError {
  /** Of the field, so that the summary leads to it. */
  id: string;
  message: string;
}

interface FormErrorsProps {
  errors: FieldError[];
  attempt: number;
  /** One below the heading that the form stands under. */
  headingTag?: 'h2' | 'h3';
}

/** What is wrong with a form that was sent; `attempt` counts the times, and each takes the focus to the summary. */
export function FormErrors({ errors, attempt, headingTag = 'h3' }: FormErrorsProps) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) summary.current?.focus();
  }, [attempt]);
  if (attempt === 0 || errors.length === 0) return null;
  return (
    <ErrorSummary ref={summary} size="small" headingTag={headingTag}>
      {errors.map(({ id, message }) => (
        <ErrorSummary.Item key={`${id} ${message}`} href={`#${id}`}>
          {message}
        </ErrorSummary.Item>
      ))}
    </ErrorSummary>
  );
}
