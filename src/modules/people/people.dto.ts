import { ApiProperty } from '@nestjs/swagger';

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
  @ApiProperty({ type: [String] })
  teamIds: string[];
}
