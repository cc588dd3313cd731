import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('definition_draft_changes')
@Index('definition_draft_changes_draft_id_idx', ['draftId', 'id'])
export class DefinitionDraftChange {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'definition_draft_changes_pkey',
  })
  id: number;

  @Column('uuid')
  draftId: string;

  @Column('integer')
  revision: number;

  @Column('text')
  action: string;

  @Column('timestamptz')
  at: string;

  @Column('text')
  byId: string;

  @Column('text')
  byName: string;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text')
  hash: string;

  @Column('json', { nullable: true })
  document: unknown;
}
