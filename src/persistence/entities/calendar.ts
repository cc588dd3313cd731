import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('calendars')
export class CalendarRow {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'calendars_pkey' })
  version: number;

  @Column('json')
  data: unknown;

  @Column('text')
  hash: string;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('text')
  publishedBy: string;

  @Column('timestamptz')
  publishedAt: string;
}
