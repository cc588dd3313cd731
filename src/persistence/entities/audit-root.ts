import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_roots')
export class AuditRootRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'audit_roots_pkey' })
  number: number;

  @Column('timestamptz')
  at: string;

  @Column('json')
  content: unknown;

  @Column('text')
  hash: string;

  @Column('text', { nullable: true })
  keyId: string | null;

  @Column('text', { nullable: true })
  signature: string | null;
}
