import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('case_disposals')
@Unique('case_disposals_case_id_key', ['caseId'])
export class CaseDisposalRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'case_disposals_pkey' })
  number: number;

  @Column('uuid')
  caseId: string;

  @Column('text')
  caseNumber: string;

  @Column('text')
  caseType: string;

  @Column('integer')
  version: number;

  @Column('text')
  teamId: string;

  @Column('uuid', { nullable: true })
  parentId: string | null;

  @Column('date')
  openedOn: string;

  @Column('text', { nullable: true })
  endedAs: string | null;

  @Column('timestamptz')
  endedAt: string;

  @Column('text', { array: true })
  eventHashes: string[];

  @Column('text')
  period: string;

  @Column('timestamptz')
  disposedAt: string;

  @Column('text')
  prevHash: string;

  @Column('text')
  hash: string;
}
