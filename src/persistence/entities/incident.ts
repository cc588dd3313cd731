import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('incidents')
@Unique('incidents_case_id_timer_id_arming_key', ['caseId', 'timerId', 'arming'])
@Index('incidents_open_idx', ['firstAt', 'id'], { where: `resolved_at is null` })
export class Incident {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'incidents_pkey' })
  id: string;

  @Column('uuid')
  caseId: string;

  @Column('text')
  timerId: string;

  @Column('integer')
  arming: number;

  @Column('text')
  code: string;

  @Column('json')
  details: unknown;

  @Column('text')
  eventType: string;

  @Column('integer')
  attempts: number;

  @Column('timestamptz')
  firstAt: string;

  @Column('timestamptz')
  lastAt: string;

  @Column('timestamptz')
  retryAt: string;

  @Column('text', { nullable: true })
  ownerId: string | null;

  @Column('text', { nullable: true })
  ownerRole: string | null;

  @Column('timestamptz', { nullable: true })
  resolvedAt: string | null;

  @Column('text', { nullable: true })
  resolution: string | null;
}
