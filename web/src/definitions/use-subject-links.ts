import { useOutletContext } from 'react-router';
import type { Draft } from '../api-types.js';
import type { AppPage } from '../routes.js';
import { useIsAdmin } from './definition-queries.js';

/** Whether the user may open a page, by its path in `PAGES`. */
export function useMayOpen(): (path: string) => boolean {
  const pages = useOutletContext<AppPage[]>();
  return (path) => pages.some((page) => page.path === path);
}

/** Where a draft is opened: in the editor as long as it is written, by those who write; else on its way to publication. */
export function useDraftPath(): (draft: { id: string; stage?: Draft['stage'] }) => string {
  const mayOpen = useMayOpen();
  const writes = useIsAdmin() && mayOpen('/definitions/drafts/:id');
  return ({ id, stage = 'draft' }) =>
    `/definitions/drafts/${id}${writes && stage === 'draft' ? '' : '/publish'}`;
}
