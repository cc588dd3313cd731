import { RoleEntity } from './role.js';
import { Team } from './team.js';
import { User } from './user.js';
import { UserTeam } from './user-team.js';
import { Session } from './session.js';
import { SignInAttemptRow } from './sign-in-attempt.js';
import { SignInFailure } from './sign-in-failure.js';
import { PendingChange } from './pending-change.js';
import { Citizen } from './citizen.js';
import { DefinitionRow } from './definition.js';
import { CalendarRow } from './calendar.js';
import { Case } from './case.js';
import { CaseDisposalRow } from './case-disposal.js';
import { RetentionRuleRow } from './retention-rule.js';
import { CaseHoldRow } from './case-hold.js';
import { CaseEventRow } from './case-event.js';
import { IdempotencyKey } from './idempotency-key.js';
import { Task } from './task.js';
import { Deadline } from './deadline.js';
import { DeadlineCertificate } from './deadline-certificate.js';
import { Timer } from './timer.js';
import { Message } from './message.js';
import { AgendaItem } from './agenda-item.js';
import { Incident } from './incident.js';
import { AuditEntry } from './audit-entry.js';
import { AuditHeadRow } from './audit-head.js';
import { AuditRootRow } from './audit-root.js';
import { RecurringRun } from './recurring-run.js';
import { DefinitionDraft } from './definition-draft.js';
import { DefinitionDraftChange } from './definition-draft-change.js';
import { DefinitionRetirement } from './definition-retirement.js';
import { DefinitionReview } from './definition-review.js';
import { DefinitionReviewReminder } from './definition-review-reminder.js';
import { Rehearsal } from './rehearsal.js';
import { RehearsalCase } from './rehearsal-case.js';
import { MigrationRun } from './migration-run.js';
import { MigrationItem } from './migration-item.js';
import { StatechartLayoutRow } from './statechart-layout.js';
import { ClockRow } from './clock.js';

/**
 * What the migrations make, declared a second time so that TypeORM can say when the two differ. Reads and writes are SQL; the
 * entities are never saved through.
 */
export const ENTITIES = [
  RoleEntity,
  Team,
  User,
  UserTeam,
  Session,
  SignInAttemptRow,
  SignInFailure,
  PendingChange,
  Citizen,
  DefinitionRow,
  CalendarRow,
  Case,
  CaseEventRow,
  CaseHoldRow,
  CaseDisposalRow,
  RetentionRuleRow,
  IdempotencyKey,
  Task,
  Deadline,
  DeadlineCertificate,
  Timer,
  Message,
  AgendaItem,
  Incident,
  AuditEntry,
  AuditHeadRow,
  AuditRootRow,
  RecurringRun,
  DefinitionDraft,
  DefinitionDraftChange,
  DefinitionRetirement,
  DefinitionReview,
  DefinitionReviewReminder,
  Rehearsal,
  RehearsalCase,
  MigrationRun,
  MigrationItem,
  StatechartLayoutRow,
  ClockRow,
];
