import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('definition_retirements')
export class DefinitionRetirement {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'definition_retirements_pkey' })
  caseType: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'definition_retirements_pkey' })
  version: number;

  @Column('timestamptz')
  retiredFrom: string;

  @Column('timestamptz')
  at: string;

  @Column('text')
  byId: string;

  @Column('text')
  byName: string;

  @Column('text', { nullable: true })
  note: string | null;
}
