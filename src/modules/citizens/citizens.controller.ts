import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { logAccess } from '../../persistence/audit.js';
import { findCitizensByName, type CitizenSummary } from '../../persistence/citizens.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { FindCitizensDto } from './citizens.dto.js';

const MOST = 20;

@ApiTags('citizens')
@Rights('caseworker', 'teamLeader')
@Controller('api/citizens')
export class CitizensController {
  constructor(private readonly dataSource: DataSource) {}

  /** Citizens by part of the name, at most 20: to open a case for one of them. The search is in the access log. */
  @Post('search')
  @HttpCode(200)
  async search(@CurrentUser() user: SignedInUser, @Body() { name }: FindCitizensDto) {
    const details = { name };
    const entry = {
      action: 'citizens.searched',
      userId: user.id,
      userName: user.name,
      caseId: null,
      details,
    };
    await logAccess(this.dataSource, entry);
    const items: CitizenSummary[] = await findCitizensByName(this.dataSource, name, MOST);
    return { items };
  }
}
