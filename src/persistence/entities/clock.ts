import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('clock')
@Check('clock_one_row_check', `id`)
export class ClockRow {
  @PrimaryColumn('boolean', { primaryKeyConstraintName: 'clock_pkey' })
  id: boolean;

  @Column('timestamptz')
  instant: string;
}
