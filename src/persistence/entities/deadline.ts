import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('deadlines')
@Check('deadlines_status_check', `status in ('running', 'met', 'late', 'expired', 'fellAway')`)
@Index('deadlines_running_key', ['caseId', 'key'], { unique: true, where: `status = 'running'` })
@Index('deadlines_running_due_at_idx', ['dueAt', 'caseId', 'key'], { where: `status = 'running'` })
export class Deadline {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'deadlines_pkey' })
  caseId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'deadlines_pkey' })
  key: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'deadlines_pkey' })
  startedSeq: number;

  @Column('json')
  title: unknown;

  @Column('text')
  kind: string;

  @Column('timestamptz')
  startedAt: string;

  @Column('date')
  anchorOn: string;

  @Column('date')
  dueOn: string;

  @Column('timestamptz')
  dueAt: string;

  @Column('date')
  targetOn: string;

  @Column('date', { nullable: true })
  latestSendOn: string | null;

  @Column('timestamptz', { nullable: true })
  breachedAt: string | null;

  @Column('date', { nullable: true })
  pausedOn: string | null;

  @Column('date', { nullable: true })
  extendedTo: string | null;

  @Column('text')
  status: string;

  @Column('date', { nullable: true })
  stoppedOn: string | null;
}
