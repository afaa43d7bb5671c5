import { checkSettings } from './source-settings.dto';

const PULL = {
  url: 'https://dc.example.gov.cn/punches',
  hosts: ['dc.example.gov.cn'],
  items: 'data.list',
  paging: { by: 'page', param: 'page' },
  watermark: { param: 'since', field: 'time', start: '2026-01-01 00:00:00' },
  credential: { env: 'BAIFEN_SOURCE_DC' },
  complete: { since: '2026-01-01', daysBehind: 1 },
};
const problems = (kind: 'push' | 'http-pull', value: unknown): string[] =>
  checkSettings(kind, value).problems.map(({ en }) => en);

describe('the settings of a source', () => {
  it('are taken when they are right', () => {
    expect(problems('http-pull', PULL)).toEqual([]);
    expect(problems('push', {})).toEqual([]);
    expect(problems('push', { complete: { since: '2026-01-01' }, windows: ['C07'] })).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['a host that is not listed', { hosts: ['b.example'] }, /not among hosts/],
    ['a file', { url: 'file:///etc/passwd' }, /http/],
    ['no address', { url: 'dc' }, /http/],
    ['a password in the address', { url: 'https://a:b@dc.example.gov.cn/' }, /password/],
    ['a fragment', { url: 'https://dc.example.gov.cn/#x' }, /#/],
    ['an address as host', { hosts: ['https://dc.example.gov.cn'] }, /host names/],
    ['no host', { hosts: [] }, /must not be empty/],
    ['an internal host that is not listed', { internal: ['127.0.0.1'] }, /internal host/],
    ['a secret of the installation', { credential: { env: 'BAIFEN_DATABASE_URL' } }, /BAIFEN_SOURCE_/],
    ['a secret in the declaration', { credential: { env: 'BAIFEN_SOURCE_DC', token: 'abc' } }, /"token"/],
    ['a header that steers the connection', { credential: { env: 'BAIFEN_SOURCE_DC', header: 'Host' } }, /header/],
    ['pages without a parameter', { paging: { by: 'page' } }, /paging.param/],
    ['a next page without its place', { paging: { by: 'next' } }, /paging.field/],
    ['two statements', { complete: { since: '2026-01-01', daysBehind: 1, field: 'until' } }, /either/],
    ['complete today', { complete: { since: '2026-01-01', daysBehind: 0 } }, /at least 1/],
    ['a list for an object', { paging: [] }, /object/],
    ['a member nobody knows', { redirect: true }, /"redirect"/],
  ])('say what is wrong: %s', (_what, change, words) => {
    const found = problems('http-pull', { ...PULL, ...change });
    expect(found.join('; ')).toMatch(words);
  });

  it.each(['text', 7, null, [], undefined])('are an object and nothing else: %j', (value) => {
    expect(problems('push', value)).toEqual(['the settings must be one JSON object']);
  });

  it('of a push know nothing of addresses', () => {
    expect(problems('push', PULL).join()).toContain('"url"');
  });
});
