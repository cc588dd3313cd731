import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('deadline_certificates')
export class DeadlineCertificate {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'deadline_certificates_pkey' })
  caseId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'deadline_certificates_pkey' })
  key: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'deadline_certificates_pkey' })
  seq: number;

  @Column('json')
  certificate: unknown;
}
