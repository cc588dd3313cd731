import { ApiPropertyOptional } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsMoment } from '../http/dates.js';
import { Optional } from '../http/optional.js';

/** Either `advanceTo` or `advanceBy`. */
export class AdvanceClockDto {
  @ApiPropertyOptional({ format: 'date-time' })
  @Optional()
  @IsMoment()
  advanceTo?: string;

  @ApiPropertyOptional({ example: 'P1W', description: 'ISO 8601, in local days: P1D, P1W, PT6H' })
  @Optional()
  @Matches(
    /^P(?=\d|T\d)(\d{1,3}Y)?(\d{1,3}M)?(\d{1,3}W)?(\d{1,4}D)?(T(?=\d)(\d{1,4}H)?(\d{1,4}M)?(\d{1,4}S)?)?$/,
  )
  advanceBy?: string;
}
