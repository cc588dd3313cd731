import type { Definition, Facts } from '../../src/machines/index.js';

export const CASE_TYPE = 'round';
/** The states of a round, in order; after the last one the case begins again. */
export const STATES = ['received', 'screened', 'examined', 'heard', 'decided', 'announced'] as const;
export type State = (typeof STATES)[number];

export const stateAfter = (state: State): State => STATES[(STATES.indexOf(state) + 1) % STATES.length]!;
export const taskOf = (state: State): string => `DO_${state.toUpperCase()}`;
export const timerOf = (state: State): string => `xstate.after.patience.${CASE_TYPE}.open.${state}`;
/** How long a state is patient before the case moves on by itself. */
export const PATIENCE_DAYS = 30;

export const titleOf = (state: State) => ({ da: `Behandl sagen: ${state}`, en: `Handle the case: ${state}` });

/** What a case knows when it is opened: as many facts as an ordinary application has. */
export const FACTS: Facts = {
  subject: 'Merudgifter ved forsørgelse af barn med nedsat funktionsevne',
  receivedOn: '2026-02-02',
  channel: 'digitalPost',
  applicants: 2,
  amountApplied: 1_250_000,
  urgent: false,
  interpreter: false,
  remarks: 'Ansøgningen er modtaget sammen med udtalelse fra børneafdelingen og budget for et år.',
};

/**
 * One errand that goes round for ever. Each move closes a task and opens one, cancels a timer and arms one, writes the state and an
 * event: the row writes that the everyday event of a case makes, and nothing that would make one move dearer than another.
 */
export const ROUND: Definition = {
  caseType: CASE_TYPE,
  title: { da: 'Rundgang', en: 'Round' },
  owner: 'Bench',
  reviewEvery: 'P1Y',
  legalBasis: [],
  parameters: {
    attempts: { value: 3, source: 'bench', title: { da: 'Forsøg' } },
  },
  facts: {
    type: 'object',
    required: Object.keys(FACTS),
    properties: {
      subject: { type: 'string' },
      receivedOn: { type: 'string', format: 'date' },
      channel: { type: 'string' },
      applicants: { type: 'integer' },
      amountApplied: { type: 'integer' },
      urgent: { type: 'boolean' },
      interpreter: { type: 'boolean' },
      remarks: { type: 'string' },
    },
  },
  ends: { closed: [] },
  events: {
    NEXT: { title: { da: 'Videre' }, roles: ['caseworker'] },
    CLOSE: { title: { da: 'Luk' }, roles: ['caseworker'] },
  },
  deadlines: {
    decision: {
      title: { da: 'Afgørelse senest', en: 'Decision by' },
      kind: 'published',
      anchor: 'facts.receivedOn',
      length: 'P12Y',
    },
  },
  delays: { patience: { anchor: 'now', length: `P${PATIENCE_DAYS}D`, at: 'startOfDay' } },
  tasks: Object.fromEntries(
    STATES.map((state) => [
      taskOf(state),
      { title: titleOf(state), role: 'caseworker' as const, events: ['NEXT', 'CLOSE'] },
    ]),
  ),
  letters: {},
  reasons: {},
  rules: [],
  machine: {
    initial: 'open',
    states: {
      open: {
        initial: 'received',
        meta: { deadlines: ['decision'] },
        on: { CLOSE: 'closed' },
        states: Object.fromEntries(STATES.map((state) => [state, roundState(state)])),
      },
      closed: { type: 'final' },
    },
  },
};

function roundState(state: State) {
  const next = stateAfter(state);
  return {
    meta: { title: titleOf(state), tasks: [taskOf(state)] },
    on: { NEXT: [{ guard: 'facts.applicants >= 1 && !facts.urgent', target: next }, { target: state }] },
    after: { patience: next },
  };
}
