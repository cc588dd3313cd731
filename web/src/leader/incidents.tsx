import { Button, Heading } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { post } from '../api.js';
import { useRefresh, useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts, useWords } from '../ui/language.js';
import { ProblemView } from '../ui/problem-view.js';
import { useIncidents, type TeamIncident } from './leader-queries.js';
import { leaderTexts } from './leader-texts.js';

/** What the system could not do and a person must see to. Shown only when there is something. */
export function Incidents() {
  const texts = useTexts(leaderTexts).overview;
  const { data = [] } = useIncidents();
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="incidents">
      <Heading level="2" size="small" id="incidents">
        {texts.stuck}
      </Heading>
      <ul className="bare-list rows">
        {data.map((incident) => (
          <li key={incident.id}>
            <Incident incident={incident} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Incident({ incident }: { incident: TeamIncident }) {
  const texts = useTexts(leaderTexts).overview;
  const words = useWords();
  const { language } = useLanguage();
  const { zone } = useToday();
  const refresh = useRefresh();
  const { id, caseId, caseNumber, code, title, reasons, retryAt, ownerName } = incident;
  const act = useMutation({
    mutationFn: (what: 'take' | 'retry') => post(`/api/incidents/${id}/${what}`),
    onSettled: refresh,
  });
  return (
    <div>
      <p>
        <Link to={`/cases/${caseId}/inspect`}>{caseNumber}</Link> {words(title)}{' '}
        {reasons.map((reason) => words(reason)).join(' ')}
      </p>
      <p className="quiet">
        {code === 'cannotMigrate' ? texts.placed : texts.retry(moment(retryAt, language, zone))}{' '}
        {ownerName && `${texts.owner(ownerName)}.`}
      </p>
      {!ownerName && (
        <Button size="small" variant="secondary" loading={act.isPending} onClick={() => act.mutate('take')}>
          {texts.take}
        </Button>
      )}
      <Button size="small" variant="tertiary" loading={act.isPending} onClick={() => act.mutate('retry')}>
        {texts.tryAgain}
      </Button>
      <span role="status">{act.isSuccess && act.variables === 'retry' && texts.triedAgain}</span>
      {act.error && <ProblemView error={act.error} />}
    </div>
  );
}
