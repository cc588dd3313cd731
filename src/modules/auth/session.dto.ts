import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

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
  @ApiProperty({ type: [String] })
  teamIds: string[];
}
