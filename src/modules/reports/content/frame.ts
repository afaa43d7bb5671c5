import { Fraction } from 'src/common/fraction';
import { MEASURES } from 'src/modules/rules/measures';
import type { SubjectType } from 'src/modules/rules/facts';
import type { BulletinInput } from 'src/modules/reports/bulletin-input';
import type { Column, ColumnKind, SheetModel } from 'src/modules/reports/sheet-model';
import { wordsOf, type Words } from 'src/modules/reports/words/words';

/** What every sheet of one bulletin shares. */
export interface Frame {
  readonly input: BulletinInput;
  readonly words: Words;
  readonly decimals: number;
  /** Sealed months are final; anything before carries the word 草稿. */
  readonly draft: boolean;
  /** Sample values were used somewhere. */
  readonly sample: boolean;
}

export function frameOf(input: BulletinInput): Frame {
  const { evaluation, state } = input;
  const sample =
    evaluation.book.sample ||
    evaluation.outcomes.some((outcome) => outcome.sample) ||
    evaluation.sheets.some((sheet) => sheet.lines.some((line) => line.sample && line.kind !== 'note'));
  return {
    input,
    words: wordsOf(input.language),
    decimals: evaluation.decimals,
    draft: state !== 'closed' && state !== 'approved' && state !== 'published',
    sample,
  };
}

export interface SheetParts extends Pick<SheetModel, 'name' | 'title' | 'columns' | 'rows' | 'notes' | 'empty'> {
  readonly unit?: string;
  readonly bodySize?: 10 | 11;
  readonly frozenColumns?: number;
  readonly filter?: boolean;
}

/** Puts the common frame around a table: title, second line, signatures, page head and foot. */
export function sheetOf(frame: Frame, parts: SheetParts): SheetModel {
  const { input, words, draft } = frame;
  const { seal, month } = { seal: input.computed.sealDigest, month: words.month(input.period) };
  const revision = input.revision > 1 ? words.revision(input.revision) : '';
  return {
    ...parts,
    title: `${parts.title}${draft ? words.inBrackets(words.draft) : ''}`,
    left: words.hallLine(input.hall),
    right: words.periodLine(month, parts.unit ?? words.unitPoints),
    notes: parts.notes.filter((note) => note !== ''),
    signature: words.signature(words.date(input.computed.at.slice(0, 10))),
    decimals: frame.decimals,
    frozenColumns: parts.frozenColumns ?? 2,
    filter: parts.filter ?? true,
    bodySize: parts.bodySize ?? 11,
    pageHead: [draft ? words.draft : '', revision].filter((text) => text !== '').join('　'),
    pageFoot: `${seal === '' ? words.unsealedFoot(input.computed.at) : words.sealedFoot(seal)}${auditFoot(frame)}`,
    pageNumber: words.pageNumber,
  };
}

/** Number and 16 digits of the hash: what somebody copies from paper. The whole stands on the sheet of explanations. */
function auditFoot({ input, words }: Frame): string {
  const [sequence = '', digest] = input.computed.auditHead.split(':');
  return digest === undefined ? '' : words.auditFoot(`${sequence}:${digest.slice(0, 16)}`);
}

export function column(
  header: string,
  width: number,
  kind: ColumnKind = 'text',
  align: Column['align'] = kind === 'text' ? 'center' : 'right',
): Column {
  return { header, width, kind, align };
}

/** Printed points (`96.50`, `-1/3` is none of these) as the whole number at scale 4 that a cell holds. */
export function scale4(printed: string): number {
  return Fraction.parse(printed).toScale4();
}

/** Exact points as printed: rounded half up to the decimals of the bulletin, at scale 4. */
export function printed4(exact: Fraction, decimals: number): number {
  return exact.round(decimals).toScale4();
}

/** Staff number with its last two signs hidden: enough to find one's own line, not to name somebody else. */
export function hiddenTail(staff: string): string {
  const signs = Array.from(staff);
  const shown = Math.max(0, signs.length - 2);
  return `${signs.slice(0, shown).join('')}${'*'.repeat(signs.length - shown)}`;
}

/** Name of a subject as printed: people by name where the roster still has it, else by the shortened number. */
export function subjectName(frame: Frame, type: SubjectType, subject: string, name: string): string {
  if (type === 'window' || type === 'sub-centre') return name;
  const known = frame.input.names[subject];
  return known === undefined || known === '' ? hiddenTail(subject) : known;
}

export function windowName(frame: Frame, id: string | null | undefined): string {
  if (id === null || id === undefined) return '';
  return frame.input.windows.find((window) => window.id === id)?.name ?? id;
}

/** Name of a tie-break key: `bonus`, `deductions`, a measure, or `measure/over`. */
export function keyLabel(frame: Frame, key: string): string {
  const { words, input } = frame;
  if (key === 'bonus') return words.bonusTotal;
  if (key === 'deductions') return words.deductionTotal;
  return key
    .split('/')
    .map((name) => (name in MEASURES ? MEASURES[name as keyof typeof MEASURES][input.language] : name))
    .join('/');
}

/** Whether `source` is silent for this window on some day: then 0 of its figures means unknown. */
export function isSilent(frame: Frame, window: string, source: string): boolean {
  return frame.input.evaluation.sheets.some(
    ({ type, subject, gaps }) => type === 'window' && subject === window && gaps.some((gap) => gap.source === source),
  );
}
