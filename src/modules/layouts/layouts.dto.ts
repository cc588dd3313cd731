import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt } from 'class-validator';
import type { Language } from '../../machines/date-text.js';
import { LANGUAGES } from '../../machines/wording.js';
import { Optional } from '../http/optional.js';

export class LayoutQuery {
  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES)
  language: Language;

  @ApiPropertyOptional({
    description: 'The way of drawing that the client knows: gives a newer product a newer address',
  })
  @Optional()
  @Type(() => Number)
  @IsInt()
  drawing?: number;
}
