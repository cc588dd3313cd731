import { Checkbox, Radio, RadioGroup, ReadMore, Select } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseTypeView, CaseView, CitizenSummary, Facts } from '../api-types.js';
import { ApiProblem, post, useFormKey } from '../api.js';
import { askedFirst, type Form } from '../form/asked-first.js';
import { EarlierMomentFields, useEarlierMoment } from '../form/earlier-moment.js';
import { SchemaForm } from '../form/schema-form.js';
import { useCaseTypes, useDefinition, useMe, useRefresh, useTeams, type Me } from '../queries.js';
import { casesTexts } from '../texts/cases-texts.js';
import { EmptyState } from '../ui/empty-pages.js';
import { useTexts, useWords } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { ProblemView } from '../ui/problem-view.js';
import { CitizenChoice } from './citizen-choice.js';
import './cases.css';

/** Opens a case: its type, its citizen, and what the type must know from the beginning. */
export function NewCasePage() {
  const texts = useTexts(casesTexts).opening;
  const words = useWords();
  const me = useMe().data;
  const { data: types, error } = useCaseTypes();
  const [chosen, setChosen] = useState('');
  const type = types?.find(({ caseType }) => caseType === chosen);
  if (!types || !me) return error ? <ProblemView error={error} /> : <Loading />;
  return (
    <Page title={texts.title} lead={texts.lead}>
      {types.length === 0 && <EmptyState title={texts.noTypes}>{texts.noTypesHelp}</EmptyState>}
      <div className="new-case">
        {types.length > 0 && (
          <RadioGroup size="small" legend={texts.type} value={chosen} onChange={setChosen}>
            {types.map(({ caseType, title, description }) => (
              <Radio key={caseType} value={caseType} description={description && words(description)}>
                {words(title)}
              </Radio>
            ))}
          </RadioGroup>
        )}
        {type && <OpeningForm key={type.caseType} type={type} me={me} />}
      </div>
    </Page>
  );
}

function OpeningForm({ type, me }: { type: CaseTypeView; me: Me }) {
  const texts = useTexts(casesTexts).opening;
  const [citizen, setCitizen] = useState<CitizenSummary | null>(null);
  const [teamId, setTeamId] = useState(me.teamIds.length === 1 ? me.teamIds[0]! : '');
  const [mine, setMine] = useState(me.roles.includes('caseworker'));
  const [teamMissing, setTeamMissing] = useState(false);
  const [earlier, setEarlier] = useState(false);
  const moment = useEarlierMoment();
  const schema = useOpeningSchema(type);
  const opening = useOpening();
  const submit = async (facts: Facts) => {
    setTeamMissing(!teamId);
    const when = moment.read();
    if (!teamId || !when) {
      if (!when) setEarlier(true);
      return false;
    }
    const body = {
      caseType: type.caseType,
      facts,
      teamId,
      ...(citizen && { citizenId: citizen.id }),
      ...(mine && { assignee: me.id }),
      ...when,
    };
    return opening.send(body);
  };
  if (!schema) return <Loading />;
  return (
    <>
      <CitizenChoice chosen={citizen} choose={setCitizen} />
      {me.teamIds.length !== 1 && (
        <TeamChoice teamId={teamId} choose={setTeamId} missing={teamMissing && !teamId} />
      )}
      {opening.error && opening.refused.length === 0 && <ProblemView error={opening.error} />}
      <SchemaForm
        schema={schema}
        known={{}}
        draftKey={`${me.id}.new.${type.caseType}`}
        submitLabel={texts.submit}
        busy={opening.busy}
        refused={opening.refused}
        onSubmit={submit}
      >
        {me.roles.includes('caseworker') && (
          <Checkbox size="small" checked={mine} onChange={(event) => setMine(event.target.checked)}>
            {texts.mine}
          </Checkbox>
        )}
        <ReadMore header={texts.earlier} size="small" open={earlier} onOpenChange={setEarlier}>
          <p className="quiet">{texts.earlierHelp}</p>
          <EarlierMomentFields moment={moment} />
        </ReadMore>
      </SchemaForm>
    </>
  );
}

function useOpeningSchema({ caseType, version, form }: CaseTypeView): Form | null {
  const { data: definition } = useDefinition(caseType, version);
  return definition ? askedFirst(form, definition) : null;
}

const NONE: ApiProblem['errors'] = [];

function useOpening() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const { keyOf, renew } = useFormKey();
  const opening = useMutation({
    mutationFn: (body: object) => post<CaseView>('/api/cases', body, keyOf(body)),
  });
  const { error } = opening;
  return {
    error,
    refused: error instanceof ApiProblem && error.code === 'invalidFacts' ? error.errors : NONE,
    busy: opening.isPending,
    send: async (body: object): Promise<boolean> => {
      try {
        const { id } = await opening.mutateAsync(body);
        renew();
        void refresh();
        void navigate(`/cases/${id}`);
        return true;
      } catch {
        return false;
      }
    },
  };
}

function TeamChoice({
  teamId,
  choose,
  missing,
}: {
  teamId: string;
  choose: (id: string) => void;
  missing: boolean;
}) {
  const texts = useTexts(casesTexts).opening;
  const teams = useTeams().data ?? [];
  return (
    <Select
      label={texts.team}
      size="small"
      value={teamId}
      onChange={(event) => choose(event.target.value)}
      error={missing && texts.teamMissing}
    >
      <option value="">{texts.choose}</option>
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
