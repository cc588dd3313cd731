import { Button } from '@navikt/ds-react';
import { Link } from 'react-router';
import { useTexts } from '../ui/language.js';
import { useMigrations, type VersionOverview } from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { MigrationStatus } from './migration-view.js';
import { publishTexts } from './publish-texts.js';
import { Step, type StepState } from './step.js';
import type { DraftSubject } from './subject.js';

interface MoveStepProps {
  subject: DraftSubject;
  versions: VersionOverview[];
  isAdmin: boolean;
}

/** After the publication: the open cases that are on other versions still. */
export function MoveStep({ subject, versions, isAdmin }: MoveStepProps) {
  const texts = useTexts(publishTexts).move;
  const { caseType, draft } = subject;
  const version = draft.publishedVersion;
  const open = versions.filter((each) => each.version !== version).reduce((sum, each) => sum + each.open, 0);
  const state: StepState = version === null ? 'waiting' : open === 0 ? 'done' : 'optional';
  return (
    <Step name="move" title={texts.title} state={state}>
      {version === null ? (
        <p>{texts.waiting}</p>
      ) : (
        <>
          <p>{open === 0 ? texts.none : texts.open(open)}</p>
          {isAdmin && <Runs caseType={caseType} version={version} />}
          {isAdmin && open > 0 && (
            <div>
              <Button
                as={Link}
                role="link"
                to={`/definitions/${caseType}/versions/${version}/move`}
                size="small"
              >
                {texts.button}
              </Button>
            </div>
          )}
          {!isAdmin && open > 0 && <p>{texts.adminsOnly}</p>}
        </>
      )}
    </Step>
  );
}

/** The migrations to the version that there were. */
function Runs({ caseType, version }: { caseType: string; version: number }) {
  const texts = useTexts(definitionTexts).caseType;
  const runs = useMigrations(caseType).data?.filter((run) => run.version === version) ?? [];
  if (runs.length === 0) return null;
  return (
    <ul className="bare-list">
      {runs.map(({ id, status }) => (
        <li key={id} className="cell-line">
          <Link to={`/definitions/migrations/${id}`}>{texts.toVersion(version)}</Link>
          <MigrationStatus status={status} />
        </li>
      ))}
    </ul>
  );
}
