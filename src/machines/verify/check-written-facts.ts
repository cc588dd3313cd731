import { writtenFacts } from '../expressions/record-types.js';
import type { Problem } from '../problems.js';
import { detailsOf } from './fit.js';
import { givingActions } from './given-facts.js';
import type { Laboratory } from './laboratory.js';
import { found } from './texts.js';

/**
 * What `setFacts` writes must be what the facts may be: nobody looks at it before the next guard reads it, and fails. A fact that is always
 * there must not be taken away by `null`.
 */
export function checkWrittenFacts(laboratory: Laboratory): Problem[] {
  const { definition, shape } = laboratory;
  const own = writtenFacts(definition);
  const { required = [] } = definition.facts;
  const isLasting = (fact: string): boolean => required.includes(fact) || own[fact]!.default !== undefined;
  return shape.states
    .flatMap((state) => givingActions(laboratory, state))
    .filter(({ action }) => action.type === 'setFacts')
    .flatMap(({ given }) => [
      ...given
        .lacks(given.names.filter(isLasting))
        .map((fact) => found('lastingFactTaken', given.pathOf(fact), { fact })),
      ...given.names.flatMap((fact) =>
        given
          .misfits(fact, own[fact]!)
          .map((misfit) => found('writtenFactMisfit', given.pathOf(fact), { fact, ...detailsOf(misfit) })),
      ),
    ]);
}
