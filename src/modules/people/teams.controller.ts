import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { insertTeam, lockTeam, renameTeam } from '../../persistence/accounts.js';
import { logAccess } from '../../persistence/audit.js';
import { inTransaction, type Db } from '../../persistence/transaction.js';
import type { TeamRow } from '../../persistence/users.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { RenameTeamDto, TeamNameDto } from './accounts.dto.js';
import { TeamDto } from './people.dto.js';
import { refuseStale } from './stale-setting.js';
import { teamIdOf } from './team-id.js';

@ApiTags('people')
@Rights('admin')
@Controller('api/teams')
export class TeamsController {
  constructor(private readonly dataSource: DataSource) {}

  /** A new team; its id comes from its name and never changes. Throws `teamExists`. */
  @Post()
  create(@CurrentUser() user: SignedInUser, @Body() { name }: TeamNameDto): Promise<TeamDto> {
    return inTransaction(this.dataSource, async (tx) => {
      const team = await insertTeam(tx, { id: teamIdOf(name), name: name.trim() });
      if (!team) throw new AppError('teamExists', { name });
      await log(tx, user, 'team.created', team);
      return team;
    });
  }

  /** Gives the team another name. Throws `notFound`, `teamExists`, `staleSetting`. */
  @Put(':id')
  @ApiOkResponse({ type: TeamDto })
  rename(
    @CurrentUser() user: SignedInUser,
    @Param('id') id: string,
    @Body() { name, seen }: RenameTeamDto,
  ): Promise<TeamDto> {
    return inTransaction(this.dataSource, async (tx) => {
      const before = await lockTeam(tx, id);
      if (!before) throw new AppError('notFound', { id });
      refuseStale({ name: seen.name }, { name: before.name });
      const team = await renameTeam(tx, { id, name: name.trim() });
      if (!team) throw new AppError('teamExists', { name });
      await log(tx, user, 'team.renamed', team);
      return team;
    });
  }
}

function log(db: Db, { id, name }: SignedInUser, action: string, team: TeamRow): Promise<void> {
  const details = { teamId: team.id, name: team.name };
  return logAccess(db, { action, userId: id, userName: name, details });
}
