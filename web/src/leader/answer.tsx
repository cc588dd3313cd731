import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loading } from '../ui/loading.js';
import { ProblemView } from '../ui/problem-view.js';

/** What a question's answer looks like, while it is on its way, and when it does not come. */
export function Answer<Data>({
  of,
  children,
}: {
  of: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <ProblemView error={of.error} retry={() => void of.refetch()} />;
  return <Loading />;
}
