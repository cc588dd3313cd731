import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('users')
@Unique('users_username_key', ['username'])
@Unique('users_subject_key', ['subject'])
export class User {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  id: string;

  @Column('text')
  username: string;

  @Column({ type: 'text', collation: 'danish' })
  name: string;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text', { array: true })
  roles: string[];

  @Column('text', { nullable: true })
  passwordHash: string | null;

  @Column('text', { nullable: true })
  subject: string | null;

  @Column('boolean', { default: true })
  active: boolean;

  @Column('text', { default: 'da' })
  language: string;

  @Column('timestamptz')
  createdAt: string;

  @Column('text', { array: true, default: '{}' })
  madeBy: string[];

  @Column('text', { nullable: true })
  codeHash: string | null;

  @Column('timestamptz', { nullable: true })
  codeExpiresAt: string | null;
}
