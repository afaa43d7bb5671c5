import type { Period } from 'src/common/civil-date';
import type { CommandIo } from 'src/config/command-io';
import type { ImportedAnswer } from './imported-result';

/** The ranking of a month the office imported, with the words that say so. */
export function showImported(io: CommandIo, answer: ImportedAnswer, type: string): void {
  const zh = io.language === 'zh';
  const { hall, period, revision, recordedAt, note } = answer;
  io.line(
    zh
      ? `${hall} ${period} · ${note.zh} · 第 ${String(revision)} 版 · ${recordedAt.slice(0, 19)}`
      : `${hall} ${period} · ${note.en} · version ${String(revision)} · ${recordedAt.slice(0, 19)}`,
  );
  io.table(
    zh
      ? ['名次', '名称', '组', '得分', '加分', '扣分', '结果']
      : ['rank', 'name', 'group', 'score', 'bonus', 'deduction', 'outcome'],
    answer.standings
      .filter((one) => one.type === type)
      .map(({ rank, name, group, score, bonus, deduction, marks }) => [
        ...[rank ?? '—', name, group, score ?? '—', bonus ?? '—', deduction ?? '—', marks.join(' ')],
      ]),
  );
}

/** Said below every ranking that looks back on imported months. */
export function showRestsOn(io: CommandIo, imported: readonly Period[] | undefined): void {
  if (imported === undefined || imported.length === 0) return;
  io.line(
    io.language === 'zh'
      ? `${imported.join('、')} 的数据由考核办导入，未经系统核算；连续名次、年度次数和年度上限用到了这些月份。`
      : `${imported.join(', ')} imported by the office, neither computed nor verified here; runs of places, counts and caps of the year rest on them.`,
  );
}
