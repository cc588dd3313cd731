import type { ErrorCode } from '../../errors.js';
import type { CompiledDefinition } from '../compiled.js';
import type { Text } from '../definition.js';
import type { PlainText } from '../effects.js';

/** Why a case cannot go to another version, for the person who must place it. */
export interface MigrationReason {
  code:
    | 'stateRemoved'
    | 'historyRemoved'
    | 'stateConflict'
    | 'wouldEnd'
    | 'childLost'
    | 'invalidFact'
    | 'pausedForGood'
    | 'otherCaseType'
    | ErrorCode;
  text: PlainText;
  /** Dotted path, in the old version for `stateRemoved` and `historyRemoved`. */
  state?: string;
  states?: string[];
  child?: string;
  fact?: string;
  deadline?: string;
}

type Template = (named: PlainText) => PlainText;

const TEXTS = {
  stateRemoved: ({ da, en }) => ({
    da: `Tilstanden “${da}” findes ikke i den nye version. Vælg, hvilken tilstand den svarer til.`,
    en: `The new version has no state “${en}”. Choose the state that it corresponds to.`,
  }),
  historyRemoved: ({ da, en }) => ({
    da: `Sagen skal kunne vende tilbage til “${da}”, som den nye version ikke har.`,
    en: `The case must be able to return to “${en}”, which the new version does not have.`,
  }),
  stateConflict: ({ da, en }) => ({
    da: `Sagen ville stå to steder på én gang i “${da}”.`,
    en: `The case would stand in two places at once in “${en}”.`,
  }),
  wouldEnd: ({ da, en }) => ({
    da: `Sagen ville blive afsluttet (“${da}”). En sag afsluttes ikke ved at skifte version.`,
    en: `The case would end (“${en}”). A change of version ends no case.`,
  }),
} satisfies Record<string, Template>;

/** A reason about a state, which is called by its title in the definition given. */
export function reasonOf(
  code: keyof typeof TEXTS,
  { states }: CompiledDefinition,
  about: { state: string; states?: string[] },
): MigrationReason {
  const { da = about.state, en = da } = states.get(about.state)?.meta.title ?? {};
  return { code, ...about, text: TEXTS[code]({ da, en }) };
}

export function childLost(child: string): MigrationReason {
  return {
    code: 'childLost',
    child,
    text: {
      da: `Delsagen “${child}” er i gang, og den nye version har intet sted, hvor den hører til.`,
      en: `The child case “${child}” is running, and the new version has no place for it.`,
    },
  };
}

export function invalidFact(fact: string, { da, en }: PlainText): MigrationReason {
  return {
    code: 'invalidFact',
    fact,
    text: {
      da: `Oplysningen “${da}” mangler eller passer ikke i den nye version.`,
      en: `The fact “${en}” is missing or does not fit in the new version.`,
    },
  };
}

/** About a deadline, by its title. */
export function pausedForGood(deadline: string, { da, en = da }: Text): MigrationReason {
  return {
    code: 'pausedForGood',
    deadline,
    text: {
      da: `Fristen “${da}” er sat på pause, og den nye version kan ikke sætte den i gang igen.`,
      en: `The deadline “${en}” is paused, and the new version cannot resume it.`,
    },
  };
}

export const OTHER_CASE_TYPE: MigrationReason = {
  code: 'otherCaseType',
  text: { da: 'Det er ikke den samme sagstype.', en: 'That is not the same case type.' },
};
