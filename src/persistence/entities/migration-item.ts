import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('migration_items')
@Check('migration_items_outcome_check', `outcome in ('waiting', 'migrated', 'stays', 'refused', 'closed')`)
@Index('migration_items_waiting_idx', ['runId', 'caseId'], { where: `outcome = 'waiting'` })
export class MigrationItem {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'migration_items_pkey' })
  runId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'migration_items_pkey' })
  caseId: string;

  @Column('integer')
  fromVersion: number;

  @Column('text')
  outcome: string;

  @Column('integer', { nullable: true })
  seq: number | null;

  @Column('text', { array: true, nullable: true })
  fromStates: string[] | null;

  @Column('text', { array: true, nullable: true })
  toStates: string[] | null;

  @Column('json', { nullable: true })
  reasons: unknown;

  @Column('timestamptz', { nullable: true })
  at: string | null;
}
