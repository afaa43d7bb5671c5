import type { CommandIo } from 'src/config/command-io';
import { WHOLE_HALL } from 'src/modules/intake/store/batch';
import type { SourceState } from './coverage.service';

type Screen = Pick<CommandIo, 'language' | 'line' | 'table'>;
type Say = (zh: string, en: string) => string;

/** How complete each source is, for people; with `days` every day of the month and who calls it complete. */
export function showCoverage(screen: Screen, states: readonly SourceState[], { days = false } = {}): void {
  const say: Say = (zh, en) => (screen.language === 'zh' ? zh : en);
  screen.table(
    say('来源,整月完整,缺少的日期,由谁声明,豁免', 'source,complete,missing days,stated by,waived').split(','),
    states.map((state) => [
      state.source,
      state.complete ? say('是', 'yes') : say('否', 'no'),
      ranges(state.missing),
      statements(state, say),
      state.waivers.map((waiver) => waived(waiver, say)).join('\n'),
    ]),
  );
  showDeclared(screen, states, say);
  if (days) showDays(screen, states, say);
  const open = states.filter((state) => !state.complete && !state.waivers.some((one) => one.scope === WHOLE_HALL));
  if (open.length > 0) screen.line(remedy(say));
}

/** The sources that deliver by themselves: one that fell silent stands here by name. */
function showDeclared(screen: Screen, states: readonly SourceState[], say: Say): void {
  const rows = states.flatMap(({ source, declared }) =>
    declared.map(({ name, completeTo, missing }) => [name, source, completeTo ?? say('无', 'none'), ranges(missing)]),
  );
  if (rows.length === 0) return;
  screen.line('');
  screen.table(
    say('自动报送来源,数据,完整到,本月缺少', 'declared source,data,complete until,missing in the month').split(','),
    rows,
  );
}

function showDays(screen: Screen, states: readonly SourceState[], say: Say): void {
  screen.line('');
  screen.table(
    [say('日期', 'day'), ...states.map(({ source }) => source)],
    (states[0]?.days ?? []).map(({ day }, index) => [
      day,
      ...states.map(
        (state) => (state.days[index]?.by ?? []).map((by) => who(by, say)).join('、') || say('缺', 'missing'),
      ),
    ]),
  );
}

/** Who spoke for which days: `来源 clock1：2026-03-01~2026-03-05`, each window or device by name. */
function statements({ stated, days }: SourceState, say: Say): string {
  const people = [...new Set(days.flatMap(({ by }) => by))].sort();
  const whole = people.map((by) => {
    const own = days.filter((day) => day.by.includes(by)).map(({ day }) => day);
    return `${who(by, say)}${say('：', ': ')}${ranges(own)}`;
  });
  const parts = stated.filter(({ scope }) => scope !== WHOLE_HALL);
  const only = parts.map(
    ({ scope, by, from, to }) => `${scope} ${who(by, say)}${say('：', ': ')}${from === to ? from : `${from}~${to}`}`,
  );
  return [...whole, ...new Set(only)].join('\n');
}

function who(by: string, say: Say): string {
  if (by === 'file') return say('文件自述', 'the file itself');
  if (by.startsWith('source:')) return `${say('来源', 'source')} ${by.slice('source:'.length)}`;
  return by.replace(/^cli:/, '');
}

function remedy(say: Say): string {
  return say(
    '来源已报全的，导入时（或再次导入同一文件）加 --complete-from 首日 --complete-to 末日；确实没有的，由负责人放行：baifen coverage 月份 --waive 来源 --by 姓名 --reason 理由',
    'Once a source is complete, import (the same file again will do) with --complete-from DAY --complete-to DAY; what does not exist is waived: baifen coverage MONTH --waive SOURCE --by NAME --reason TEXT',
  );
}

function waived({ scope, by, reason }: SourceState['waivers'][number], say: Say): string {
  const only = scope === WHOLE_HALL ? '' : say(`（只限窗口 ${scope}）`, ` (window ${scope} only)`);
  return `${by.replace(/^cli:/, '')}${only}：${reason}`;
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
