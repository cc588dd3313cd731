import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsNotEmpty,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { Role } from '../../machines/definition.js';

/** Long rather than strange: what people can remember and machines cannot guess. */
const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;

/** What every new password must be, whoever sets it. */
const IsNewPassword = () =>
  applyDecorators(
    ApiProperty({ minLength: SHORTEST_PASSWORD, maxLength: LONGEST_PASSWORD }),
    IsString(),
    MinLength(SHORTEST_PASSWORD),
    MaxLength(LONGEST_PASSWORD),
  );

export class TeamNameDto {
  @ApiProperty({ example: 'Børnehandicap' })
  @IsString()
  @Matches(/[\p{L}\p{N}]/u)
  @MaxLength(100)
  name: string;
}

export class RenameTeamDto extends TeamNameDto {
  /** What was read and is to be changed: 409 `staleSetting` when it is something else by now. */
  @ApiProperty()
  @IsDefined()
  @ValidateNested()
  @Type(() => TeamNameDto)
  seen: TeamNameDto;
}

/** Name, roles and teams of a user. */
export class UserDto {
  @ApiProperty({ example: 'Mette Holm' })
  @IsString()
  @Matches(/\S/)
  @MaxLength(200)
  name: string;

  @ApiProperty({ type: [String], example: ['caseworker'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  roles: Role[];

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  teamIds: string[];
}

export class ChangeUserDto extends UserDto {
  /** What was read and is to be changed: 409 `staleSetting` when it is something else by now. */
  @ApiProperty()
  @IsDefined()
  @ValidateNested()
  @Type(() => UserDto)
  seen: UserDto;
}

export class OwnPasswordDto {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_PASSWORD)
  current: string;

  @IsNewPassword()
  next: string;
}

export class CreateUserDto extends UserDto {
  @ApiProperty({ example: 'mette' })
  @IsString()
  @Matches(/^[a-z0-9][a-z0-9._@-]{1,63}$/i)
  username: string;
}

export class CodeDto {
  @ApiProperty({ example: 'mette' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  username: string;

  @ApiProperty({ example: 'K7PQX-2MZ9A-VH4TR-8WNCB' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  code: string;

  @IsNewPassword()
  password: string;
}

/** The one account whose password is set by whoever makes it: at the terminal, by the one who has it. */
export class FirstAdminDto extends CreateUserDto {
  @IsNewPassword()
  password: string;
}

export class ActiveDto {
  @ApiProperty()
  @IsBoolean()
  active: boolean;
}
