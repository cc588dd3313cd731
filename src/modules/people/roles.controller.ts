import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { listRoles, listRoleUse } from '../../persistence/roles.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import { ChangeRoleDto, CreateRoleDto, RoleDto, RoleUseDto } from './roles.dto.js';
import { RolesService } from './roles.service.js';

@ApiTags('people')
@Rights('admin')
@Controller('api/roles')
export class RolesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly roles: RolesService,
  ) {}

  /** What each role is called, and whose rights it has. */
  @Rights('caseworker', 'teamLeader', 'admin', 'auditor')
  @Get()
  @ApiOkResponse({ type: [RoleDto] })
  list(): Promise<RoleDto[]> {
    return listRoles(this.dataSource);
  }

  /** Who has each role, which case types name it, and in which teams nobody has it. */
  @Get('use')
  @ApiOkResponse({ type: [RoleUseDto] })
  listUse(): Promise<RoleUseDto[]> {
    return listRoleUse(this.dataSource);
  }

  /** A role of the house. Its key is what definitions name, and never changes. */
  @Post()
  create(@CurrentUser() user: SignedInUser, @Body() { key, title, rights }: CreateRoleDto): Promise<RoleDto> {
    return this.roles.create(user, { key, title: { ...title }, rights });
  }

  /** Sets title and rights; the rights only while nobody and nothing uses the role. 409 `staleSetting` when it is not as it was read. */
  @Put(':key')
  change(
    @CurrentUser() user: SignedInUser,
    @Param('key') key: string,
    @Body() { title, rights, seen }: ChangeRoleDto,
  ): Promise<RoleDto> {
    const before = { title: { ...seen.title }, rights: seen.rights };
    return this.roles.change(user, { key, title: { ...title }, rights }, before);
  }

  @Delete(':key')
  @HttpCode(204)
  delete(@CurrentUser() user: SignedInUser, @Param('key') key: string): Promise<void> {
    return this.roles.delete(user, key);
  }
}
