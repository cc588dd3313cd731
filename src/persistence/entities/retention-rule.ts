import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('retention_rules')
@Check('retention_rules_period_check', `period ~ '^P([1-9][0-9]?Y)?([1-9][0-9]?M)?$' and period <> 'P'`)
export class RetentionRuleRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'retention_rules_pkey' })
  caseType: string;

  @Column('text')
  period: string;

  @Column('text')
  source: string;

  @Column('text')
  requestedByName: string;

  @Column('text')
  approvedByName: string;

  @Column('timestamptz')
  setAt: string;
}
