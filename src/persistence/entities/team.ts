import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('teams')
export class Team {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'teams_pkey' })
  id: string;

  @Column({ type: 'text', collation: 'danish' })
  name: string;

  @Column('boolean', { default: true })
  active: boolean;

  @Column('timestamptz')
  createdAt: string;
}
