import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { listTeams, listUsers } from '../../persistence/users.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { PersonDto, TeamDto } from './people.dto.js';

@ApiTags('people')
@Rights('caseworker', 'teamLeader', 'admin')
@Controller('api')
export class PeopleController {
  constructor(private readonly dataSource: DataSource) {}

  /** The teams the user belongs to; all of them for an admin, and for the auditor, whose log speaks of them. */
  @Rights('caseworker', 'teamLeader', 'admin', 'auditor')
  @Get('teams')
  @ApiOkResponse({ type: [TeamDto] })
  async teams(@CurrentUser() user: SignedInUser): Promise<TeamDto[]> {
    const teams = await listTeams(this.dataSource);
    const seesAll = user.rights.some((right) => right === 'admin' || right === 'auditor');
    return seesAll ? teams : teams.filter(({ id }) => user.teamIds.includes(id));
  }

  /** The people of the user's teams; everybody for an admin. */
  @Get('people')
  @ApiOkResponse({ type: [PersonDto] })
  async people(@CurrentUser() user: SignedInUser): Promise<PersonDto[]> {
    const everybody = (await listUsers(this.dataSource)).filter(({ active }) => active);
    const seen = user.rights.includes('admin')
      ? everybody
      : everybody.filter(({ teamIds }) => teamIds.some((id) => user.teamIds.includes(id)));
    return seen.map(({ id, username, name, roles, rights, teamIds }) => ({
      id,
      username,
      name,
      roles,
      rights,
      teamIds,
    }));
  }
}
