import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional } from 'class-validator';

const LANGUAGES = ['da', 'en'] as const;

export class LayoutQuery {
  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES)
  language: (typeof LANGUAGES)[number];

  @ApiPropertyOptional({
    description: 'The way of drawing that the client knows: gives a newer product a newer address',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  drawing?: number;
}
