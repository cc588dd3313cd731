import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('agenda_items')
@Index('agenda_items_open_idx', ['agenda', 'putAt', 'id'], { where: `taken_at is null` })
@Index('agenda_items_case_id_idx', ['caseId'])
export class AgendaItem {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'agenda_items_pkey' })
  id: string;

  @Column('uuid')
  caseId: string;

  @Column('text')
  agenda: string;

  @Column('json')
  title: unknown;

  @Column('integer')
  eventSeq: number;

  @Column('timestamptz')
  putAt: string;

  @Column('timestamptz', { nullable: true })
  takenAt: string | null;

  @Column('text', { nullable: true })
  takenBy: string | null;
}
