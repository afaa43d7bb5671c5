import { Refusal } from 'src/common/refusal';
import { readSettings } from './settings.dto';

function refused(environment: Record<string, string>): Refusal {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('the settings were taken');
}

describe('the settings', () => {
  it('have a value each without any environment', () => {
    expect(readSettings({})).toMatchObject({ host: '127.0.0.1', port: 3000, language: 'zh', databaseUrl: undefined });
  });

  it('are told all at once, in one language', () => {
    const { sentences } = refused({ BAIFEN_PORT: '70000', BAIFEN_NOW: 'yesterday', BAIFEN_HOST: 'not a host' });
    expect(sentences.zh).toMatch(/BAIFEN_PORT 应为.*BAIFEN_NOW 应写成|BAIFEN_HOST 应为/);
    expect(sentences.zh).not.toContain('must');
    expect(sentences.en).toContain('BAIFEN_PORT must be a whole number from 0 to 65535');
    expect(sentences.en).toContain('BAIFEN_HOST must be');
    expect(sentences.en).not.toMatch(/[一-鿿]/);
  });

  it('let an own hall be reached from outside, behind a proxy', () => {
    const { host, access } = readSettings({
      BAIFEN_HOST: '0.0.0.0',
      BAIFEN_ALLOWED_HOSTS: 'Kaohe.example, 10.0.0.5',
      BAIFEN_TRUST_PROXY: '10.0.0.1, loopback',
    });
    expect(host).toBe('0.0.0.0');
    expect(access).toEqual({
      hosts: ['kaohe.example', '10.0.0.5'],
      proxies: ['10.0.0.1', 'loopback'],
      cheapPasswords: false,
      rates: { account: 600, token: 1200, address: 600 },
    });
  });

  it.each([
    [{}, { account: 600, token: 1200, address: 600 }],
    [{ BAIFEN_RATE_LIMITS: 'off' }, { account: 0, token: 0, address: 0 }],
    [{ BAIFEN_RATE_LIMITS: 'token=0,account=30' }, { account: 30, token: 0, address: 600 }],
    [{ BAIFEN_NOW: '2026-03-05 10:00:00' }, { account: 0, token: 0, address: 0 }],
    [
      { BAIFEN_NOW: '2026-03-05 10:00:00', BAIFEN_RATE_LIMITS: 'address=5' },
      { account: 600, token: 1200, address: 5 },
    ],
  ])('limit requests by %p', (environment, rates) => {
    expect(readSettings(environment).access.rates).toEqual(rates);
  });

  it.each(['on', 'account', 'account=-1', 'account=1e3', 'everybody=5', 'account=5;token=5'])(
    'refuse the limits "%s"',
    (limits) => {
      expect(refused({ BAIFEN_RATE_LIMITS: limits }).code).toBe('config.environment');
    },
  );

  it.each(['0', '80', '9999', '59999', '65535'])('take the port %s', (port) => {
    expect(readSettings({ BAIFEN_PORT: port }).port).toBe(Number(port));
  });

  it.each(['65536', '-1', '8e3', '0x50', '80.0', '99999', ' '])('refuse the port "%s"', (port) => {
    expect(refused({ BAIFEN_PORT: port }).code).toBe('config.environment');
  });
});
