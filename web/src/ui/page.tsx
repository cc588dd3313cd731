import { Heading } from '@navikt/ds-react';
import { useEffect, type ReactNode } from 'react';

interface PageProps {
  title: string;
  /** A line above the title. */
  above?: ReactNode;
  /** A line below it. */
  lead?: ReactNode;
  /** Beside the title, where there is room. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page with its heading; the browser's tab says the same. */
export function Page({ title, above, lead, aside, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} – Sagsgang`;
  }, [title]);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          {above && <div className="page-above quiet">{above}</div>}
          <Heading size="large" level="1" className="page-title">
            {title}
          </Heading>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {aside && <div className="page-aside">{aside}</div>}
      </div>
      {children}
    </div>
  );
}
