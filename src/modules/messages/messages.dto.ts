import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { Optional } from '../http/optional.js';
import { PageQuery } from '../http/page-query.js';

const KINDS = ['letter', 'reminder'] as const;
const STATUSES = ['queued', 'sent', 'cancelled'] as const;

export class MessageQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  caseId?: string;

  @ApiPropertyOptional({ enum: KINDS })
  @Optional()
  @IsIn(KINDS)
  kind?: (typeof KINDS)[number];

  @ApiPropertyOptional({ enum: STATUSES })
  @Optional()
  @IsIn(STATUSES)
  status?: (typeof STATUSES)[number];

  @ApiPropertyOptional({ description: 'Only what is meant for the user, by role and assigned cases' })
  @Optional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  forMe?: boolean;
}
