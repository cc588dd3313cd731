/** What the server answers, taken from the server's own declarations: it cannot drift, and leaves nothing in the built app. */
export type { MeDto } from '../../src/modules/auth/session.dto.js';
export type { SignedOutDto, WaysInDto } from '../../src/modules/federation/sign-in.controller.js';
export type { CaseView, EventView, TaskView, ActiveState } from '../../src/modules/cases/case-view.js';
export type { CaseTypeView } from '../../src/modules/cases/case-opening.service.js';
export type { FormSchema } from '../../src/modules/cases/facts-check.js';
export type { ProblemDetails, ProblemError } from '../../src/modules/http/problem.js';
export type { RoleDto, RoleUseDto } from '../../src/modules/people/roles.dto.js';
export type { PersonDto, TeamDto } from '../../src/modules/people/people.dto.js';
export type { ClockView } from '../../src/modules/sandbox/clock.service.js';
export type { AdvanceReport } from '../../src/persistence/advance-clock.js';
export type {
  Draft,
  DraftChange,
  DraftStage,
  DraftSummary,
} from '../../src/persistence/definition-drafts.js';
export type { DefinitionRow } from '../../src/persistence/definitions.js';
export type { CitizenSummary } from '../../src/persistence/citizens.js';
export type { CaseListRow } from '../../src/persistence/views/case-list.js';
export type { HistoryRow, RelativeRow } from '../../src/persistence/views/case-view.js';
export type { CertificateView } from '../../src/modules/cases/case-inspection.service.js';
export type { DeadlineRow } from '../../src/persistence/views/deadline-list.js';
export type { MessageListRow } from '../../src/persistence/views/message-list.js';
export type { Page } from '../../src/persistence/views/page.js';
export type { TaskListRow, TaskScope } from '../../src/persistence/views/task-list.js';
export type { AccountOrPending } from '../../src/modules/people/accounts.service.js';
export type { OneTimeCode } from '../../src/modules/people/one-time-code.service.js';
export type { RetentionPreview, RetentionRow } from '../../src/persistence/retention.js';
export type { PendingChange } from '../../src/persistence/pending-changes.js';
export type { ErrorCode } from '../../src/errors.js';
export type { Certificate, CertificateStep } from '../../src/machines/certificate.js';
export type {
  Definition,
  FactSchema,
  PublicPhase,
  Right,
  Role,
  Text,
} from '../../src/machines/definition.js';
export type { Effect, PlainText } from '../../src/machines/effects.js';
export type { Reason } from '../../src/machines/reasons.js';
export type { Facts, Json } from '../../src/machines/snapshot.js';
