import type { Definition } from '../api-types.js';
import { useDocument } from './compare.js';
import { useDiff, type VersionOverview } from './definition-queries.js';
import { placesOf, renamedStates } from './state-map.js';
import type { DraftSubject } from './subject.js';

/** What a draft is compared with: the version that new cases get now; once it is published, the one that it was made from. */
export function baseOf(
  { draft, baseVersion }: DraftSubject,
  versions: VersionOverview[],
): number | undefined {
  const before = versions.filter(({ version }) => version !== draft.publishedVersion);
  if (draft.stage === 'published') return baseVersion ?? before[0]?.version;
  return (before.find(({ current }) => current) ?? before[0])?.version;
}

/** Whether a version was published since the draft was begun: then it is not published before that is taken in. */
export function isOvertaken(
  { caseType, stage, baseVersion }: DraftSubject,
  versions: VersionOverview[],
): boolean {
  if (stage === 'published' || stage === 'discarded') return false;
  return versions.some((each) => each.caseType === caseType && each.version > (baseVersion ?? 0));
}

/** Old state → new state, for states of the version before that have another name in the draft; empty until it is known. */
export function useRenames(subject: DraftSubject, base: number | undefined): Record<string, string> {
  const { caseType, id, revision } = subject;
  const from = String(base ?? '');
  const diff = useDiff(caseType, from, id, revision).data;
  const before = useDocument(caseType, from).data as Definition | undefined;
  if (!diff || !before) return {};
  const known = new Set(placesOf(before.machine).map(({ path }) => path));
  return Object.fromEntries(Object.entries(renamedStates(diff.changes)).filter(([old]) => known.has(old)));
}
