import { BodyLong, Heading } from '@navikt/ds-react';
import { Link } from 'react-router';
import { shellTexts } from '../texts/shell-texts.js';
import { useTexts } from './language.js';
import { Page } from './page.js';

/** For an address that no page has. */
export function Missing() {
  const texts = useTexts(shellTexts);
  return (
    <Page title={texts.pageMissing}>
      <BodyLong spacing>{texts.pageMissingHelp}</BodyLong>
      <Link to="/" className="aksel-link">
        {texts.toMyTasks}
      </Link>
    </Page>
  );
}

/** For a role whose pages are not in this app. */
export function NoPages() {
  const texts = useTexts(shellTexts);
  return (
    <Page title={texts.noPages}>
      <BodyLong>{texts.noPagesHelp}</BodyLong>
    </Page>
  );
}

/** What a list says when it is empty: why, and what comes next. */
export function EmptyState({ title, children }: { title: string; children?: React.ReactNode }) {
  return (
    <div className="empty-state">
      <Heading size="small" level="2">
        {title}
      </Heading>
      {children && <BodyLong as="div">{children}</BodyLong>}
    </div>
  );
}
