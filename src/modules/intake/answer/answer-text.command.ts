import type { CommandIo } from 'src/config/command-io';
import type { ImportAnswer } from './answer';
import { layoutName } from './layout-names';
import { showTaken } from './taken-text.command';

/** What of a terminal is needed to show an answer. */
export type Screen = Pick<CommandIo, 'language' | 'line' | 'table'>;

/** Rows shown on a terminal; `--json` and `--errors` have all. */
const SHOWN = 20;
const ROWS_NAMED = 10;
const KEYS_NAMED = 5;

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
  showUnmatched(screen, answer);
  showTaken(screen, answer);
  // With an open question there is no result yet, and with all or nothing none: the sentence about it follows.
  if (!answer.question && how !== 'held') screen.line(outcome(answer, how === 'dry-run', say));
}

/** Who could not be found, and what to do: the records are kept under their key and count for nobody until then. */
function showUnmatched(screen: Screen, { unmatchedKeys, unmatched }: ImportAnswer): void {
  const zh = screen.language === 'zh';
  for (const { key, records, line } of unmatchedKeys.slice(0, KEYS_NAMED))
    screen.line(
      zh
        ? `第 ${String(line)} 行：花名册里找不到“${key}”，它的 ${String(records)} 条记录暂不计入任何人或窗口。`
        : `Row ${String(line)}: "${key}" is not in the roster; its ${String(records)} record(s) count for no person or window yet.`,
    );
  if (unmatched === 0) return;
  const more = unmatched - Math.min(unmatched, unmatchedKeys.length, KEYS_NAMED);
  const others = zh
    ? `另有 ${String(more)} 个未对应（用 --json 查看全部）。`
    : `${String(more)} more (--json has all). `;
  screen.line(
    (more > 0 ? others : '') +
      (zh
        ? '请补进花名册后重新导入花名册，或用“baifen roster confirm 号码 工号 --by 姓名”指明是谁；已导入的记录不必再导。'
        : 'Add them to the roster and import it again, or say who it is with "baifen roster confirm KEY STAFF --by NAME"; records taken need not be imported again.'),
  );
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

function outcome(answer: ImportAnswer, dryRun: boolean, say: (zh: string, en: string) => string): string {
  if (dryRun) {
    const held = say(
      '照这样导入会整个退回；只想导入正确的行，导入时请加 --good-rows。',
      ' Imported like this the file would be held back; --good-rows takes the good rows.',
    );
    const tried = say('这是试读，没有写入任何数据。', 'This was a dry run: nothing was written.');
    return answer.held ? tried + held : tried;
  }
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
