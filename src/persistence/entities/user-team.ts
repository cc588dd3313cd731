import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Team } from './team.js';
import { User } from './user.js';

@Entity('user_teams')
@ForeignKey(() => User, ['userId'], ['id'], { name: 'user_teams_user_id_fkey' })
@ForeignKey(() => Team, ['teamId'], ['id'], { name: 'user_teams_team_id_fkey' })
@Index('user_teams_team_id_idx', ['teamId'])
export class UserTeam {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'user_teams_pkey' })
  userId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'user_teams_pkey' })
  teamId: string;
}
