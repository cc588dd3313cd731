import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Citizen } from './citizen.js';
import { DefinitionRow } from './definition.js';
import { Team } from './team.js';

@Entity('cases')
@Unique('cases_number_key', ['number'])
@Unique('cases_parent_id_invoke_id_opening_key', ['parentId', 'invokeId', 'opening'])
@ForeignKey(() => Team, ['teamId'], ['id'], { name: 'cases_team_id_fkey' })
@ForeignKey(() => Citizen, ['citizenId'], ['id'], { name: 'cases_citizen_id_fkey' })
@ForeignKey(() => DefinitionRow, ['caseType', 'version'], ['caseType', 'version'], {
  name: 'cases_case_type_version_fkey',
})
@Check('cases_status_check', `status in ('active', 'done')`)
@Index('cases_team_id_status_changed_at_idx', ['teamId', 'status', 'changedAt', 'id'])
@Index('cases_citizen_id_idx', ['citizenId'])
@Index('cases_assignee_id_idx', ['assigneeId'])
@Index('cases_case_type_version_status_idx', ['caseType', 'version', 'status'])
export class Case {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'cases_pkey' })
  id: string;

  @Column('text')
  number: string;

  @Column('text')
  caseType: string;

  @Column('integer')
  version: number;

  @Column('text')
  status: string;

  @Column('text', { nullable: true })
  endedAs: string | null;

  @Column('text')
  teamId: string;

  @Column('uuid', { nullable: true })
  assigneeId: string | null;

  @Column('uuid', { nullable: true })
  citizenId: string | null;

  @Column('boolean', { default: false })
  protected: boolean;

  @Column('uuid', { array: true, default: [] })
  namedUserIds: string[];

  @Column('date')
  openedOn: string;

  @Column('timestamptz')
  openedAt: string;

  @Column('timestamptz', { nullable: true })
  endedAt: string | null;

  @Column('timestamptz')
  changedAt: string;

  @Column('integer')
  seq: number;

  @Column('json')
  snapshot: unknown;

  @Column('text', { array: true })
  activeStates: string[];

  @Column('text')
  lastHash: string;

  @Column('uuid', { nullable: true })
  parentId: string | null;

  @Column('text', { nullable: true })
  invokeId: string | null;

  @Column('integer', { nullable: true })
  opening: number | null;

  @Column('integer', { default: 0 })
  heard: number;
}
