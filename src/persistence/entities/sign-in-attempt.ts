import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('sign_in_attempts')
@Index('sign_in_attempts_browser_hash_key', ['browserHash'], { unique: true })
@Index('sign_in_attempts_expires_at_idx', ['expiresAt'])
export class SignInAttemptRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sign_in_attempts_pkey' })
  requestId: string;

  @Column('text')
  browserHash: string;

  @Column('timestamptz')
  expiresAt: string;

  @Column('json', { nullable: true })
  person: object | null;
}
