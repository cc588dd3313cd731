import type { Rule, RuleTemplate } from '../definition.js';

/** What a rule sees of one step: the marks in their order, and whether an event of the definition caused it. */
export interface StepView {
  marks: Mark[];
  declaredEvent: boolean;
}
export type Mark = 'first' | 'then' | 'unless';

/** Memory of a rule: small whole numbers. `BROKEN` is reached by a step that the rule forbids. */
export const BROKEN = -1;
const START = 0;
const RELEASED = 9;

export interface Automaton {
  start: number;
  next(memory: number, step: StepView): number;
  /** True when a case may not end like this. */
  forbidsEnd(memory: number): boolean;
  /** True when `then` is still owed. */
  owes(memory: number): boolean;
}

type Advance = (memory: number, marks: Mark[], step: StepView) => number;

const never = () => false;
/** Memory of most automata once `first` has been seen. */
export const SEEN = 1;
const BOTH = 2;

const through =
  (onMark: (memory: number, mark: Mark) => number): Advance =>
  (memory, marks) =>
    marks.reduce((now, mark) => (now === BROKEN ? now : onMark(now, mark)), memory);

const precedence = through((memory, mark) => {
  if (mark === 'first') return SEEN;
  return memory === SEEN ? memory : BROKEN;
});

const response = through((_memory, mark) => (mark === 'first' ? SEEN : START));

/** 0 nothing, 1 owed, 2 paid: precedence and response at once. */
const succession = through((memory, mark) => {
  if (mark === 'first') return SEEN;
  return memory === START ? BROKEN : BOTH;
});

/** 1: `first` was seen in this step or the one before. */
const chainPrecedence: Advance = (memory, marks) => {
  let now = memory;
  for (const mark of marks) {
    if (mark === 'first') now = SEEN;
    else if (now !== SEEN) return BROKEN;
  }
  return marks.includes('first') ? SEEN : START;
};

/** 1: `then` is owed by the end of the next step. */
const chainResponse: Advance = (memory, marks) => {
  const paid = marks.indexOf('then');
  if (memory === SEEN && paid < 0) return BROKEN;
  return marks.lastIndexOf('first') > marks.lastIndexOf('then') ? SEEN : START;
};

/** 1: `first` was seen, 2: `then` was seen. */
const notCoExistence = through((memory, mark) => {
  const own = mark === 'first' ? SEEN : BOTH;
  return memory === START || memory === own ? own : BROKEN;
});

const notSuccession = through((memory, mark) => {
  if (mark === 'first') return SEEN;
  return memory === SEEN ? BROKEN : memory;
});

/** 0 nothing but the opening has happened, 1 it began well. */
const init: Advance = (memory, marks, { declaredEvent }) => {
  if (memory === SEEN || marks.includes('first')) return SEEN;
  return declaredEvent ? BROKEN : START;
};

interface Template {
  advance: Advance;
  forbidsEnd?: (memory: number) => boolean;
  owes?: (memory: number) => boolean;
  needsThen: boolean;
}

const isSeen = (memory: number) => memory === SEEN;

export const TEMPLATES: Record<RuleTemplate, Template> = {
  existence: { advance: through(() => SEEN), forbidsEnd: (memory) => memory === START, needsThen: false },
  absence: { advance: through(() => BROKEN), needsThen: false },
  init: { advance: init, needsThen: false },
  precedence: { advance: precedence, needsThen: true },
  response: { advance: response, forbidsEnd: isSeen, owes: isSeen, needsThen: true },
  succession: { advance: succession, forbidsEnd: isSeen, owes: isSeen, needsThen: true },
  chainPrecedence: { advance: chainPrecedence, needsThen: true },
  chainResponse: { advance: chainResponse, forbidsEnd: isSeen, needsThen: true },
  notCoExistence: { advance: notCoExistence, needsThen: true },
  notSuccession: { advance: notSuccession, needsThen: true },
};

/** The automaton of the rule's template. A path on which an `unless` is seen is not bound from that step on. */
export function automatonOf({ template }: Rule): Automaton {
  const { advance, forbidsEnd = never, owes = never } = TEMPLATES[template];
  return {
    start: START,
    next: (memory, step) => {
      if (memory === RELEASED || step.marks.includes('unless')) return RELEASED;
      return advance(memory, step.marks, step);
    },
    forbidsEnd,
    owes,
  };
}
