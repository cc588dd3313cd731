import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { RIGHTS, type Right, type Text } from '../../machines/definition.js';

export class RoleTitleDto {
  @ApiProperty({ example: 'Jurist' })
  @IsString()
  @Matches(/[\p{L}\p{N}]/u)
  @MaxLength(100)
  da: string;

  @ApiPropertyOptional({ example: 'Legal adviser' })
  @IsOptional()
  @IsString()
  @Matches(/[\p{L}\p{N}]/u)
  @MaxLength(100)
  en?: string;
}

/** Title and rights of a role. */
export class RoleWordsDto {
  @ApiProperty()
  @ValidateNested()
  @Type(() => RoleTitleDto)
  title: RoleTitleDto;

  @ApiProperty({ enum: RIGHTS })
  @IsIn(RIGHTS)
  rights: Right;
}

export class ChangeRoleDto extends RoleWordsDto {
  /** What was read and is to be changed: 409 `staleSetting` when it is something else by now. */
  @ApiProperty()
  @IsDefined()
  @ValidateNested()
  @Type(() => RoleWordsDto)
  seen: RoleWordsDto;
}

export class CreateRoleDto extends RoleWordsDto {
  /** As definitions name it. */
  @ApiProperty({ example: 'legalAdvisor' })
  @IsString()
  @Matches(/^[A-Za-z][A-Za-z0-9_]*$/)
  @MaxLength(60)
  key: string;
}

export class RoleDto {
  key: string;
  @ApiProperty({ type: RoleTitleDto })
  title: Text;
  @ApiProperty({ enum: RIGHTS })
  rights: Right;
}

export class RoleUseDto extends RoleDto {
  /** People who have it, also those who may not sign in at present. */
  users: number;
  /** Case types that name it in some published version. */
  @ApiProperty({ type: [String] })
  caseTypes: string[];
  /** Teams in which no active user has it: there the team leader gets its prompts. */
  @ApiProperty({ type: [String] })
  absentIn: string[];
}
