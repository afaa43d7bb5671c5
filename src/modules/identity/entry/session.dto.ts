import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { both } from 'src/config/validation';

export class SignInDto {
  @ApiProperty({ example: '07001' })
  @IsString({ message: both('请填写登录名（login）', 'give the login name (login)') })
  @MaxLength(80, { message: both('登录名太长', 'login is too long') })
  login!: string;

  @ApiProperty({ example: '（您的密码）' })
  @IsString({ message: both('请填写密码（password）', 'give the password (password)') })
  @MaxLength(200, { message: both('密码太长', 'password is too long') })
  password!: string;
}

export class OwnPasswordDto {
  @ApiProperty({ example: '（原密码）' })
  @IsString({ message: both('请填写原密码（old）', 'give the old password (old)') })
  @MaxLength(200)
  old!: string;

  @ApiProperty({ example: '（新密码）' })
  @IsString({ message: both('请填写新密码（password）', 'give the new password (password)') })
  @MaxLength(200)
  password!: string;
}

export class TokenDto {
  @ApiProperty({ example: '取号系统' })
  @IsString({ message: both('请写明令牌给谁用（name）', 'say what the token is for (name)') })
  @MaxLength(200)
  name!: string;

  @ApiProperty({ example: '2026-12-31', description: 'last day it works, within a year' })
  @IsString({ message: both('请写明有效期（until）', 'say until when (until)') })
  @MaxLength(20)
  until!: string;

  @ApiPropertyOptional({ type: [String], example: ['month:read'], description: 'default: all of the account' })
  @IsOptional()
  @IsArray({ message: both('权限应是列表', 'permissions must be a list') })
  @ArrayMaxSize(60)
  @IsString({ each: true, message: both('权限应写成文字', 'permissions are texts') })
  permissions?: string[];
}

export class TokenParams {
  /** Id of a token. */
  @ApiProperty({ example: '3f2a90b1c4d7' })
  @Matches(/^[0-9a-f]{4,16}$/, { message: both('令牌编号不正确', 'token must be an id') })
  token!: string;
}
