import type { CommandIo } from 'src/config/command-io';
import type { ImportAnswer } from './answer';
import type { SourceState } from 'src/modules/intake/coverage.service';

/** What of a terminal is needed to show an answer. */
type Screen = Pick<CommandIo, 'language' | 'line' | 'table'>;

/** Rows shown on a terminal; `--json` and `--errors` have all. */
const SHOWN = 20;

/** The answer of an import for people. */
export function showAnswer(screen: Screen, answer: ImportAnswer, dryRun: boolean): void {
  const say = (zh: string, en: string): string => (screen.language === 'zh' ? zh : en);
  const place = answer.sheet === '' ? '' : say(`，工作表“${answer.sheet}”`, `, sheet "${answer.sheet}"`);
  screen.line(
    say(`版式 ${answer.layout}${place}，${span(answer)}`, `Layout ${answer.layout}${place}, ${span(answer)}`),
  );
  const counted = [answer.rows, answer.accepted, answer.repeats, answer.skipped, answer.rejected, answer.unmatched];
  screen.table(say('数据行,新增,重复,跳过,退回,未对应', 'rows,new,repeats,skipped,rejected,unmatched').split(','), [
    counted,
  ]);
  if (answer.rejects.length > 0) {
    screen.table(
      say('行,列,内容,原因,怎么办', 'row,column,value,cause,remedy').split(','),
      answer.rejects.slice(0, SHOWN).map((r) => [r.line, r.column, r.value, r.cause, r.remedy]),
    );
    const more = answer.rejected - SHOWN;
    if (more > 0)
      screen.line(
        say(`另有 ${String(more)} 行退回，请用 --errors 导出。`, `${String(more)} more rejected rows: use --errors.`),
      );
  }
  for (const warning of answer.warnings.slice(0, SHOWN)) {
    screen.line(say(`第 ${String(warning.line)} 行：${warning.text}`, `Row ${String(warning.line)}: ${warning.text}`));
  }
  screen.line(outcome(answer, dryRun, say));
}

/** How complete each source is, for people. */
export function showCoverage(screen: Screen, states: readonly SourceState[]): void {
  const say = (zh: string, en: string): string => (screen.language === 'zh' ? zh : en);
  screen.table(
    say('来源,整月完整,缺少的日期,豁免', 'source,complete,missing days,waived').split(','),
    states.map((state) => [
      state.source,
      state.complete ? say('是', 'yes') : say('否', 'no'),
      ranges(state.missing),
      state.waivers.map((waiver) => `${waiver.by}：${waiver.reason}`).join('\n'),
    ]),
  );
}

function outcome(answer: ImportAnswer, dryRun: boolean, say: (zh: string, en: string) => string): string {
  if (dryRun) return say('这是试读，没有写入任何数据。', 'This was a dry run: nothing was written.');
  if (answer.batch !== null) {
    return say(
      `已导入，批次 ${answer.batch}。如需撤销：import undo ${answer.batch}`,
      `Imported as batch ${answer.batch}. To take it back: import undo ${answer.batch}`,
    );
  }
  return answer.sameAs === null
    ? say('所有记录都已经导入过，没有新增。', 'All records were there already: nothing was added.')
    : say(
        `同一个文件已导入过（批次 ${answer.sameAs}），没有新增。`,
        `The same file was imported before (batch ${answer.sameAs}): nothing was added.`,
      );
}

function span({ first, last }: ImportAnswer): string {
  return first === null || last === null ? '-' : `${first} ~ ${last}`;
}

/** `2026-03-01~2026-03-05、2026-03-09`: neighbouring days as one range. */
function ranges(days: readonly string[]): string {
  const parts: [string, string][] = [];
  for (const day of days) {
    const last = parts.at(-1);
    if (last && Date.parse(day) - Date.parse(last[1]) === 86_400_000) last[1] = day;
    else parts.push([day, day]);
  }
  return parts.map(([from, to]) => (from === to ? from : `${from}~${to}`)).join('、');
}
