import { PlusIcon } from '@navikt/aksel-icons';
import { Button } from '@navikt/ds-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Answer } from '../leader/answer.js';
import '../leader/leader.css';
import { EmptyState } from '../ui/empty-pages.js';
import { useTexts, useWords } from '../ui/language.js';
import { Page } from '../ui/page.js';
import { Compare } from './compare.js';
import { useDrafts, useIsAdmin, useVersionOverview, type VersionOverview } from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { DraftTable } from './draft-table.js';
import { listTexts } from './list-texts.js';
import { NewDraftDialog } from './new-draft-dialog.js';
import { MigrationRuns, RehearsalRuns } from './run-lists.js';
import { Section } from './section.js';
import { Trail } from './trail.js';
import { VersionTable } from './version-table.js';
import './definitions.css';

/** One case type: its versions, what is on its way, and how any two of them differ. */
export function CaseTypePage() {
  const { caseType = '' } = useParams();
  const overview = useVersionOverview();
  return (
    <Answer of={overview}>
      {(all) => {
        const versions = all.filter((version) => version.caseType === caseType);
        return versions.length === 0 ? <Unknown /> : <CaseType caseType={caseType} versions={versions} />;
      }}
    </Answer>
  );
}

function Unknown() {
  const texts = useTexts(definitionTexts);
  return (
    <Page title={texts.caseType.unknown} above={<Link to="/definitions">{texts.definitions}</Link>}>
      <p>{texts.caseType.unknownHelp}</p>
    </Page>
  );
}

function CaseType({ caseType, versions }: { caseType: string; versions: VersionOverview[] }) {
  const texts = useTexts(definitionTexts);
  const words = useWords();
  const isAdmin = useIsAdmin();
  const current = versions.find((version) => version.current);
  return (
    <Page
      title={words(versions[0]!.title)}
      above={<Trail caseType={caseType} />}
      lead={current ? texts.caseType.newCases(current.version) : texts.caseType.noneCurrent}
      aside={isAdmin && <NewDraft caseType={caseType} versions={versions} />}
    >
      <div className="blocks">
        <Section title={texts.caseType.versions}>
          <VersionTable versions={versions} />
        </Section>
        <Drafts caseType={caseType} versions={versions} />
        <Compare caseType={caseType} versions={versions} />
        <RehearsalRuns caseType={caseType} />
        <MigrationRuns caseType={caseType} />
      </div>
    </Page>
  );
}

function NewDraft({ caseType, versions }: { caseType: string; versions: VersionOverview[] }) {
  const texts = useTexts(listTexts);
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button size="small" icon={<PlusIcon aria-hidden />} onClick={() => setAsks(true)}>
        {texts.newDraft.button}
      </Button>
      {asks && (
        <NewDraftDialog
          versions={versions}
          caseType={caseType}
          close={() => setAsks(false)}
          onImported={() => void navigate('/definitions')}
        />
      )}
    </>
  );
}

function Drafts({ caseType, versions }: { caseType: string; versions: VersionOverview[] }) {
  const texts = useTexts(definitionTexts);
  const drafts = useDrafts();
  return (
    <Section title={texts.caseType.drafts}>
      <Answer of={drafts}>
        {(all) => {
          const rows = all.filter((draft) => draft.caseType === caseType);
          if (rows.length === 0) return <EmptyState title={texts.caseType.noDrafts} />;
          return <DraftTable label={texts.caseType.drafts} rows={rows} versions={versions} />;
        }}
      </Answer>
    </Section>
  );
}
