import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('recurring_runs')
export class RecurringRun {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'recurring_runs_pkey' })
  task: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'recurring_runs_pkey' })
  slot: string;

  @Column('timestamptz')
  startedAt: string;

  @Column('timestamptz', { nullable: true })
  finishedAt: string | null;

  @Column('integer')
  attempts: number;

  @Column('uuid')
  leaseOwner: string;

  @Column('timestamptz')
  leaseUntil: string;

  @Column('json', { nullable: true })
  result: unknown;
}
