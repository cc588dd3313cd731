import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('rehearsals')
@Check('rehearsals_status_check', `status in ('running', 'done', 'cancelled', 'failed')`)
@Index('rehearsals_case_type_idx', ['caseType', 'requestedAt'])
@Index('rehearsals_running_idx', ['requestedAt', 'id'], { where: `status = 'running'` })
export class Rehearsal {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'rehearsals_pkey' })
  id: string;

  @Column('text')
  caseType: string;

  @Column('uuid', { nullable: true })
  draftId: string | null;

  @Column('integer', { nullable: true })
  revision: number | null;

  @Column('integer', { nullable: true })
  version: number | null;

  @Column('json')
  document: unknown;

  @Column('json')
  stateMap: unknown;

  @Column('integer')
  closedSample: number;

  @Column('text')
  status: string;

  @Column('integer')
  total: number;

  @Column('integer', { default: 0 })
  done: number;

  @Column('json', { nullable: true })
  summary: unknown;

  @Column('text', { nullable: true })
  failure: string | null;

  @Column('text')
  requestedBy: string;

  @Column('text')
  requestedByName: string;

  @Column('timestamptz')
  requestedAt: string;

  @Column('timestamptz', { nullable: true })
  finishedAt: string | null;

  @Column('uuid', { nullable: true })
  owner: string | null;

  @Column('timestamptz', { nullable: true })
  aliveAt: string | null;

  @Column('integer', { default: 0 })
  attempts: number;
}
