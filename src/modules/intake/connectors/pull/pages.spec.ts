import { parseJson } from 'src/modules/intake/files/json-text';
import { firstPage, isLater, jsonText, memberAt, nextPage, wholeDayOf, wordOf } from './pages';
import { waitBefore } from './pull-fault';

describe('the pages of a pull', () => {
  it('keep the digits of their numbers and everything else', () => {
    const text =
      '{"a":{"list":[{"id":320826199001011234567,"x":1.50,"s":"\\"\\u8bc1\\n","n":null,"b":[true,false,{}]}]}}';
    expect(jsonText(parseJson(text))).toBe(text.replace('\\u8bc1', '证'));
  });

  it('hold their rows at a path, and only there', () => {
    const page = parseJson('{"data":{"list":[1]},"n":5,"t":" "}');
    expect(jsonText(memberAt(page, 'data.list') ?? null)).toBe('[1]');
    expect(memberAt(page, 'data.rows')).toBeUndefined();
    expect(memberAt(page, 'n.x')).toBeUndefined();
    expect(memberAt(page, '')).toBe(page);
    expect([memberAt(page, 'n'), memberAt(page, 't'), page, undefined].map(wordOf)).toEqual([
      '5',
      ...Array<undefined>(3),
    ]);
  });

  it('begin at the watermark and are counted from the first number', () => {
    const settings = {
      url: 'https://a.example/x?k=1',
      watermark: { param: 'since' },
      paging: { by: 'page', param: 'p', first: 0 },
    } as const;
    const first = firstPage(settings, '2026-02-01 08:00:00');
    expect(first.href).toBe('https://a.example/x?k=1&since=2026-02-01+08%3A00%3A00&p=0');
    expect(nextPage(settings, first, [], 3)?.searchParams.get('p')).toBe('1');
    expect(nextPage(settings, first, [], 0)).toBeUndefined();
    expect(firstPage(settings, undefined).searchParams.has('since')).toBe(false);
    expect(nextPage({ url: settings.url }, first, [], 3)).toBeUndefined();
  });

  it('name the next one by an address or a mark', () => {
    const at = new URL('https://a.example/x?k=1');
    const byAddress = { url: at.href, paging: { by: 'next', field: 'next' } } as const;
    const byMark = { url: at.href, paging: { by: 'next', field: 'next', param: 'cursor' } } as const;
    const next = (paged: typeof byAddress | typeof byMark, mark: string): string | undefined =>
      nextPage(paged, at, parseJson(`{"next":${mark}}`), 1)?.href;
    expect(next(byAddress, '"/x?page=2"')).toBe('https://a.example/x?page=2');
    expect(next(byAddress, '"https://evil.example/"')).toBe('https://evil.example/');
    expect(next(byMark, '77')).toBe('https://a.example/x?k=1&cursor=77');
    for (const end of ['null', '""', '[]']) expect(next(byMark, end)).toBeUndefined();
  });
});

describe('a watermark', () => {
  it.each([
    ['10', '9', true],
    ['9', '10', false],
    ['320826199001011235', '320826199001011234', true],
    ['2026-02-10 00:00:00', '2026-02-09 23:59:59', true],
    ['a', 'a', false],
  ])('%s lies behind %s: %s', (one, other, later) => expect(isLater(one, other)).toBe(later));
});

describe('complete until', () => {
  it.each([
    ['2026-03-05', '2026-03-05'],
    ['2026-03-01 10:00:00', '2026-02-28'],
    ['2026-03-01T00:00:00Z', '2026-02-28'],
    ['2026-02-31', undefined],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s is the whole day %s', (word, day) => expect(wholeDayOf(word)).toBe(day));
});

describe('the wait before another try', () => {
  it('grows, is spread, and follows the other side up to a minute', () => {
    const none = { waitMs: 0 };
    expect([waitBefore(2, 0, none), waitBefore(2, 0.5, none), waitBefore(3, 0.5, none)]).toEqual([500, 1000, 4000]);
    expect(waitBefore(2, 0, { waitMs: 7000 })).toBe(7000);
    expect(waitBefore(2, 0, { waitMs: 3_600_000 })).toBe(60_000);
  });
});
