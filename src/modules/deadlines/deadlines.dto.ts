import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { DeadlineKind, LocalDate } from '../../machines/definition.js';
import { IsLocalDate } from '../http/dates.js';
import { Optional } from '../http/optional.js';
import { PageQuery } from '../http/page-query.js';

const KINDS: DeadlineKind[] = ['statutory', 'published', 'internal', 'citizen'];

export class DeadlineQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'date', description: 'Due before this day' })
  @Optional()
  @IsLocalDate()
  dueBefore?: LocalDate;

  @ApiPropertyOptional({ enum: KINDS })
  @Optional()
  @IsIn(KINDS)
  kind?: DeadlineKind;
}
