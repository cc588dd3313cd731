import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('definition_drafts')
@Check(
  'definition_drafts_stage_check',
  `stage in ('draft', 'verified', 'reviewed', 'published', 'discarded')`,
)
@Index('definition_drafts_case_type_idx', ['caseType', 'updatedAt'])
export class DefinitionDraft {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'definition_drafts_pkey' })
  id: string;

  @Column('text')
  caseType: string;

  @Column('json')
  document: unknown;

  @Column('text')
  hash: string;

  @Column('text')
  stage: string;

  @Column('integer', { default: 1 })
  revision: number;

  @Column('integer', { nullable: true })
  baseVersion: number | null;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text')
  createdBy: string;

  @Column('text')
  createdByName: string;

  @Column('timestamptz')
  createdAt: string;

  @Column('text')
  updatedBy: string;

  @Column('text')
  updatedByName: string;

  @Column('timestamptz')
  updatedAt: string;

  @Column('timestamptz', { nullable: true })
  verifiedAt: string | null;

  @Column('text', { nullable: true })
  reviewedBy: string | null;

  @Column('text', { nullable: true })
  reviewedByName: string | null;

  @Column('timestamptz', { nullable: true })
  reviewedAt: string | null;

  @Column('integer', { nullable: true })
  publishedVersion: number | null;
}
