import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('migration_runs')
@Check('migration_runs_status_check', `status in ('running', 'paused', 'done', 'cancelled')`)
@Index('migration_runs_running_idx', ['requestedAt', 'id'], { where: `status = 'running'` })
export class MigrationRun {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'migration_runs_pkey' })
  id: string;

  @Column('text')
  caseType: string;

  @Column('integer')
  version: number;

  @Column('json')
  stateMap: unknown;

  @Column('text', { nullable: true })
  condition: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text')
  status: string;

  @Column('text')
  requestedBy: string;

  @Column('text')
  requestedByName: string;

  @Column('text', { array: true })
  requestedRoles: string[];

  @Column('timestamptz')
  requestedAt: string;

  @Column('timestamptz', { nullable: true })
  finishedAt: string | null;
}
