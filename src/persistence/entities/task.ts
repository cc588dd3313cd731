import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('tasks')
@Check('tasks_status_check', `status in ('open', 'completed', 'cancelled')`)
@Index('tasks_open_key', ['caseId', 'key'], { unique: true, where: `status = 'open'` })
@Index('tasks_case_id_idx', ['caseId'])
@Index('tasks_team_open_idx', ['teamId', 'dueAt', 'id'], { where: `status = 'open'` })
@Index('tasks_assignee_open_idx', ['assigneeId', 'dueAt', 'id'], { where: `status = 'open'` })
export class Task {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tasks_pkey' })
  id: string;

  @Column('uuid')
  caseId: string;

  @Column('text')
  key: string;

  @Column('json')
  title: unknown;

  @Column('text')
  role: string;

  @Column('text', { nullable: true })
  deadlineKey: string | null;

  @Column('date', { nullable: true })
  dueOn: string | null;

  @Column('timestamptz', { nullable: true })
  dueAt: string | null;

  @Column('text')
  teamId: string;

  @Column('uuid', { nullable: true })
  assigneeId: string | null;

  @Column('text')
  status: string;

  @Column('integer')
  openedSeq: number;

  @Column('timestamptz')
  openedAt: string;

  @Column('integer', { nullable: true })
  closedSeq: number | null;

  @Column('timestamptz', { nullable: true })
  closedAt: string | null;

  @Column('text', { nullable: true })
  closedBy: string | null;
}
