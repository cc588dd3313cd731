import { useQuery, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Definition, DefinitionRow, Draft, Text } from '../api-types.js';
import { get } from '../api.js';

/** A draft on its way. Its document is any JSON: it need not be valid yet. `revision` is what a save must name (`RequestOptions.revision`). */
export interface DraftSubject {
  kind: 'draft';
  id: string;
  caseType: string;
  /** Of the document, where it has one. */
  title: Text | null;
  document: unknown;
  stage: Draft['stage'];
  revision: number;
  baseVersion: number | null;
  draft: Draft;
}

/** A published version. It never changes. */
export interface VersionSubject {
  kind: 'version';
  /** `refusal/3`. */
  id: string;
  caseType: string;
  version: number;
  title: Text;
  document: Definition;
  stage: 'published';
  row: DefinitionRow;
}

export type Subject = DraftSubject | VersionSubject;

export const draftKey = (id: string) => ['draft', id] as const;

/** The address of the subject's pages. */
export function subjectPath(subject: Subject): string {
  return subject.kind === 'draft'
    ? `/definitions/drafts/${subject.id}`
    : `/definitions/${subject.caseType}/versions/${subject.version}`;
}

/** The address of what the API does with the subject: `simulate`, `rehearse`, … */
export const subjectApi = (subject: Subject): string => `/api${subjectPath(subject)}`;

/** The draft or version that the address names: `/definitions/drafts/:id…` or `/definitions/:caseType/versions/:version…`. */
export function useSubject(): UseQueryResult<Subject> {
  const { id, caseType, version } = useParams();
  const draft = useDraft(id);
  const row = useVersionRow(caseType, version);
  return id === undefined ? row : draft;
}

function useDraft(id: string | undefined): UseQueryResult<Subject> {
  return useQuery({
    queryKey: draftKey(id ?? ''),
    queryFn: ({ signal }) => get<Draft>(`/api/definitions/drafts/${id}`, signal),
    select: subjectOfDraft,
    enabled: id !== undefined,
  });
}

function useVersionRow(caseType: string | undefined, version: string | undefined): UseQueryResult<Subject> {
  return useQuery({
    queryKey: ['definition', caseType, version, 'row'],
    queryFn: ({ signal }) => get<DefinitionRow>(`/api/definitions/${caseType}/versions/${version}`, signal),
    select: subjectOfVersion,
    enabled: version !== undefined,
  });
}

/** Puts a draft that the server has answered with where `useSubject` finds it. */
export function keepDraft(client: QueryClient, draft: Draft): void {
  client.setQueryData<Draft>(draftKey(draft.id), draft);
}

function subjectOfDraft(draft: Draft): DraftSubject {
  const { id, caseType, document, stage, revision, baseVersion } = draft;
  return {
    kind: 'draft',
    id,
    caseType,
    title: titleIn(document),
    document,
    stage,
    revision,
    baseVersion,
    draft,
  };
}

function subjectOfVersion(row: DefinitionRow): VersionSubject {
  const { caseType, version, document } = row;
  const id = `${caseType}/${version}`;
  return { kind: 'version', id, caseType, version, title: document.title, document, stage: 'published', row };
}

function titleIn(document: unknown): Text | null {
  const title = (document as { title?: Partial<Text> } | null)?.title;
  return typeof title?.da === 'string' ? (title as Text) : null;
}
