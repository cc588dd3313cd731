import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';

export class FindCitizensDto {
  @ApiProperty({
    description: 'Beginning of one of the names; in the body, so that no name stands in an address',
  })
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  name: string;
}
