import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('case_holds')
@Index('case_holds_open_key', ['caseId'], { unique: true, where: 'lifted_at is null' })
@Index('case_holds_case_id_idx', ['caseId'])
export class CaseHoldRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'case_holds_pkey' })
  id: string;

  @Column('uuid')
  caseId: string;

  @Column('text')
  reason: string;

  @Column('uuid')
  placedBy: string;

  @Column('text')
  placedByName: string;

  @Column('timestamptz')
  placedAt: string;

  @Column('uuid', { nullable: true })
  liftedBy: string | null;

  @Column('text', { nullable: true })
  liftedByName: string | null;

  @Column('timestamptz', { nullable: true })
  liftedAt: string | null;
}
