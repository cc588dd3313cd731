import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { IsMoment } from '../http/dates.js';
import { Optional } from '../http/optional.js';
import { LimitQuery } from '../http/page-query.js';

export class AuditQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  caseId?: string;

  @ApiPropertyOptional({ example: '2026-000048' })
  @Optional()
  @IsString()
  @MaxLength(50)
  caseNumber?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  userId?: string;

  @ApiPropertyOptional({ example: 'case.read' })
  @Optional()
  @IsString()
  @MaxLength(100)
  action?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @Optional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @Optional()
  @IsMoment()
  to?: string;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  cursor?: number;

  @ApiPropertyOptional({ default: 50, maximum: 200 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}

export class RootQuery extends LimitQuery {
  @ApiPropertyOptional({ description: '`next` of the page before', default: 0 })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  cursor = 0;
}
