import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsString, IsUUID, MaxLength } from 'class-validator';
import type { LocalDate } from '../../machines/definition.js';
import { IsLocalDate } from '../http/dates.js';
import { Optional } from '../http/optional.js';
import { PageQuery } from '../http/page-query.js';

const STATUSES = ['active', 'done'] as const;
const FLAGS: Record<string, boolean> = { true: true, false: false };
const flag = Transform(({ value }: { value: unknown }) => FLAGS[String(value)] ?? value);

export class TeamQuery {
  @ApiPropertyOptional({ description: "One of the user's teams; all of them when left out" })
  @Optional()
  @IsString()
  @MaxLength(100)
  teamId?: string;
}

export class StatesQuery extends TeamQuery {
  @ApiProperty()
  @IsString()
  @MaxLength(100)
  caseType: string;

  @ApiProperty()
  @Type(() => Number)
  @IsInt()
  version: number;
}

export class PeriodQuery extends TeamQuery {
  @ApiProperty({ format: 'date', description: 'The first day' })
  @IsLocalDate()
  from: LocalDate;

  @ApiProperty({ format: 'date', description: 'The last day' })
  @IsLocalDate()
  to: LocalDate;
}

export class AnalyticsCasesQuery extends PageQuery {
  @ApiPropertyOptional()
  @Optional()
  @IsString()
  @MaxLength(100)
  teamId?: string;

  @ApiPropertyOptional()
  @Optional()
  @IsString()
  @MaxLength(100)
  caseType?: string;

  @ApiPropertyOptional()
  @Optional()
  @Type(() => Number)
  @IsInt()
  version?: number;

  @ApiPropertyOptional({ enum: STATUSES })
  @Optional()
  @IsIn(STATUSES)
  status?: (typeof STATUSES)[number];

  @ApiPropertyOptional({ description: 'Path of an active state; what lies below it counts too' })
  @Optional()
  @IsString()
  @MaxLength(300)
  state?: string;

  @ApiPropertyOptional({ description: 'A deadline of ours is exceeded now' })
  @Optional()
  @flag
  @IsBoolean()
  overdue?: boolean;

  @ApiPropertyOptional()
  @Optional()
  @flag
  @IsBoolean()
  unassigned?: boolean;

  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  assigneeId?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Ended on this day or later' })
  @Optional()
  @IsLocalDate()
  endedFrom?: LocalDate;

  @ApiPropertyOptional({ format: 'date', description: 'Ended on this day or before' })
  @Optional()
  @IsLocalDate()
  endedTo?: LocalDate;

  @ApiPropertyOptional({ description: 'A deadline of ours was exceeded at some time' })
  @Optional()
  @flag
  @IsBoolean()
  breached?: boolean;
}
