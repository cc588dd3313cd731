import { Select } from '@navikt/ds-react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { ApiProblem, get } from '../api.js';
import { useTexts } from '../ui/language.js';
import { Loading } from '../ui/loading.js';
import { Changes } from './changes.js';
import { useDiff, useDrafts, type VersionOverview } from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { DefinitionProblem } from './problems.js';
import { Section } from './section.js';

interface Choice {
  /** Number of a version or id of a draft. */
  name: string;
  label: string;
}

/** Any two versions or drafts side by side, chosen in the address so that the comparison can be sent to somebody. */
export function Compare({ caseType, versions }: { caseType: string; versions: VersionOverview[] }) {
  const texts = useTexts(definitionTexts).caseType;
  const choices = useChoices(caseType, versions);
  const [parameters, setParameters] = useSearchParams();
  const to = parameters.get('to') ?? choices[0]?.name ?? '';
  const current = versions.filter((version) => version.current).map(({ version }) => String(version));
  const others = [...current, ...choices.map(({ name }) => name).toReversed()];
  const from = parameters.get('from') ?? others.find((name) => name !== to) ?? '';
  if (choices.length < 2) return null;
  const choose = (change: { from?: string; to?: string }) =>
    setParameters({ from, to, ...change }, { replace: true, preventScrollReset: true });
  return (
    <Section title={texts.compare} lead={texts.compareLead}>
      <div className="compare-choice">
        <Choose
          label={texts.before}
          {...{ choices }}
          value={from}
          onChange={(name) => choose({ from: name })}
        />
        <Choose label={texts.after} {...{ choices }} value={to} onChange={(name) => choose({ to: name })} />
      </div>
      {from === to ? <p>{texts.same}</p> : <Differences caseType={caseType} from={from} to={to} />}
    </Section>
  );
}

function useChoices(caseType: string, versions: VersionOverview[]): Choice[] {
  const texts = useTexts(definitionTexts);
  const { data: drafts = [] } = useDrafts();
  const nameOf = (author: string, note: string | null) =>
    [texts.caseType.draftOption(author), note].filter(Boolean).join(': ');
  return [
    ...drafts
      .filter((draft) => draft.caseType === caseType)
      .map(({ id, createdByName, note }) => ({ name: id, label: nameOf(createdByName, note) })),
    ...versions.map(({ version }) => ({ name: String(version), label: texts.version(version) })),
  ];
}

interface ChooseProps {
  label: string;
  choices: Choice[];
  value: string;
  onChange: (name: string) => void;
}
function Choose({ label, choices, value, onChange }: ChooseProps) {
  return (
    <Select label={label} size="small" value={value} onChange={({ target }) => onChange(target.value)}>
      {choices.map(({ name, label: text }) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </Select>
  );
}

interface DifferencesProps {
  caseType: string;
  from: string;
  to: string;
  /** Of the draft, so that its differences are asked for anew when it was saved. */
  revision?: number;
  level?: '3' | '4';
}

/** The differences between two, and what they reach. */
export function Differences({ caseType, from, to, revision = 0, level = '3' }: DifferencesProps) {
  const texts = useTexts(definitionTexts).changes;
  const diff = useDiff(caseType, from, to, revision);
  const before = useDocument(caseType, from, revision);
  const after = useDocument(caseType, to, revision);
  if (diff.error instanceof ApiProblem && diff.error.code === 'invalidDefinition')
    return <p>{texts.unreadable}</p>;
  if (diff.error) return <DefinitionProblem error={diff.error} retry={() => void diff.refetch()} />;
  if (!diff.data) return <Loading />;
  return <Changes diff={diff.data} definitions={[after.data, before.data]} level={level} />;
}

/** The document of a version or draft. */
export function useDocument(caseType: string, name: string, revision = 0) {
  const isVersion = /^\d+$/.test(name);
  const path = isVersion ? `${caseType}/versions/${name}` : `drafts/${name}`;
  return useQuery({
    queryKey: ['definitions', 'document', path, isVersion ? 0 : revision],
    queryFn: async ({ signal }) =>
      (await get<{ document: unknown }>(`/api/definitions/${path}`, signal)).document,
    enabled: name !== '',
  });
}
