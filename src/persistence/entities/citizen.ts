import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('citizens')
@Unique('citizens_cpr_hash_key', ['cprHash'])
export class Citizen {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'citizens_pkey' })
  id: string;

  @Column({ type: 'text', collation: 'danish' })
  name: string;

  @Column('text', { nullable: true })
  cprEncrypted: string | null;

  @Column('text', { nullable: true })
  cprHash: string | null;

  @Column('date', { nullable: true })
  bornOn: string | null;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('boolean', { default: false })
  addressProtected: boolean;

  @Column('json', { default: {} })
  contact: unknown;

  @Column('timestamptz')
  createdAt: string;
}
