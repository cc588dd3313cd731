import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('definition_review_reminders')
export class DefinitionReviewReminder {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'definition_review_reminders_pkey' })
  caseType: string;

  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'definition_review_reminders_pkey' })
  dueAt: string;

  @Column('timestamptz')
  noticedAt: string;
}
