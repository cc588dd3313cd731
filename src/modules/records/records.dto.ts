import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsString, Length, Matches } from 'class-validator';

const trimmed = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.trim() : value,
);

export class HoldDto {
  @ApiProperty({ description: 'Why the case must not be disposed of', minLength: 3, maxLength: 1000 })
  @trimmed
  @IsString()
  @Length(3, 1000)
  reason: string;
}

export const EXPORT_FORMATS = ['json', 'html'] as const;

export class ExportDto {
  @ApiProperty({
    description: 'The request of the citizen, by its number or date',
    minLength: 3,
    maxLength: 1000,
  })
  @trimmed
  @IsString()
  @Length(3, 1000)
  reason: string;

  @ApiPropertyOptional({ enum: EXPORT_FORMATS, default: 'json' })
  @IsIn(EXPORT_FORMATS)
  format: (typeof EXPORT_FORMATS)[number] = 'json';
}

/** Years and months, as ISO 8601 writes them: `P5Y`, `P1Y6M`. */
const PERIOD = /^P(?=\d)([1-9]\d?Y)?([1-9]\d?M)?$/;

export class RetentionDto {
  @ApiProperty({ example: 'P5Y', description: 'How long after a case has ended, in years and months' })
  @Matches(PERIOD)
  period: string;

  @ApiProperty({ description: 'By what law or decision', minLength: 3, maxLength: 500 })
  @trimmed
  @IsString()
  @Length(3, 500)
  source: string;
}

export class RetentionPreviewDto {
  @ApiProperty({ example: 'refusal' })
  @IsString()
  @Length(1, 100)
  caseType: string;

  @ApiProperty({ example: 'P5Y' })
  @Matches(PERIOD)
  period: string;
}
