import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('case_events')
@Index('case_events_at_idx', ['at'])
export class CaseEventRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'case_events_pkey' })
  caseId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'case_events_pkey' })
  seq: number;

  @Column('text')
  type: string;

  @Column('json')
  event: unknown;

  @Column('timestamptz')
  at: string;

  @Column('timestamptz', { nullable: true })
  happenedAt: string | null;

  @Column('integer')
  version: number;

  @Column('integer')
  calendarVersion: number;

  @Column('json')
  caseValues: unknown;

  @Column('boolean')
  late: boolean;

  @Column('timestamptz', { nullable: true })
  dueAt: string | null;

  @Column('text', { nullable: true })
  senderId: string | null;

  @Column('text', { array: true })
  fromStates: string[];

  @Column('text', { array: true })
  toStates: string[];

  @Column('json')
  effects: unknown;

  @Column('json', { nullable: true })
  origin: unknown;

  @Column('text')
  prevHash: string;

  @Column('text')
  hash: string;
}
