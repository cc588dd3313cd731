import { Heading } from '@navikt/ds-react';
import type { ReactNode } from 'react';

interface SectionProps {
  title: string;
  /** A line below the title. */
  lead?: ReactNode;
  children: ReactNode;
}

/** A part of a page with its heading. */
export function Section({ title, lead, children }: SectionProps) {
  return (
    <section aria-label={title}>
      <Heading level="2" size="small" spacing={!lead}>
        {title}
      </Heading>
      {lead && <p className="section-lead quiet">{lead}</p>}
      {children}
    </section>
  );
}
