import type { Book, Item } from 'src/modules/rules/book';
import type { Findings, Pair } from './meaning';
import { each, isPerEvent } from 'src/modules/rules/checks/vocabulary';

/** The sign of an item and its shape must not contradict each other. */
export function checkSigns(book: Book, found: Findings): void {
  for (const { it: item, path } of each(book.items, '/items')) {
    const fault = signFault(item);
    if (fault) found.error('sign-conflict', `${path}/${fault.at}`, fault.zh, fault.en);
    linksFit(item, `${path}/links`, found);
    if (item.zero !== undefined && !hasZeroCase(item))
      found.error(
        'zero-unused',
        `${path}/zero`,
        [`形状 ${item.shape.kind} 没有分母，zero 不起作用。`, '请删去 zero。'],
        [`The shape ${item.shape.kind} divides by nothing; zero has no effect.`, 'Remove zero.'],
      );
  }
}

/** A rate goes to a second sheet as a whole; single persons and scorers are known for single events only. */
function linksFit({ links, shape }: Item, path: string, found: Findings): void {
  if (!links || shape.kind === 'veto') return;
  const late = ['derived', 'weighted', 'zero'].includes(shape.kind);
  for (const { it, path: at } of each(links, path))
    if (late || (!isPerEvent(shape) && (it.to === 'staff' || it.to === 'scorer')))
      found.error(
        'link-needs-facts',
        `${at}/to`,
        [
          `形状 ${shape.kind} 没有逐件的分，不能连带到 ${it.to}。`,
          '逐件计分的形状才能连带到当事人或计分人；比率只能连带到窗口或首席代表。',
        ],
        [
          `${shape.kind} has no single events to carry to ${it.to}.`,
          'Only shapes over single events reach persons and scorers; a rate reaches the window or the chief.',
        ],
      );
}

interface Fault {
  readonly at: string;
  readonly zh: Pair;
  readonly en: Pair;
}

function signFault({ kind, shape, caps, links }: Item): Fault | undefined {
  if ((kind === 'veto') !== (shape.kind === 'veto'))
    return {
      at: 'kind',
      zh: [
        `kind 是 ${kind}，形状却是 ${shape.kind}。`,
        '一票否决不计分：kind 和 shape 都写 veto；要计分时都不写 veto，后果写在 effects 里。',
      ],
      en: [
        `The kind is ${kind}, the shape ${shape.kind}.`,
        'A veto gives no points: write veto in both places; for points write it in neither and put the effect into effects.',
      ],
    };
  if (kind === 'veto' && (caps ?? links) !== undefined)
    return {
      at: caps ? 'caps' : 'links',
      zh: ['一票否决不计分，封顶和连带不起作用。', '请删去。'],
      en: ['A veto gives no points; caps and links have no effect.', 'Remove them.'],
    };
  if (kind === 'both' && shape.kind !== 'range' && shape.kind !== 'quota')
    return {
      at: 'kind',
      zh: [
        `kind 为 both 只能配 range 或 quota，形状 ${shape.kind} 分不出正负。`,
        '请写 bonus 或 deduction；两个方向请分成两个项目。',
      ],
      en: [
        `Kind both goes with range or quota only; ${shape.kind} has no sign.`,
        'Write bonus or deduction; make two items for two directions.',
      ],
    };
  if (shape.kind === 'zero' && kind !== 'deduction')
    return {
      at: 'kind',
      zh: ['清零（zero）使对象失分，kind 应为 deduction。', '请改为 deduction。'],
      en: ['Zeroing takes points away: its kind is deduction.', 'Write deduction.'],
    };
  return shape.kind === 'quota' ? quotaFault(kind, shape) : undefined;
}

function quotaFault(kind: Item['kind'], shape: Extract<Item['shape'], { kind: 'quota' }>): Fault | undefined {
  const gives = shape.base !== undefined || shape.extra !== undefined;
  const takes = shape.short !== undefined;
  if (!gives && !takes)
    return {
      at: 'shape',
      zh: ['定额没有写达标（base）、缺额（short）或超额（extra）的分值。', '请至少写一个。'],
      en: ['The quota gives no base, short or extra.', 'Write at least one.'],
    };
  if (kind === 'deduction' && gives)
    return {
      at: 'kind',
      zh: ['kind 是 deduction，定额却有加分（base 或 extra）。', '请把 kind 改为 both，或删去加分。'],
      en: ['The kind is deduction, but the quota gives points (base or extra).', 'Write kind: both, or remove them.'],
    };
  if (kind === 'bonus' && takes)
    return {
      at: 'kind',
      zh: ['kind 是 bonus，定额却有扣分（short）。', '请把 kind 改为 both，或删去 short。'],
      en: ['The kind is bonus, but the quota takes points (short).', 'Write kind: both, or remove short.'],
    };
  return undefined;
}

function hasZeroCase({ shape }: Item): boolean {
  if ('value' in shape) return !('amount' in shape.value);
  return ['all-or-nothing', 'per-head', 'derived', 'weighted'].includes(shape.kind);
}
