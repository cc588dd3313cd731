import type { CompiledDefinition } from '../../machines/compiled.js';
import type { Procedure, PublicPhase, Role, StateMeta, Text } from '../../machines/definition.js';
import type { EventExplanation } from '../../machines/explain.js';
import type { Reason } from '../../machines/reasons.js';
import type { Facts, StateValue } from '../../machines/snapshot.js';
import { activePaths, leafPaths, statesOf } from '../../machines/state-value.js';
import type { CaseHold } from '../../persistence/case-holds.js';
import type { CaseViewRow, RelativeRow } from '../../persistence/views/case-view.js';
import type { DeadlineRow } from '../../persistence/views/deadline-list.js';
import type { TaskListRow } from '../../persistence/views/task-list.js';
import { eventSchema, type FormSchema } from './facts-check.js';

export interface ActiveState extends StateMeta {
  /** Dotted path from the root. */
  path: string;
  /** True where the state has no active state below it. */
  leaf: boolean;
}

export interface TaskView extends TaskListRow {
  /** Events by which the task is carried out. */
  events: string[];
  procedure?: Procedure;
  checklist: Text[];
}

export interface EventView {
  type: string;
  title: Text;
  help?: Text;
  /** Who may send it as the case stands. */
  roles: Role[];
  /** `dependsOnForm`: possible for some answers in the form. */
  accepted: boolean | 'dependsOnForm';
  /** Why not, when it is not accepted. */
  reasons: Reason[];
  form: FormSchema;
}

/** Everything the page of a case shows. Texts come in both languages. */
export interface CaseView {
  id: string;
  caseNumber: string;
  caseType: string;
  title: Text;
  version: number;
  status: 'active' | 'done';
  endedAs: string | null;
  openedOn: string;
  openedAt: string;
  endedAt: string | null;
  changedAt: string;
  state: StateValue;
  activeStates: ActiveState[];
  /** Of the first region, which is the main course of the case. */
  publicPhase: PublicPhase | null;
  facts: Facts;
  seq: number;
  tasks: TaskView[];
  deadlines: DeadlineRow[];
  events: EventView[];
  parent: RelativeRow | null;
  children: RelativeRow[];
  assignee: { id: string; name: string } | null;
  team: { id: string; name: string };
  citizen: { id: string; name: string } | null;
  protected: boolean;
  /** Why it must not be disposed of; null when nothing stands against that. */
  hold: CaseHold | null;
}

export interface CaseParts {
  row: CaseViewRow;
  compiled: CompiledDefinition;
  tasks: TaskListRow[];
  deadlines: DeadlineRow[];
  events: EventExplanation[];
  parent: RelativeRow | null;
  children: RelativeRow[];
  hold: CaseHold | null;
}

/** Puts together what the stores and the engine say of a case. */
export function toCaseView({
  row,
  compiled,
  tasks,
  deadlines,
  events,
  parent,
  children,
  hold,
}: CaseParts): CaseView {
  const { id, version, status, caseType, endedAs, openedOn, openedAt, endedAt, changedAt, seq, snapshot } =
    row;
  const activeStates = activeStatesOf(compiled, snapshot.value);
  return {
    id,
    caseNumber: row.number,
    caseType,
    title: compiled.definition.title,
    version,
    status,
    endedAs,
    openedOn,
    openedAt,
    endedAt,
    changedAt,
    state: snapshot.value,
    activeStates,
    publicPhase: activeStates.find((state) => state.leaf && state.publicPhase)?.publicPhase ?? null,
    facts: snapshot.facts,
    seq,
    tasks: tasks.map((task) => taskView(compiled, task)),
    deadlines,
    events: events.map((event) => eventView(compiled, event)),
    parent,
    children,
    assignee: row.assigneeId ? { id: row.assigneeId, name: row.assigneeName ?? '' } : null,
    team: { id: row.teamId, name: row.teamName },
    citizen: row.citizenId ? { id: row.citizenId, name: row.citizenName ?? '' } : null,
    protected: row.protected,
    hold,
  };
}

/** The active states in document order, outermost first. */
export function activeStatesOf(compiled: CompiledDefinition, value: StateValue): ActiveState[] {
  const paths = activePaths(compiled, value);
  const leaves = new Set(leafPaths(paths));
  return statesOf(compiled, paths)
    .filter(({ path }) => path !== '')
    .map(({ path, meta }) => ({ path, leaf: leaves.has(path), ...meta }));
}

function taskView({ definition }: CompiledDefinition, task: TaskListRow): TaskView {
  const declared = definition.tasks[task.key];
  return {
    ...task,
    events: declared?.events ?? [],
    checklist: declared?.checklist ?? [],
    ...(declared?.procedure && { procedure: declared.procedure }),
  };
}

function eventView(
  compiled: CompiledDefinition,
  { type, senders, accepted, reasons }: EventExplanation,
): EventView {
  const declared = compiled.definition.events[type]!;
  const { title, help } = declared;
  return {
    type,
    title,
    ...(help && { help }),
    roles: [...senders],
    accepted,
    reasons,
    form: eventSchema(compiled, declared),
  };
}
