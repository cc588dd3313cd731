import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { DefinitionDiff } from '../../machines/diff.js';
import schema from '../../machines/definition.schema.json' with { type: 'json' };
import type { Bundle } from '../../machines/bundle.js';
import { importMachine, type ImportResult } from '../../machines/import.js';
import {
  listReviewReminders,
  listReviews,
  type DueReview,
  type ReviewReminder,
} from '../../persistence/definition-reviews.js';
import {
  listDefinitions,
  type DefinitionRow,
  type DefinitionSummary,
} from '../../persistence/definitions.js';
import type { Neighbours } from '../../machines/verify.js';
import { getNeighbourhood } from '../../persistence/neighbours.js';
import { listVersionOverview, type VersionOverview } from '../../persistence/views/definition-overview.js';
import { CurrentUser, Rights, viewerOf, type SignedInUser } from '../auth/access.js';
import { TakesDocument } from '../http/body-bounds.js';
import { languageOf } from '../http/language.js';
import { DiffQuery, ExportQuery, NoteDto } from './definitions.dto.js';
import { ImportDto } from './import.dto.js';
import { PRINTED_POLICY } from './printed-policy.js';
import { EXPORTS, VersionService, type ExportFormat } from './version.service.js';

@ApiTags('definitions')
@Rights('caseworker', 'teamLeader', 'admin')
@Controller('api/definitions')
export class DefinitionsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly versions: VersionService,
  ) {}

  /** The versions of all case types, newest first within each. */
  @Get()
  list(): Promise<DefinitionSummary[]> {
    return listDefinitions(this.dataSource);
  }

  /** The same with who answers for each and how many cases are on it: of every team for admins, of their own teams for team leaders. */
  @Rights('admin', 'teamLeader')
  @Get('overview')
  overview(@CurrentUser() user: SignedInUser): Promise<VersionOverview[]> {
    const viewer = user.rights.includes('admin') ? null : viewerOf(user);
    return listVersionOverview(this.dataSource, { viewer });
  }

  /** The JSON Schema of definitions, for editors. */
  @Get('schema')
  schema(): unknown {
    return schema;
  }

  /** When each case type must be looked through next, the first due first. */
  @Rights('admin', 'teamLeader')
  @Get('reviews')
  reviews(): Promise<DueReview[]> {
    return listReviews(this.dataSource);
  }

  /** Those of which the time has come. */
  @Rights('admin', 'teamLeader')
  @Get('reviews-due')
  async reviewsDue(): Promise<DueReview[]> {
    return (await listReviews(this.dataSource)).filter(({ overdue }) => overdue);
  }

  /** The same as prompts for the bell: each has been noted once, with the moment at which it was. */
  @Rights('admin')
  @Get('review-reminders')
  reviewReminders(): Promise<ReviewReminder[]> {
    return listReviewReminders(this.dataSource);
  }

  /** All versions that open cases now, as one file to take to another house. */
  @Rights('admin')
  @Get('bundle')
  bundle(): Promise<Bundle> {
    return this.versions.bundle();
  }

  /** Each definition of the file becomes a draft. 400 `invalidDefinition` with all problems; then none does. */
  @Rights('admin')
  @Post('bundle')
  @TakesDocument()
  import(@CurrentUser() user: SignedInUser, @Req() request: FastifyRequest) {
    return this.versions.import(user, request.body);
  }

  /** What a machine of another tool would be as a draft, and what becomes of each of its keys. Makes nothing: `POST /api/definitions/drafts` does. */
  @Rights('admin')
  @Post('import')
  @HttpCode(200)
  importMachine(@Body() { machine, roles }: ImportDto): ImportResult {
    return importMachine(machine, { ...(roles && { roles }) });
  }

  /** One published version with its document. 404 `unknownDefinition`. */
  @Get(':caseType/versions/:version')
  version(
    @Param('caseType') caseType: string,
    @Param('version', ParseIntPipe) version: number,
  ): Promise<DefinitionRow> {
    return this.versions.get(caseType, version);
  }

  /** As a bundle, an XState config, SCXML, Mermaid, or a workflow description to print. Texts in one language. */
  @Get(':caseType/versions/:version/export/:format')
  async export(
    @Param('caseType') caseType: string,
    @Param('version', ParseIntPipe) version: number,
    @Param('format') format: string,
    @Query() query: ExportQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = query.language ?? languageOf(request.headers['accept-language']);
    const text = await this.versions.export(caseType, version, format, language);
    const { type, extension } = EXPORTS[format as ExportFormat];
    const name = `${caseType}-${version}.${extension}`;
    const isRead = format === 'workflow';
    const disposition = isRead ? 'inline' : 'attachment';
    if (isRead) void reply.header('content-security-policy', PRINTED_POLICY);
    void reply.type(type).header('content-disposition', `${disposition}; filename="${name}"`);
    await reply.header('content-language', language).send(text);
  }

  /** What a new version of the case type must fit: what `verify` needs to say the same in the browser as here. */
  @Rights('admin', 'teamLeader')
  @Get(':caseType/neighbours')
  async neighbours(@Param('caseType') caseType: string): Promise<Neighbours> {
    return (await getNeighbourhood(this.dataSource, caseType)).neighbours;
  }

  /** What is different, in sentences. `from` and `to` are numbers of versions or ids of drafts. */
  @Get(':caseType/diff')
  diff(@Param('caseType') caseType: string, @Query() query: DiffQuery): Promise<DefinitionDiff> {
    return this.versions.diff(caseType, query);
  }

  /** Notes that the case type has been looked through and still holds. */
  @Rights('admin')
  @Post(':caseType/reviews')
  @HttpCode(204)
  review(
    @CurrentUser() user: SignedInUser,
    @Param('caseType') caseType: string,
    @Body() body: NoteDto,
  ): Promise<void> {
    return this.versions.review(user, caseType, body);
  }
}
