import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('messages')
@Unique('messages_case_id_key_key', ['caseId', 'key'])
@Check('messages_kind_check', `kind in ('letter', 'reminder')`)
@Check('messages_status_check', `status in ('queued', 'sent', 'cancelled')`)
@Index('messages_queued_idx', ['nextAttemptAt', 'id'], { where: `status = 'queued'` })
@Index('messages_sent_at_idx', ['sentAt'], { where: `status = 'sent'` })
export class Message {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'messages_pkey' })
  id: string;

  @Column('uuid')
  caseId: string;

  @Column('text')
  key: string;

  @Column('integer')
  eventSeq: number;

  @Column('text')
  kind: string;

  @Column('text')
  subject: string;

  @Column('json')
  title: unknown;

  @Column('text', { array: true })
  recipients: string[];

  @Column('text', { nullable: true })
  template: string | null;

  @Column('text', { nullable: true })
  rung: string | null;

  @Column('boolean')
  late: boolean;

  @Column('text')
  status: string;

  @Column('timestamptz')
  createdAt: string;

  @Column('timestamptz', { nullable: true })
  notBefore: string | null;

  @Column('timestamptz')
  nextAttemptAt: string;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('uuid', { nullable: true })
  leaseOwner: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: string | null;

  @Column('timestamptz', { nullable: true })
  sentAt: string | null;

  @Column('text', { nullable: true })
  failure: string | null;

  @Column('uuid', { array: true, default: [] })
  seenBy: string[];
}
