import { ApiProperty } from '@nestjs/swagger';
import { RIGHTS, type Right } from '../../machines/definition.js';

export class TeamDto {
  @ApiProperty()
  id: string;
  @ApiProperty()
  name: string;
}

export class PersonDto {
  @ApiProperty()
  id: string;
  @ApiProperty()
  username: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: [String] })
  roles: string[];
  @ApiProperty({ enum: RIGHTS, isArray: true })
  rights: Right[];
  @ApiProperty({ type: [String] })
  teamIds: string[];
}
