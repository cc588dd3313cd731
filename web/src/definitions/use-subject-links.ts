import { useOutletContext } from 'react-router';
import type { AppPage } from '../routes.js';

/** Whether the user may open a page, by its path in `PAGES`. */
export function useMayOpen(): (path: string) => boolean {
  const pages = useOutletContext<AppPage[]>();
  return (path) => pages.some((page) => page.path === path);
}

/** Where a draft is opened: in the editor by those who may write, else on its way to publication. */
export function useDraftPath(): (id: string) => string {
  const mayOpen = useMayOpen();
  const tail = mayOpen('/definitions/drafts/:id') ? '' : '/publish';
  return (id) => `/definitions/drafts/${id}${tail}`;
}
