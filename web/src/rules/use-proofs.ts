import { useEffect, useState } from 'react';
import type { Verification } from '../../../src/machines/index.js';
import { startWorker } from '../editor/start-worker.js';
import { useNeighbours } from '../editor/use-neighbours.js';

/** How far the proofs of a document are. */
export type Proving =
  | { stage: 'proving'; configurations: number }
  | { stage: 'gaveUp' }
  | { stage: 'proved'; verification: Verification };

const BEGUN: Proving = { stage: 'proving', configurations: 0 };

/** Proves a document of the case type in a worker beside the page, for so long at most. What is not proved by then is not proved. */
export function useProofs(caseType: string, document: unknown, limitMs: number): Proving {
  const [proving, setProving] = useState(BEGUN);
  const { data: neighbours, error } = useNeighbours(caseType);
  const known = neighbours ?? (error ? null : undefined);
  useEffect(() => {
    if (known === undefined) return undefined;
    setProving(BEGUN);
    const worker = startWorker(
      (answer) => {
        if (answer.type === 'progress') {
          setProving({ stage: 'proving', configurations: answer.configurations });
        } else if (answer.type === 'proved') {
          clearTimeout(timer);
          setProving({ stage: 'proved', verification: answer.verification });
        }
      },
      () => giveUp(),
    );
    const giveUp = () => {
      clearTimeout(timer);
      worker.end();
      setProving({ stage: 'gaveUp' });
    };
    const timer = setTimeout(giveUp, limitMs);
    worker.ask({ type: 'neighbours', neighbours: known });
    worker.ask({ type: 'check', id: 1, document });
    return () => {
      clearTimeout(timer);
      worker.end();
    };
  }, [document, known, limitMs]);
  return proving;
}
