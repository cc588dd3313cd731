import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { User } from './user.js';

@Entity('sessions')
@ForeignKey(() => User, ['userId'], ['id'], { name: 'sessions_user_id_fkey' })
@Index('sessions_user_id_idx', ['userId'])
@Index('sessions_expires_at_idx', ['expiresAt'])
export class Session {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sessions_pkey' })
  tokenHash: string;

  @Column('uuid')
  userId: string;

  @Column('timestamptz')
  createdAt: string;

  @Column('timestamptz')
  expiresAt: string;

  @Column('timestamptz')
  lastSeenAt: string;

  @Column('text', { nullable: true })
  logoutHint: string | null;
}
