import { Radio, RadioGroup, Select, Textarea } from '@navikt/ds-react';
import { useState, type FormEvent } from 'react';
import { FormModal } from '../ui/form-modal.js';
import { useTexts, useWords } from '../ui/language.js';
import type { VersionOverview } from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { FileField } from './file-field.js';
import { listTexts } from './list-texts.js';
import { MachineFields } from './machine-fields.js';
import { DefinitionProblem } from './problems.js';
import { useMakingDraft } from './use-making-draft.js';

interface NewDraftProps {
  versions: VersionOverview[];
  /** Already chosen where the page is about one case type. */
  caseType?: string;
  close: () => void;
  /** More than one draft was made, so that none of them is opened. */
  onImported: (count: number) => void;
}

/** Begins a draft with a version of the house or with a file. */
export function NewDraftDialog({ versions, caseType, close, onImported }: NewDraftProps) {
  const texts = useTexts(listTexts).newDraft;
  const all = useTexts(definitionTexts);
  const [source, setSource] = useState<Source>({
    kind: 'version',
    caseType: caseType ?? versions[0]?.caseType ?? '',
    version: '',
    file: undefined,
    made: null,
  });
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState(false);
  const making = useMakingDraft(close, onImported);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const order = orderOf(source, versions);
    setRefused(order === null);
    if (order === null) event.currentTarget.querySelector<HTMLElement>('.file-field button')?.focus();
    else making.mutate({ ...order, note });
  };
  return (
    <FormModal
      title={texts.title}
      submit={texts.create}
      cancel={all.cancel}
      busy={making.isPending}
      onSubmit={submit}
      close={close}
    >
      <SourceFields {...{ versions, source, refused }} onChange={setSource} />
      <Textarea
        label={texts.note}
        description={texts.noteHelp}
        size="small"
        minRows={2}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {making.error && <DefinitionProblem error={making.error} />}
    </FormModal>
  );
}

interface Source {
  kind: 'version' | 'file' | 'machine';
  caseType: string;
  /** Empty for the newest. */
  version: string;
  file: unknown;
  /** The definition made of a machine from elsewhere. */
  made: unknown;
}

/** Null when there is no file or machine yet. */
function orderOf({ kind, caseType, version, file, made }: Source, versions: VersionOverview[]) {
  if (kind === 'file') return file === undefined ? null : { file };
  if (kind === 'machine') return made ? { file: made } : null;
  const newest = versions.find((each) => each.caseType === caseType)?.version;
  return { caseType, version: Number(version) || newest };
}

interface SourceFieldsProps {
  versions: VersionOverview[];
  source: Source;
  refused: boolean;
  onChange: (source: Source) => void;
}

function SourceFields({ versions, source, refused, onChange }: SourceFieldsProps) {
  const texts = useTexts(listTexts).newDraft;
  return (
    <>
      <RadioGroup
        legend={texts.source}
        size="small"
        value={source.kind}
        onChange={(kind: Source['kind']) => onChange({ ...source, kind })}
      >
        <Radio value="version">{texts.fromVersion}</Radio>
        <Radio value="file">{texts.fromFile}</Radio>
        <Radio value="machine">{texts.fromMachine}</Radio>
      </RadioGroup>
      {source.kind === 'version' && <VersionChoice {...{ versions, source, onChange }} />}
      {source.kind === 'machine' && (
        <MachineFields missing={refused && !source.made} onMade={(made) => onChange({ ...source, made })} />
      )}
      {source.kind === 'file' && (
        <FileField
          label={texts.file}
          description={texts.fileHelp}
          error={refused && source.file === undefined ? texts.fileMissing : undefined}
          unreadable={texts.fileUnreadable}
          onRead={(file) => onChange({ ...source, file })}
        />
      )}
    </>
  );
}

function VersionChoice({ versions, source, onChange }: Omit<SourceFieldsProps, 'refused'>) {
  const all = useTexts(definitionTexts);
  const texts = useTexts(listTexts).newDraft;
  const words = useWords();
  const offered = versions.filter(({ caseType }) => caseType === source.caseType);
  return (
    <>
      <Select
        label={texts.caseType}
        size="small"
        value={source.caseType}
        onChange={({ target }) => onChange({ ...source, caseType: target.value, version: '' })}
      >
        {[...new Map(versions.toReversed().map((each) => [each.caseType, each])).values()].map(
          ({ caseType, title }) => (
            <option key={caseType} value={caseType}>
              {words(title)}
            </option>
          ),
        )}
      </Select>
      <Select
        label={texts.version}
        size="small"
        value={source.version}
        onChange={({ target }) => onChange({ ...source, version: target.value })}
      >
        {offered.map((each, at) => (
          <option key={each.version} value={at === 0 ? '' : each.version}>
            {at === 0 ? texts.newest(each.version) : all.version(each.version)}
          </option>
        ))}
      </Select>
    </>
  );
}
