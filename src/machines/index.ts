/** The pure core. The only barrel of the product: what the web app and the server take from here. */
export { AppError } from '../errors.js';
export { createCalendar, type Calendar, type CalendarData } from './calendar.js';
export type { CountedDays } from './calendar-days.js';
export type { LawCountry, LawPlace } from './countries.js';
export type { CalendarLaw } from './holidays.js';
export { shippedFragments } from './case-types.js';
export type { Certificate, CertificateStep } from './certificate.js';
export { checkExpressions, compileDefinition } from './compile.js';
export type { CompiledDefinition } from './compiled.js';
export { conditionWords } from './condition-words.js';
export { ruleSentences, templateSentence } from './rule-words.js';
export { certificateRuleWords } from './speech.js';
export * from './definition.js';
export { diff } from './diff.js';
export { assertNever, type Effect, type EffectOf, type PlainText } from './effects.js';
export type { CaseEvent, CaseValues, Sender } from './event.js';
export { explain, type EventExplanation } from './explain.js';
export {
  importMachine,
  type ImportLine,
  type ImportReport,
  type ImportResult,
  type Outcome,
  type RoleChoice,
  type SourceRole,
} from './import.js';
export { formSchema, titleOf } from './intake.js';
export { FUNCTIONS, METHODS, SIGNATURES } from './expressions/functions.js';
export { instantAt, timesShown } from './instants.js';
export { inventFacts } from './invent.js';
export { targetPath } from './labels.js';
export { openingFacts } from './later-facts.js';
export { previewLetters, type LetterPreview } from './letter-preview.js';
export { OFFICE_WEEKDAYS, type OfficeWeekday, type OpeningHours } from './office-hours.js';
export { parseDefinition, unreachedIn } from './parse.js';
export { keysOf, pointer } from './parse/json.js';
export type { Schema } from './parse/schema/build.js';
export { schemaOf } from './parse/schema/definition.js';
export type { Problem } from './problems.js';
export { reasonOfError, type Reason } from './reasons.js';
export { nextTimer } from './reminders.js';
export {
  nextEvents,
  simulate,
  type ScriptStep,
  type SimulatedCase,
  type Simulation,
  type SimulationEntry,
} from './simulate.js';
export { sendersAt } from './senders.js';
export type { CaseSnapshot, Facts, Json, RunningDeadline, StateValue } from './snapshot.js';
export { stateAt } from './state-tree.js';
export { activePaths, leafPaths } from './state-value.js';
export { start, step, type Accepted, type StepEnv, type StepResult } from './step.js';
export {
  createVerifyMemory,
  verify,
  type Neighbours,
  type PathStep,
  type RuleProof,
  type Verification,
  type VerifyMemory,
} from './verify.js';
export { recipientInWords, valueInWords, withoutExpressions } from './wording.js';
export { whatIf, type WhatIf, type WhatIfEntry } from './what-if.js';
export { toChart, type Chart, type ChartArrow, type ChartState, type Trigger } from './statechart/chart.js';
export { MARK_WIDTH, type ElkGraph } from './statechart/elk-graph.js';
export {
  DRAWING,
  type PlacedArrow,
  type PlacedState,
  type Point,
  type StatechartLayout,
} from './statechart/layout.js';
export { placeChart, type RunElk } from './statechart/place.js';
export { estimateWidth, FONT_SIZE, LINE_HEIGHT, type MeasureText } from './statechart/text-size.js';
