import { Link, useParams } from 'react-router';
import { Answer } from '../leader/answer.js';
import '../leader/leader.css';
import { useTexts, useWords } from '../ui/language.js';
import { Page } from '../ui/page.js';
import { useRehearsal, useVersionOverview, type Rehearsal } from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { RehearsalView } from './rehearsal-view.js';
import { Trail } from './trail.js';
import { runTexts } from './run-texts.js';
import './definitions.css';

/** One rehearsal by itself, so that it can be sent to somebody. */
export function RehearsalPage() {
  const { id = '' } = useParams();
  const rehearsal = useRehearsal(id);
  return <Answer of={rehearsal}>{(found) => <Shown rehearsal={found} />}</Answer>;
}

function Shown({ rehearsal }: { rehearsal: Rehearsal }) {
  const texts = useTexts(runTexts).rehearsal;
  const all = useTexts(definitionTexts);
  const words = useWords();
  const { id, caseType, draftId, version, revision } = rehearsal;
  const title = useVersionOverview().data?.find((row) => row.caseType === caseType)?.title;
  return (
    <Page
      title={texts.of(words(title) || caseType)}
      above={<Trail caseType={caseType} name={texts.title} />}
      lead={
        draftId ? (
          <Link to={`/definitions/drafts/${draftId}/publish`}>
            {all.caseType.rehearsedDraft(revision ?? 1)}
          </Link>
        ) : (
          <Link to={`/definitions/${caseType}/versions/${version}`}>{all.version(version ?? 1)}</Link>
        )
      }
    >
      <RehearsalView id={id} level="2" />
    </Page>
  );
}
