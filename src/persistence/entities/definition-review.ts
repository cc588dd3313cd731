import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('definition_reviews')
@Index('definition_reviews_case_type_at_idx', ['caseType', 'at'])
export class DefinitionReview {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'definition_reviews_pkey',
  })
  id: number;

  @Column('text')
  caseType: string;

  @Column('integer')
  version: number;

  @Column('timestamptz')
  at: string;

  @Column('text')
  byId: string;

  @Column('text')
  byName: string;

  @Column('text', { nullable: true })
  note: string | null;
}
