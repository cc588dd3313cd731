import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { AppError } from '../../errors.js';
import { readCursor, type PageKey } from '../../persistence/views/page.js';
import { Optional } from './optional.js';

/** Query of every list: `limit` rows, after the page whose `next` is given as `cursor`. */
export class PageQuery {
  @ApiPropertyOptional({ default: 50, maximum: 200 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @Optional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

/** Query of a list that is gone through in its order: `limit` rows from a place that each such list names in its own way. */
export class LimitQuery {
  @ApiPropertyOptional({ default: 100, maximum: 500 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit = 100;
}

/** The place a cursor names. Throws `badRequest` for one that no list of ours has given. */
export function pageKeyOf({ cursor }: PageQuery): PageKey | undefined {
  if (cursor === undefined) return undefined;
  const key = readCursor(cursor);
  if (!key) throw new AppError('badRequest', { parameter: 'cursor' });
  return key;
}
