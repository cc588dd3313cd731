import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('audit_entries')
@Index('audit_entries_case_id_at_idx', ['caseId', 'at'])
@Index('audit_entries_user_id_at_idx', ['userId', 'at'])
@Index('audit_entries_at_idx', ['at', 'id'])
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'audit_entries_pkey',
  })
  id: number;

  @Column('timestamptz')
  at: string;

  @Column('text')
  action: string;

  @Column('text', { nullable: true })
  userId: string | null;

  @Column('text', { nullable: true })
  userName: string | null;

  @Column('uuid', { nullable: true })
  caseId: string | null;

  @Column('json')
  details: unknown;
}
