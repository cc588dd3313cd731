import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('roles')
@Check('roles_rights_check', `rights in ('caseworker', 'teamLeader', 'admin', 'auditor')`)
export class RoleEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'roles_pkey' })
  key: string;

  @Column('json')
  title: object;

  @Column('text')
  rights: string;

  @Column('timestamptz')
  createdAt: string;
}
