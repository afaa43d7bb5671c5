import type { ImportAnswer } from './answer';
import type { Screen } from './answer-text.command';

/** Kinds of spelling shown on a terminal; `--json` has all. */
const SHOWN = 20;

/** What the file was taken to say: titles read as other columns, values that were not written plainly. */
export function showTaken(screen: Screen, { columns, normalised }: ImportAnswer): void {
  const say = (zh: string, en: string): string => (screen.language === 'zh' ? zh : en);
  for (const { title, to, by, at } of columns) {
    const who =
      by === null
        ? say('本次指明', 'said now')
        : say(`${plain(by)} ${day(at)} 确认`, `said by ${plain(by)}, ${day(at)}`);
    screen.line(
      to === ''
        ? say(`列“${title}”不需要，没有读取（${who}）。`, `Column "${title}" is not needed and was not read (${who}).`)
        : say(`列“${title}”按“${to}”读取（${who}）。`, `Column "${title}" was read as "${to}" (${who}).`),
    );
  }
  for (const { column, what, count, line, from, to } of normalised.slice(0, SHOWN)) {
    const read = to === '' ? say('空白', 'blank') : `“${to}”`;
    screen.line(
      say(
        `列“${column}”有 ${count} 处按“${what}”读取，如第 ${line} 行“${from}”读作${read}。`,
        `Column "${column}": ${count} read as ${what}, such as "${from}" in row ${line}, read as ${read}.`,
      ),
    );
  }
  if (normalised.length > SHOWN)
    screen.line(
      say(
        `另有 ${normalised.length - SHOWN} 类写法已统一，用 --json 查看。`,
        `${normalised.length - SHOWN} more in --json.`,
      ),
    );
}

function plain(actor: string): string {
  return actor.replace(/^cli:/, '');
}

function day(at: string | null): string {
  return (at ?? '').slice(0, 10);
}
