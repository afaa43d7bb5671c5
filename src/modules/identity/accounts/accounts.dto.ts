import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { both } from 'src/config/validation';
import { ROLE_NAMES } from 'src/modules/identity/rights/roles';

export class AccountParams {
  /** Login name. */
  @ApiProperty({ example: '07001' })
  @Matches(/^[^/\s]{1,80}$/, { message: both('登录名不正确', 'login must be a login name') })
  login!: string;
}

export class AccountTokenParams extends AccountParams {
  /** Id of a token. */
  @ApiProperty({ example: '3f2a90b1c4d7' })
  @Matches(/^[0-9a-f]{4,16}$/, { message: both('令牌编号不正确', 'token must be an id') })
  token!: string;
}

export class GrantParams extends AccountParams {
  /** Id of a role that somebody holds. */
  @ApiProperty({ example: '3f2a90b1c4d71122' })
  @Matches(/^[0-9a-f]{16}$/, { message: both('授权编号不正确', 'grant must be an id') })
  grant!: string;
}

class WhereDto {
  /** Code of a hall, or `*` for the whole installation. */
  @ApiProperty({ example: 'demo' })
  @IsString({ message: both('请写明大厅（hall），不限大厅写 *', 'say which hall (hall), * for all') })
  @MaxLength(64, { message: both('大厅编号太长', 'hall is too long') })
  hall!: string;
}

export class NewAccountDto extends WhereDto {
  @ApiProperty({ example: '07001' })
  @IsString({ message: both('请填写登录名（login）', 'give the login name (login)') })
  @MaxLength(80, { message: both('登录名太长', 'login is too long') })
  login!: string;

  @ApiProperty({ example: '王某' })
  @IsString({ message: both('请填写姓名（name）', 'give the name (name)') })
  @MaxLength(200, { message: both('姓名太长', 'name is too long') })
  name!: string;
}

export class WhyDto {
  @ApiProperty({ example: '岗位调整' })
  @IsString({ message: both('请写明理由（reason）', 'say why (reason)') })
  @MaxLength(600, { message: both('理由太长', 'reason is too long') })
  reason!: string;
}

const STATES = ['active', 'disabled'] as const;

export class AccountStateDto extends WhyDto {
  @ApiProperty({ enum: STATES })
  @IsIn(STATES, { message: both('状态应为 active 或 disabled', 'state must be active or disabled') })
  state!: (typeof STATES)[number];
}

export class GrantDto extends WhereDto {
  @ApiProperty({ enum: ROLE_NAMES })
  @IsIn(ROLE_NAMES, { message: both('没有这个角色', 'role is unknown') })
  role!: string;

  /** Windows, departments, scoring departments or staff numbers, as the role asks for. */
  @ApiPropertyOptional({ type: [String], example: ['W01'] })
  @IsOptional()
  @IsArray({ message: both('范围（units）应是列表', 'units must be a list') })
  @ArrayMaxSize(200)
  @IsString({ each: true, message: both('范围应写成文字', 'units are texts') })
  @MaxLength(120, { each: true })
  units?: string[];

  @ApiProperty({ example: '岗位安排' })
  @IsString({ message: both('请写明理由（reason）', 'say why (reason)') })
  @MaxLength(600, { message: both('理由太长', 'reason is too long') })
  reason!: string;
}
