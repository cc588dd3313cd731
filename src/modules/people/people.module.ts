import { Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { PeopleController } from './people.controller.js';
import { TeamsController } from './teams.controller.js';

@Module({
  controllers: [AccountsController, PeopleController, TeamsController],
  providers: [AccountsService],
})
export class PeopleModule {}
