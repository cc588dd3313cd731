import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { ROLES, type Role } from '../../machines/definition.js';

/** Long rather than strange: what people can remember and machines cannot guess. */
const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;

export class TeamNameDto {
  @ApiProperty({ example: 'Børnehandicap' })
  @IsString()
  @Matches(/[\p{L}\p{N}]/u)
  @MaxLength(100)
  name: string;
}

export class ChangeUserDto {
  @ApiProperty({ example: 'Mette Holm' })
  @IsString()
  @Matches(/\S/)
  @MaxLength(200)
  name: string;

  @ApiProperty({ enum: ROLES, isArray: true })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles: Role[];

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  teamIds: string[];
}

export class PasswordDto {
  @ApiProperty({ minLength: SHORTEST_PASSWORD })
  @IsString()
  @MinLength(SHORTEST_PASSWORD)
  @MaxLength(LONGEST_PASSWORD)
  password: string;
}

export class CreateUserDto extends ChangeUserDto {
  @ApiProperty({ example: 'mette' })
  @IsString()
  @Matches(/^[a-z0-9][a-z0-9._@-]{1,63}$/i)
  username: string;

  @ApiProperty({ minLength: SHORTEST_PASSWORD })
  @IsString()
  @MinLength(SHORTEST_PASSWORD)
  @MaxLength(LONGEST_PASSWORD)
  password: string;
}

export class ActiveDto {
  @ApiProperty()
  @IsBoolean()
  active: boolean;
}
