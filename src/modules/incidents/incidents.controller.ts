import { Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import { getCaseOfIncident, ownIncident, retryIncident } from '../../persistence/incidents.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { asUnknown, CaseAccessService } from '../cases/case-access.service.js';
import { MigrationService } from '../definitions/migration.service.js';

/** What the system could not do waits for a person: who takes it on, and trying again. The list is among the leader's numbers. */
@ApiTags('incidents')
@Rights('teamLeader')
@Controller('api/incidents')
export class IncidentsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: CaseAccessService,
    private readonly migrations: MigrationService,
  ) {}

  /** The user takes it on, also from somebody else. */
  @Post(':id/take')
  @HttpCode(204)
  async take(@CurrentUser() user: SignedInUser, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.open(user, id, 'incident.taken');
    await ownIncident(this.dataSource, id, user.id);
  }

  /** The timer is due at once; a case that could not go to another version is tried again in the migration that was ordered. */
  @Post(':id/retry')
  @HttpCode(202)
  async retry(@CurrentUser() user: SignedInUser, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.open(user, id, 'incident.retried');
    const { migration } = await retryIncident(this.dataSource, id);
    if (migration !== null) this.migrations.run(migration);
  }

  private async open(user: SignedInUser, id: string, action: string): Promise<void> {
    const caseId = await getCaseOfIncident(this.dataSource, id);
    const unknown = new AppError('notFound', { id });
    await asUnknown(unknown, () => this.access.getCase(user, caseId, action, { incident: id }));
  }
}
