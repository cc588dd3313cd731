import type { PlainText } from '../effects.js';
import { questionsIn } from './atoms.js';
import type { Graph } from './graph.js';
import type { Laboratory } from './laboratory.js';

/** Under what the proofs of this graph hold, in words. What has been asked for exactly is not among them. */
export function assumptionsOf(laboratory: Laboratory, graph: Graph): PlainText[] {
  const facts = rememberedFacts(laboratory, graph);
  return [
    {
      da: 'Oplysninger kan være hvad som helst, hver gang en betingelse spørger om dem.',
      en: 'Facts may be anything each time a condition asks about them.',
    },
    ...(facts.length > 0
      ? [
          {
            da: `Sagen åbnes uden ${facts.join(', ')}: de kommer først med hændelser og handlinger.`,
            en: `The case is opened without ${facts.join(', ')}: they come with events and actions only.`,
          },
        ]
      : []),
    ...childrenIn(graph).map((child) => ({
      da: `Sagen “${child}” kan ende på enhver af sine måder; dens egne regler holdes af dens egen definition.`,
      en: `The case “${child}” may end in any of its ways; its own rules are kept by its own definition.`,
    })),
  ];
}

function rememberedFacts({ questions }: Laboratory, { shape, slice }: Graph): string[] {
  const asked = shape.states
    .filter(({ region }) => slice.has(region))
    .flatMap(({ moves }) => moves.flatMap(({ guard }) => (guard ? questionsIn(questions.of(guard)) : [])));
  const names = asked.flatMap((question) =>
    question.kind === 'given' || question.kind === 'flag' ? [question.fact] : [],
  );
  return [...new Set(names)];
}

function childrenIn({ shape, slice }: Graph): string[] {
  const named = shape.states.flatMap(({ region, node }) =>
    slice.has(region) && node.invoke ? [node.invoke.src] : [],
  );
  return [...new Set(named)];
}
