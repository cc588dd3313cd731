import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('audit_heads')
@Index('audit_heads_root_idx', ['root', 'kind', 'key'])
export class AuditHeadRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'audit_heads_pkey' })
  kind: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'audit_heads_pkey' })
  key: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'audit_heads_pkey' })
  root: number;

  @Column('text')
  label: string;

  @Column('integer')
  seq: number;

  @Column('text')
  hash: string;
}
