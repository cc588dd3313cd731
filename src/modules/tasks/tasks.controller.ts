import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AppError } from '../../errors.js';
import type { Page } from '../../persistence/views/page.js';
import { findCaseOfTask, listTasks, type TaskListRow } from '../../persistence/views/task-list.js';
import { CurrentUser, Rights, viewerOf, type SignedInUser } from '../auth/access.js';
import { asUnknown, CaseAccessService } from '../cases/case-access.service.js';
import { CaseService } from '../cases/case.service.js';
import type { CaseView } from '../cases/case-view.js';
import { pageKeyOf } from '../http/page-query.js';
import { AssignDto, TaskQuery } from './tasks.dto.js';

@ApiTags('tasks')
@Rights('caseworker', 'teamLeader')
@Controller('api/tasks')
export class TasksController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cases: CaseService,
    private readonly access: CaseAccessService,
  ) {}

  /** Open tasks, the most urgent first: by the last day to send a letter, else by due day. */
  @Get()
  async list(@CurrentUser() user: SignedInUser, @Query() query: TaskQuery): Promise<Page<TaskListRow>> {
    const { scope, caseId, limit } = query;
    const { roles, rights } = user;
    const leads = rights.includes('teamLeader');
    const filter = { scope, roles, leads, caseId, limit, after: pageKeyOf(query) };
    const page = await listTasks(this.dataSource, viewerOf(user), filter);
    return this.access.listed(user, 'tasks', { scope, caseId }, page);
  }

  /** Gives the case of the task, and with it all its caseworker tasks, to a person: the event `case.assigned`. 409 `alreadyAssigned` when it was given to somebody else meanwhile. */
  @Post(':id/assign')
  @HttpCode(200)
  async assign(
    @CurrentUser() user: SignedInUser,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: AssignDto,
  ): Promise<CaseView> {
    const caseId = await findCaseOfTask(this.dataSource, id);
    const unknown = new AppError('unknownTask', { taskId: id });
    if (!caseId) throw unknown;
    return asUnknown(unknown, () => this.cases.assign(user, caseId, body));
  }
}
