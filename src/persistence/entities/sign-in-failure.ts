import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('sign_in_failures')
@Index('sign_in_failures_last_at_idx', ['lastAt'])
export class SignInFailure {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sign_in_failures_pkey' })
  nameHash: string;

  @Column('integer')
  failures: number;

  @Column('timestamptz')
  blockedUntil: string;

  @Column('timestamptz')
  lastAt: string;
}
