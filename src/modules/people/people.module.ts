import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { OneTimeCodeController } from './one-time-code.controller.js';
import { OneTimeCodeService } from './one-time-code.service.js';
import { OwnPasswordController } from './own-password.controller.js';
import { OwnPasswordService } from './own-password.service.js';
import { PeopleController } from './people.controller.js';
import { RolesController } from './roles.controller.js';
import { RolesService } from './roles.service.js';
import { TeamsController } from './teams.controller.js';

@Module({
  imports: [ChangesModule],
  controllers: [
    AccountsController,
    OneTimeCodeController,
    OwnPasswordController,
    PeopleController,
    RolesController,
    TeamsController,
  ],
  providers: [AccountsService, OneTimeCodeService, OwnPasswordService, RolesService],
})
export class PeopleModule {}
