import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('timers')
@Unique('timers_case_id_timer_id_arming_key', ['caseId', 'timerId', 'arming'])
@Check('timers_kind_check', `kind in ('armed', 'delivery')`)
@Index('timers_wake_at_id_case_id_idx', ['wakeAt', 'id', 'caseId'])
export class Timer {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'timers_pkey',
  })
  id: number;

  @Column('uuid')
  caseId: string;

  @Column('text')
  timerId: string;

  @Column('integer')
  arming: number;

  @Column('text')
  kind: string;

  @Column('timestamptz')
  dueAt: string;

  @Column('json')
  event: unknown;

  @Column('timestamptz')
  wakeAt: string;

  @Column('integer', { default: 0 })
  attempts: number;
}
