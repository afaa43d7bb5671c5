import type { Language } from 'src/common/language';
import type { ImportAnswer } from './answer';
import { showAnswer } from './answer-text.command';

const answer = (keys: readonly string[]): ImportAnswer =>
  ({
    ...{ layout: '11', sheet: '', first: null, last: null, rows: keys.length, accepted: keys.length, repeats: 0 },
    ...{ skipped: 0, rejected: 0, unmatched: keys.length, rejects: [], warnings: [], skippedRows: [], columns: [] },
    ...{ unmatchedKeys: keys.map((key, index) => ({ key, records: 2, line: index + 2 })), normalised: [], batch: 'b' },
  }) as unknown as ImportAnswer;

const shown = (keys: readonly string[], language: Language = 'zh'): string => {
  const lines: string[] = [];
  showAnswer({ language, line: (text) => void lines.push(text), table: () => undefined }, answer(keys), 'taken');
  return lines.join('\n');
};

describe('an import on the terminal', () => {
  it('names who is not in the roster, with the row and what to do', () => {
    expect(shown(['99999'])).toContain('第 2 行：花名册里找不到“99999”，它的 2 条记录暂不计入任何人或窗口。');
    expect(shown(['99999'])).toContain('baifen roster confirm 号码 工号 --by 姓名');
    expect(shown(['99999'], 'en')).toContain(
      'Row 2: "99999" is not in the roster; its 2 record(s) count for no person or window yet.',
    );
    expect(shown([])).not.toContain('花名册');
  });

  it('names the first five of many and counts the others', () => {
    const text = shown(['1', '2', '3', '4', '5', '6', '7']);
    expect(text.match(/花名册里找不到/g)).toHaveLength(5);
    expect(text).toContain('另有 2 个未对应（用 --json 查看全部）。');
  });
});
