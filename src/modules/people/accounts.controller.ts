import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { listAccounts, type AccountRow } from '../../persistence/accounts.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { ActiveDto, ChangeUserDto, CreateUserDto, PasswordDto } from './accounts.dto.js';
import { AccountsService } from './accounts.service.js';

@ApiTags('people')
@Rights('admin')
@Controller('api/users')
export class AccountsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
  ) {}

  /** Everybody, those who may sign in first. The auditor sees whom the access log speaks of. */
  @Rights('admin', 'auditor')
  @Get()
  list(): Promise<AccountRow[]> {
    return listAccounts(this.dataSource);
  }

  @Post()
  create(@CurrentUser() user: SignedInUser, @Body() body: CreateUserDto): Promise<AccountRow> {
    return this.accounts.create(user, body);
  }

  /** Sets name, roles and teams. */
  @Put(':id')
  change(
    @CurrentUser() user: SignedInUser,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeUserDto,
  ): Promise<AccountRow> {
    return this.accounts.change(user, id, body);
  }

  /** Sets a new password and signs the user out everywhere. */
  @Put(':id/password')
  setPassword(
    @CurrentUser() user: SignedInUser,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: PasswordDto,
  ): Promise<AccountRow> {
    return this.accounts.setPassword(user, id, body.password);
  }

  /** Deactivates a user, who is signed out at once, or lets her in again. */
  @Put(':id/active')
  setActive(
    @CurrentUser() user: SignedInUser,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ActiveDto,
  ): Promise<AccountRow> {
    return this.accounts.setActive(user, id, body.active);
  }
}
