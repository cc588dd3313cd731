import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { RIGHTS, type Right } from '../../machines/definition.js';

export class SignInDto {
  @ApiProperty({ example: 'mette' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  username: string;

  @ApiProperty({ example: 'sagsgang' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  password: string;
}

export class MeDto {
  id: string;
  username: string;
  name: string;
  @ApiProperty({ type: [String] })
  roles: string[];
  @ApiProperty({ enum: RIGHTS, isArray: true })
  rights: Right[];
  @ApiProperty({ type: [String] })
  teamIds: string[];
}
