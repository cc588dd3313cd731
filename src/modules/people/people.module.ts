import { Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { OwnPasswordController } from './own-password.controller.js';
import { OwnPasswordService } from './own-password.service.js';
import { PeopleController } from './people.controller.js';
import { RolesController } from './roles.controller.js';
import { RolesService } from './roles.service.js';
import { TeamsController } from './teams.controller.js';

@Module({
  controllers: [
    AccountsController,
    OwnPasswordController,
    PeopleController,
    RolesController,
    TeamsController,
  ],
  providers: [AccountsService, OwnPasswordService, RolesService],
})
export class PeopleModule {}
