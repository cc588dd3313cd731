import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('definitions')
@Unique('definitions_case_type_version_key', ['caseType', 'version'])
@Check('definitions_status_check', `status in ('draft', 'published')`)
@Check(
  'definitions_published_check',
  `(status = 'published') = (version is not null and published_at is not null and valid_from is not null)`,
)
export class DefinitionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'definitions_pkey' })
  id: string;

  @Column('text')
  caseType: string;

  @Column('integer', { nullable: true })
  version: number | null;

  @Column('text')
  status: string;

  @Column('json')
  document: unknown;

  @Column('text')
  hash: string;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('json', { nullable: true })
  layouts: unknown;

  @Column('integer', { default: 1 })
  revision: number;

  @Column('text')
  createdBy: string;

  @Column('timestamptz')
  createdAt: string;

  @Column('text')
  updatedBy: string;

  @Column('timestamptz')
  updatedAt: string;

  @Column('text', { nullable: true })
  proposedBy: string | null;

  @Column('text', { nullable: true })
  publishedBy: string | null;

  @Column('timestamptz', { nullable: true })
  publishedAt: string | null;

  @Column('timestamptz', { nullable: true })
  validFrom: string | null;
}
