import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('pending_changes')
@Check('pending_changes_outcome_check', `outcome in ('approved', 'refused')`)
@Index('pending_changes_open_key', ['kind', 'subject'], { unique: true, where: 'outcome is null' })
@Index('pending_changes_requested_at_idx', ['requestedAt'])
export class PendingChange {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pending_changes_pkey' })
  id: string;

  @Column('text')
  kind: string;

  @Column('text')
  subject: string;

  @Column('json')
  payload: unknown;

  @Column('uuid')
  requestedBy: string;

  @Column('text')
  requestedByName: string;

  @Column('timestamptz')
  requestedAt: string;

  @Column('text', { nullable: true })
  outcome: string | null;

  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('text', { nullable: true })
  decidedByName: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: string | null;
}
