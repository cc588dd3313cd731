import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsUUID, ValidateIf } from 'class-validator';
import { Optional } from '../http/optional.js';
import { PageQuery } from '../http/page-query.js';

const SCOPES = ['mine', 'team', 'unassigned'] as const;

export class TaskQuery extends PageQuery {
  @ApiPropertyOptional({ enum: SCOPES, default: 'mine' })
  @IsIn(SCOPES)
  scope: (typeof SCOPES)[number] = 'mine';

  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  caseId?: string;
}

export class AssignDto {
  @ApiProperty({ format: 'uuid', nullable: true, description: 'Null: nobody' })
  @ValidateIf((dto: AssignDto) => dto.assigneeId !== null)
  @IsUUID()
  assigneeId: string | null;

  @ApiPropertyOptional({
    format: 'uuid',
    nullable: true,
    description: 'Who had it when that was decided; left out by one who takes it for herself: nobody',
  })
  @ValidateIf((dto: AssignDto) => dto.from !== null && dto.from !== undefined)
  @IsUUID()
  from?: string | null;
}
