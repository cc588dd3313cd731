import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { LocalDate } from '../../machines/definition.js';
import { IsLocalDate } from '../http/dates.js';

export class ClosedDayDto {
  @ApiProperty({ format: 'date' })
  @IsLocalDate()
  date: LocalDate;

  @ApiProperty({ example: 'Grundlovsdag' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;
}
