import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import {
  getDraft,
  listDraftChanges,
  listDrafts,
  type Draft,
  type DraftChange,
  type DraftSummary,
} from '../../persistence/definition-drafts.js';
import type { Simulation } from '../../machines/simulate.js';
import type { Rehearsal } from '../../persistence/rehearsals.js';
import { CurrentUser, Rights, type SignedInUser } from '../auth/access.js';
import {
  CreateDraftDto,
  PublishDto,
  RebaseDto,
  RehearseDto,
  ReviewDto,
  SaveDraftDto,
  SimulateDto,
} from './definitions.dto.js';
import { TakesDocument } from '../http/body-bounds.js';
import { DraftIdPipe } from './draft-id.pipe.js';
import { DraftService } from './draft.service.js';
import { RebaseService, type RebasePreview } from './rebase.service.js';
import { RehearsalService } from './rehearsal.service.js';
import { Revision, setRevision } from './revision.js';
import { SimulationService } from './simulation.service.js';

const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: true,
  description: 'ETag of the draft as it was read',
});

@ApiTags('definitions')
@Rights('admin')
@Controller('api/definitions/drafts')
export class DraftsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly drafts: DraftService,
    private readonly simulations: SimulationService,
    private readonly rehearsals: RehearsalService,
    private readonly rebases: RebaseService,
  ) {}

  /** The drafts that are on their way. */
  @Rights('admin', 'teamLeader')
  @Get()
  list(): Promise<DraftSummary[]> {
    return listDrafts(this.dataSource);
  }

  /** A new draft from a document, a version, or the newest version of the case type. */
  @Post()
  @TakesDocument()
  async create(
    @CurrentUser() user: SignedInUser,
    @Body() body: CreateDraftDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Draft> {
    return this.tagged(reply, await this.drafts.create(user, body));
  }

  @Rights('admin', 'teamLeader')
  @Get(':id')
  async read(
    @Param('id', DraftIdPipe) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Draft> {
    return this.tagged(reply, await getDraft(this.dataSource, id));
  }

  /** Who changed what, when and why. */
  @Rights('admin', 'teamLeader')
  @Get(':id/history')
  async history(@Param('id', DraftIdPipe) id: string): Promise<DraftChange[]> {
    await getDraft(this.dataSource, id);
    return listDraftChanges(this.dataSource, id);
  }

  /** Saves the document and takes the draft back to the stage `draft`. 409 `staleDraft` with what others have changed. */
  @Put(':id')
  @TakesDocument()
  @IF_MATCH
  async save(
    @CurrentUser() user: SignedInUser,
    @Param('id', DraftIdPipe) id: string,
    @Revision() revision: number,
    @Body() body: SaveDraftDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Draft> {
    return this.tagged(reply, await this.drafts.save(user, id, revision, body));
  }

  /** What was published since the draft was begun, in sentences, and the two together. */
  @Rights('admin', 'teamLeader')
  @Get(':id/rebase')
  previewRebase(@Param('id', DraftIdPipe) id: string): Promise<RebasePreview> {
    return this.rebases.preview(id);
  }

  /** Takes what was published since into the draft; it is verified and reviewed anew. 409 `draftConflicts` without a document of your own. */
  @Post(':id/rebase')
  @HttpCode(200)
  @TakesDocument()
  @IF_MATCH
  async rebase(
    @CurrentUser() user: SignedInUser,
    @Param('id', DraftIdPipe) id: string,
    @Revision() revision: number,
    @Body() body: RebaseDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Draft> {
    return this.tagged(reply, await this.rebases.rebase(user, id, revision, body));
  }

  /** Gives the draft up; its history stays. */
  @Delete(':id')
  @HttpCode(204)
  @IF_MATCH
  discard(
    @CurrentUser() user: SignedInUser,
    @Param('id', DraftIdPipe) id: string,
    @Revision() revision: number,
  ): Promise<void> {
    return this.drafts.discard(user, id, revision);
  }

  /** Parse, expressions and proofs. Without a problem the draft is ready for review. */
  @Post(':id/verify')
  @HttpCode(200)
  verify(@CurrentUser() user: SignedInUser, @Param('id', DraftIdPipe) id: string) {
    return this.drafts.verify(user, id);
  }

  /** Approval, or sending back, by somebody who has not written it. 403 `ownDraft`. */
  @Rights('admin', 'teamLeader')
  @Post(':id/review')
  @HttpCode(200)
  @IF_MATCH
  review(
    @CurrentUser() user: SignedInUser,
    @Param('id', DraftIdPipe) id: string,
    @Revision() revision: number,
    @Body() body: ReviewDto,
  ): Promise<Draft> {
    return this.drafts.review(user, id, revision, body);
  }

  /** Publishes the reviewed draft. 409 `definitionNotVerified` with all problems, `staleBase` when another version was published since it was begun. */
  @Post(':id/publish')
  publish(
    @CurrentUser() user: SignedInUser,
    @Param('id', DraftIdPipe) id: string,
    @Body() body: PublishDto,
  ): Promise<{ caseType: string; version: number }> {
    return this.drafts.publish(user, id, body);
  }

  /** Plays a script on a virtual clock. Writes nothing. */
  @Post(':id/simulate')
  @HttpCode(200)
  async simulate(@Param('id', DraftIdPipe) id: string, @Body() body: SimulateDto): Promise<Simulation> {
    const { document } = await getDraft(this.dataSource, id);
    return this.simulations.simulate(document, body);
  }

  /** Starts a rehearsal of the draft against all open cases. Poll `GET /api/definitions/rehearsals/{id}`. */
  @Post(':id/rehearse')
  @HttpCode(202)
  async rehearse(
    @CurrentUser() user: SignedInUser,
    @Param('id', DraftIdPipe) id: string,
    @Body() body: RehearseDto,
  ): Promise<Rehearsal> {
    const { caseType, document, revision } = await getDraft(this.dataSource, id);
    return this.rehearsals.start(user, { caseType, document, draftId: id, revision }, body);
  }

  private tagged(reply: FastifyReply, draft: Draft): Draft {
    setRevision(reply, draft.revision);
    return draft;
  }
}
