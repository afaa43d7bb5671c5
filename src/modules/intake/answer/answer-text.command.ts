import type { CommandIo } from 'src/config/command-io';
import type { ImportAnswer } from './answer';
import { layoutName } from './layout-names';
import { showTaken } from './taken-text.command';
import type { SourceState } from 'src/modules/intake/coverage/coverage.service';
import { WHOLE_HALL } from 'src/modules/intake/store/batch';

/** What of a terminal is needed to show an answer. */
export type Screen = Pick<CommandIo, 'language' | 'line' | 'table'>;

/** Rows shown on a terminal; `--json` and `--errors` have all. */
const SHOWN = 20;
const ROWS_NAMED = 10;

/** The answer of an import for people. */
export function showAnswer(screen: Screen, answer: ImportAnswer, how: 'dry-run' | 'held' | 'taken'): void {
  const say = (zh: string, en: string): string => (screen.language === 'zh' ? zh : en);
  const place = answer.sheet === '' ? '' : say(`，工作表“${answer.sheet}”`, `, sheet "${answer.sheet}"`);
  screen.line(
    [`${layoutName(answer.layout, screen.language)}${place}`, span(answer)]
      .filter((part) => part !== '')
      .join(say('，', ', ')),
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
  for (const [text, lines] of groupedSkips(answer)) {
    const rows = lines.slice(0, ROWS_NAMED).join(say('、', ', ')) + (lines.length > ROWS_NAMED ? ' …' : '');
    screen.line(say(`第 ${rows} 行跳过：${text}`, `Row ${rows} skipped: ${text}`));
  }
  for (const { line, text } of answer.warnings.slice(0, SHOWN)) {
    // The names of JSON members stand in no line.
    const place = line === 0 ? say('表头', 'Header') : say(`第 ${String(line)} 行`, `Row ${String(line)}`);
    screen.line(say(`${place}：${text}`, `${place}: ${text}`));
  }
  showTaken(screen, answer);
  // With an open question there is no result yet, and with all or nothing none: the sentence about it follows.
  if (!answer.question && how !== 'held') screen.line(outcome(answer, how === 'dry-run', say));
}

/** Why rows were skipped, each reason once with its rows. */
function groupedSkips(answer: ImportAnswer): [string, number[]][] {
  const groups = new Map<string, number[]>();
  for (const { text, line } of answer.skippedRows) {
    const lines = groups.get(text);
    if (lines) lines.push(line);
    else groups.set(text, [line]);
  }
  return [...groups].slice(0, SHOWN);
}

/** What the uploader called complete is told back, also when the file itself added nothing. */
export function showStated(
  screen: Screen,
  source: string,
  stated: { from: string; to: string; windows?: readonly string[] } | undefined,
): void {
  if (!stated) return;
  const { from, to, windows } = stated;
  const only = windows?.join(screen.language === 'zh' ? '、' : ', ');
  screen.line(
    screen.language === 'zh'
      ? `已登记：来源 ${source} 自 ${from} 至 ${to} 报全${only === undefined ? '' : `（只限窗口 ${only}）`}。`
      : `Recorded: ${source} is complete from ${from} to ${to}${only === undefined ? '' : ` (windows ${only} only)`}.`,
  );
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
      state.waivers.map((waiver) => waived(waiver, say)).join('\n'),
    ]),
  );
  const open = states.filter((state) => !state.complete && !state.waivers.some((one) => one.scope === WHOLE_HALL));
  if (open.length > 0) {
    screen.line(
      say(
        '来源已报全的，导入时（或再次导入同一文件）加 --complete-from 首日 --complete-to 末日；确实没有的，由负责人放行：baifen coverage 月份 --waive 来源 --by 姓名 --reason 理由',
        'Once a source is complete, import (the same file again will do) with --complete-from DAY --complete-to DAY; what does not exist is waived: baifen coverage MONTH --waive SOURCE --by NAME --reason TEXT',
      ),
    );
  }
}

function waived(
  { scope, by, reason }: SourceState['waivers'][number],
  say: (zh: string, en: string) => string,
): string {
  const only = scope === WHOLE_HALL ? '' : say(`（只限窗口 ${scope}）`, ` (window ${scope} only)`);
  return `${by.replace(/^cli:/, '')}${only}：${reason}`;
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
  return first === null || last === null ? '' : `${first} ~ ${last}`;
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
