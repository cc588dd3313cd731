import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('rehearsal_cases')
export class RehearsalCase {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'rehearsal_cases_pkey' })
  rehearsalId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'rehearsal_cases_pkey' })
  caseId: string;

  @Column('json')
  result: unknown;
}
