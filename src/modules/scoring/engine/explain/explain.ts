import { Fraction } from 'src/common/fraction';
import type { Language } from 'src/common/language';
import type { Line, Sheet } from 'src/modules/scoring/engine/sheet';
import type { NoteReason } from 'src/modules/scoring/engine/operands';
import type { Step } from 'src/modules/scoring/engine/steps';
import { enLimits, enSteps } from './en';
import { day, fraction, num } from './numbers';
import { zhLimits, zhSteps } from './zh';

/** Staff number → what is shown for it; names live outside the lines. */
export type NameOf = (staff: string) => string;

/**
 * One sentence from the line alone; nothing is computed again. Works on lines just made and on stored ones.
 * `01.06 脱岗：3月2日，07001，脱岗25分钟，1×0.5分，扣0.50分（第六条）。`
 */
export function explain(line: Line, language: Language = 'zh', nameOf: NameOf = (staff) => staff): string {
  const zh = language === 'zh';
  const comma = zh ? '，' : ', ';
  const head = [line.item, line.name].filter((word) => word !== undefined).join(' ');
  const when =
    line.date === undefined || (line.facts.length > 1 && !line.steps.some(({ step }) => step === 'every'))
      ? []
      : [day(line.date, language)];
  const who =
    line.facts.length === 1 && line.persons !== undefined ? [line.persons.map(nameOf).join(zh ? '、' : ', ')] : [];
  const parts = [...when, ...who, ...(line.limit === undefined ? phrases(line, language) : limited(line, language))];
  const clause = [line.clause?.number, line.clause?.text].filter((word) => word !== undefined && word !== '').join(' ');
  const why = line.text === undefined || line.text === '' ? [] : [line.text];
  const said = [...parts, ...why].filter((part) => part !== '').join(comma);
  // A note often says by itself that nothing is counted; it is not said twice.
  const enough = zh && line.kind === 'note' && /(不计分|不计|未考核|未采用|未计分|不适用|已经计分|）)$/.test(said);
  const text = enough ? said : [said, result(line, language)].filter((part) => part !== '').join(comma);
  const basis = clause === '' ? '' : zh ? `（${clause}）` : ` (${clause})`;
  return `${head === '' ? '' : `${head}${zh ? '：' : ': '}`}${text}${basis}${zh ? '。' : '.'}`;
}

/** `100.00 + 1.50 - 5.00 = 96.50`, with the adjustment between when there is one. */
export function explainSheet(sheet: Pick<Sheet, 'base' | 'bonus' | 'deduction' | 'adjustment' | 'score'>): string {
  const { base, bonus, deduction, adjustment, score } = sheet;
  const rest =
    adjustment.scale4 === 0 ? '' : ` ${adjustment.scale4 < 0 ? '-' : '+'} ${adjustment.printed.replace('-', '')}`;
  return `${base.printed} + ${bonus.printed} - ${deduction.printed}${rest} = ${score.printed}`;
}

function phrases({ steps }: Line, language: Language): string[] {
  // The note under a fact that was ruled out repeats what the ruling says.
  const ruled = steps.some((step) => step.step === 'ruling' && step.decision !== 'amend');
  const said = ruled ? steps.filter((step) => !(step.step === 'note' && isRuling(step.why))) : steps;
  return said.map((step) => phrase(step, language));
}

function isRuling(why: NoteReason): boolean {
  return why === 'void' || why === 'excused';
}

function phrase(step: Step, language: Language): string {
  // Each writer takes its own step; the table is total over the kinds, which the type of the tables holds.
  const write = (language === 'zh' ? zhSteps : enSteps)[step.step] as (one: Step) => string;
  return write(step);
}

function limited(line: Line, language: Language): string[] {
  const { limit } = line;
  if (limit === undefined) return [];
  const { kind, before, after, bound } = limit;
  const zh = language === 'zh';
  const name = (zh ? zhLimits : enLimits)[kind];
  const at = bound === undefined ? '' : zh ? `（${num(bound)}）` : ` (${num(bound)})`;
  const change = zh ? `由${num(before)}分调整为${num(after)}分` : `from ${num(before)} to ${num(after)}`;
  return [`${name}${at}`, ...phrases(line, language), change];
}

/** `扣0.50分` · `加1.00分` · `不计分`. */
function result(line: Line, language: Language): string {
  const sign = fraction(line.exact).sign();
  const shown = sign === 0 ? '' : precise(line);
  const year = line.charge === 'year' && sign !== 0;
  if (language === 'en') {
    const points = sign === 0 ? '0 points' : `${sign < 0 ? '−' : '+'}${shown} points`;
    return year ? `${points} in the year's total` : points;
  }
  if (sign === 0) return line.kind === 'item' ? '计0分' : '不计分';
  const verb = line.kind === 'adjustment' ? (sign < 0 ? '调减' : '调增') : sign < 0 ? '扣' : '加';
  return `${year ? '计入全年总分，' : ''}${verb}${shown}分`;
}

/** With the sheet's decimals; more of them when these would show nothing. */
function precise(line: Line): string {
  const printed = line.printed.replace('-', '');
  return /[1-9]/.test(printed) ? printed : Fraction.parse(line.exact).abs().toFixed(4);
}
