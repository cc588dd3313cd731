import { DownloadIcon } from '@navikt/aksel-icons';
import { ActionMenu, Button, Tag } from '@navikt/ds-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { post, withQuery } from '../api.js';
import { DataTable, type Column } from '../leader/data-table.js';
import { useRefresh, useToday } from '../queries.js';
import { moment } from '../ui/dates.js';
import { useLanguage, useTexts } from '../ui/language.js';
import { useIsAdmin, type VersionOverview } from './definition-queries.js';
import { definitionTexts } from './definition-texts.js';
import { NoteDialog } from './note-dialog.js';

/** The versions of one case type: when they hold, who answers for them, how many cases they have, and their files. */
export function VersionTable({ versions }: { versions: VersionOverview[] }) {
  const texts = useTexts(definitionTexts).caseType;
  const [retiring, setRetiring] = useState<VersionOverview | null>(null);
  const columns = useColumns(setRetiring);
  return (
    <div className="wide-table">
      <DataTable
        label={texts.versions}
        rows={versions}
        columns={columns}
        keyOf={({ version }) => String(version)}
      />
      {retiring && <RetireDialog retiring={retiring} versions={versions} close={() => setRetiring(null)} />}
    </div>
  );
}

function useColumns(onRetire: (version: VersionOverview) => void): Column<VersionOverview>[] {
  const all = useTexts(definitionTexts);
  const texts = all.caseType;
  const isAdmin = useIsAdmin();
  const people = ({ proposedByName, reviewedByName, publishedByName }: VersionOverview) => [
    proposedByName && texts.written(proposedByName),
    reviewedByName && texts.approved(reviewedByName),
    publishedByName && texts.published(publishedByName),
  ];
  return [
    {
      title: texts.versionColumn,
      cell: ({ caseType, version }) => (
        <Link to={`/definitions/${caseType}/versions/${version}`} className="case-link unbroken">
          {all.version(version)}
        </Link>
      ),
    },
    { title: texts.validity, cell: (row) => <Validity row={row} /> },
    { title: texts.open, numeric: true, cell: ({ open }) => open },
    { title: texts.ended, numeric: true, cell: ({ ended }) => ended },
    {
      title: texts.people,
      cell: (row) => (
        <>
          {row.note}
          <div className="quiet">{people(row).filter(Boolean).join(' · ')}</div>
        </>
      ),
    },
    {
      title: texts.actions,
      cell: (row) => (
        <div className="row-tools">
          <Exports {...row} />
          {isAdmin && row.retiredFrom === null && (
            <Button
              size="xsmall"
              variant="tertiary"
              data-color="danger"
              aria-label={texts.retireOf(row.version)}
              onClick={() => onRetire(row)}
            >
              {texts.retire}
            </Button>
          )}
        </div>
      ),
    },
  ];
}

function Validity({ row }: { row: VersionOverview }) {
  const texts = useTexts(definitionTexts).caseType;
  const { language } = useLanguage();
  const { zone, now } = useToday();
  const { current, validFrom, retiredFrom, retiredByName, retiredNote } = row;
  const state = current ? 'current' : retiredFrom ? 'out' : validFrom > now ? 'future' : 'old';
  const colour = { current: 'success', future: 'info', old: 'neutral', out: 'neutral' } as const;
  return (
    <>
      <Tag size="small" variant="moderate" data-color={colour[state]}>
        {texts[state]}
      </Tag>
      {!retiredFrom && <div className="quiet no-wrap">{texts.from(moment(validFrom, language, zone))}</div>}
      {retiredFrom && (
        <div className="quiet">
          {[
            retiredFrom > validFrom && texts.held(moment(validFrom, language, zone)),
            texts.retired(moment(retiredFrom, language, zone)),
            retiredByName,
            retiredNote,
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      )}
    </>
  );
}

const FORMATS = ['workflow', 'bundle', 'xstate', 'scxml', 'mermaid'] as const;

function Exports({ caseType, version }: VersionOverview) {
  const texts = useTexts(definitionTexts).caseType;
  const { language } = useLanguage();
  const address = (format: string) =>
    withQuery(`/api/definitions/${caseType}/versions/${version}/export/${format}`, { language });
  return (
    <ActionMenu>
      <ActionMenu.Trigger>
        <Button
          size="xsmall"
          variant="secondary"
          icon={<DownloadIcon aria-hidden />}
          aria-label={texts.exportsOf(version)}
        >
          {texts.exports}
        </Button>
      </ActionMenu.Trigger>
      <ActionMenu.Content>
        {FORMATS.map((format) => (
          <ActionMenu.Item
            key={format}
            as="a"
            href={address(format)}
            {...(format === 'workflow' ? { target: '_blank', rel: 'noreferrer' } : { download: '' })}
          >
            {texts.formats[format]}
          </ActionMenu.Item>
        ))}
      </ActionMenu.Content>
    </ActionMenu>
  );
}

interface RetireProps {
  retiring: VersionOverview;
  versions: VersionOverview[];
  close: () => void;
}
/** Says what new cases would get instead, before the version is retired. */
function RetireDialog({ retiring, versions, close }: RetireProps) {
  const texts = useTexts(definitionTexts).caseType;
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { now } = useToday();
  const { caseType, version, current } = retiring;
  const retire = useMutation({
    mutationFn: (note: string) => post(`/api/definitions/${caseType}/versions/${version}/retire`, { note }),
    onSuccess: async () => {
      await refresh();
      await navigate('/settings/changes');
    },
  });
  const next = versions
    .filter((each) => each !== retiring && each.retiredFrom === null && each.validFrom <= now)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
  const after = next ? texts.retireNewest(next.version) : texts.retireLast;
  const lead = [texts.retireLead, current && after, texts.retireFinal].filter(Boolean).join(' ');
  return (
    <NoteDialog
      title={texts.retireTitle(version)}
      lead={lead}
      label={texts.retireNote}
      missing={texts.noteMissing}
      submit={texts.retire}
      danger
      busy={retire.isPending}
      error={retire.error}
      onSubmit={(note) => retire.mutate(note)}
      close={close}
    />
  );
}
