import { Table, type MigrationInterface, type QueryRunner, type TableColumnOptions } from 'typeorm';

export class Identity1795500000200 implements MigrationInterface {
  readonly name = 'Identity1795500000200';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table());
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table().name);
  }
}

const text = (name: string, length: number, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  ...{ name, type: 'varchar', length: String(length) },
  ...more,
});
const key = (name: string, length: number): TableColumnOptions => text(name, length, { isPrimary: true });
const number = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  ...{ name, type: 'integer' },
  ...more,
});

const TABLES: readonly (() => Table)[] = [
  () =>
    new Table({
      name: 'account',
      columns: [
        key('login', 40),
        text('hall', 64),
        text('name', 60),
        text('state', 8),
        text('password', 255, { isNullable: true }),
        text('password_at', 19, { isNullable: true }),
        number('must_change'),
        number('version'),
        text('created_by', 80),
        text('created_at', 19),
      ],
      indices: [{ name: 'ix_account_hall', columnNames: ['hall'] }],
    }),
  () =>
    new Table({
      name: 'account_password',
      columns: [key('login', 40), number('seq', { isPrimary: true }), text('password', 255), text('set_at', 19)],
    }),
  () =>
    new Table({
      name: 'role_grant',
      columns: [
        key('id', 24),
        text('hall', 64),
        text('login', 40),
        text('role', 40),
        { name: 'units', type: 'text' },
        number('override'),
        text('granted_by', 80),
        text('granted_at', 19),
        text('reason', 300),
      ],
      indices: [
        { name: 'ix_role_grant_hall', columnNames: ['hall', 'login'] },
        { name: 'ix_role_grant_login', columnNames: ['login'] },
      ],
    }),
  () =>
    new Table({
      name: 'role_revocation',
      columns: [key('grant_id', 24), text('revoked_by', 80), text('revoked_at', 19), text('reason', 300)],
    }),
  () =>
    new Table({
      name: 'office_profile',
      columns: [
        key('hall', 64),
        number('seq', { isPrimary: true }),
        number('small'),
        text('set_by', 80),
        text('set_at', 19),
        text('reason', 300),
      ],
    }),
  () =>
    new Table({
      name: 'session',
      columns: [
        key('digest', 64),
        text('login', 40),
        number('account_version'),
        text('created_at', 19),
        text('seen_at', 19),
        text('expires_at', 19),
        text('origin', 64),
      ],
      indices: [{ name: 'ix_session_login', columnNames: ['login'] }],
    }),
  () =>
    new Table({
      name: 'api_token',
      columns: [
        key('id', 16),
        text('digest', 64),
        text('login', 40),
        text('name', 60),
        { name: 'permissions', type: 'text', isNullable: true },
        text('created_at', 19),
        text('expires_at', 19),
        text('revoked_at', 19, { isNullable: true }),
        text('revoked_by', 80, { isNullable: true }),
      ],
      indices: [
        { name: 'ux_api_token_digest', columnNames: ['digest'], isUnique: true },
        { name: 'ix_api_token_login', columnNames: ['login'] },
      ],
    }),
  () =>
    new Table({
      name: 'sign_in_attempt',
      columns: [key('bucket', 64), number('failures'), text('last_at', 19)],
    }),
  () =>
    new Table({
      name: 'known_place',
      columns: [key('digest', 64), text('login', 40), text('seen_at', 19)],
      indices: [{ name: 'ix_known_place_login', columnNames: ['login'] }],
    }),
];
