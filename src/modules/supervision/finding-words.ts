import { fold } from 'src/common/text';
import type { FindingKind } from './patrol-record';

/** A finding as the catalogue of facts knows it; `kind` null: nothing found. */
export interface Finding {
  readonly kind: FindingKind | null;
  readonly code: string | null;
}

/** Words of patrols → kind, and code where the kind has several. Offices may write them inside longer text. */
// prettier-ignore
const WORDS: readonly (readonly [FindingKind, string | null, readonly string[]])[] = [
  ['empty-post', null, ['空岗', '无人值守', '无人在岗', '窗口无人', '无人']],
  ['off-post', null, ['擅自离岗', '离岗', '脱岗', '不在岗', '未在岗']],
  ['dress', null, ['未佩戴工作牌', '未佩戴工牌', '未戴工作牌', '未戴工牌', '未挂牌', '工作牌', '工牌', '胸牌', '未着工装', '未穿工装', '工装', '着装', '未摆放桌牌', '桌牌', '岗位牌']],
  ['conduct', 'phone', ['玩手机', '看手机', '刷手机', '刷视频', '看视频', '刷抖音']],
  ['conduct', 'game', ['玩游戏', '打游戏', '玩手机游戏']],
  ['conduct', 'wander', ['串岗']],
  ['conduct', 'eat', ['吃零食', '吃东西', '吃早餐', '吃早饭', '进食', '用餐', '就餐']],
  ['conduct', 'chat', ['闲聊', '聊天']],
  ['conduct', 'sleep', ['打瞌睡', '睡觉', '趴睡', '睡岗']],
  ['conduct', 'smoke', ['抽烟', '吸烟']],
  ['conduct', 'shop', ['网上购物', '网购']],
  ['conduct', 'stocks', ['炒股']],
  ['conduct', 'drink', ['工作时间饮酒', '饮酒', '喝酒']],
  ['conduct', 'unrelated', ['做与工作无关的事', '与工作无关']],
  ['tidiness', null, ['物品摆放杂乱', '物品摆放', '摆放杂乱', '杂物', '杂乱', '脏乱', '卫生', '环境']],
  ['no-cover', null, ['未落实AB岗', '未落实A/B岗', 'AB岗未落实', 'A/B岗未落实', '未执行AB岗', '无补岗', '无人补岗', '无人顶岗', '未补岗']],
  ['duty-false', null, ['坐班登记不实', '坐班不实', '虚假坐班']],
  ['quarrel', null, ['争吵', '吵架', '争执', '推诿', '顶撞', '态度恶劣']],
];
const NORMAL = /^(?:正常|均正常|一切正常|在岗|在岗正常|良好|无异常|未见异常|未发现异常|未发现问题|无问题|无)$/;
const DENIAL = /未发现|没有发现|未见|没有|不存在|无(?!人)|正常/;

/** Longest first, so that 无人顶岗 is not taken for 无人. */
const BY_LENGTH = WORDS.flatMap(([kind, code, words]) => words.map((word) => ({ kind, code, word }))).sort(
  (a, b) => b.word.length - a.word.length,
);

/** Words shown to people when a list uses another one. */
export const ACCEPTED_WORDS =
  '空岗、离岗（脱岗）、未戴工牌、着装不规范、玩手机、串岗、吃零食、睡觉、物品摆放杂乱、未落实AB岗、坐班不实、争吵、推诿、正常';

/**
 * What the words say: a finding; `unknown`, also when they deny a finding (未发现空岗); `several` when they name more than
 * one, which are two rows.
 */
export function findingOf(text: string): Finding | 'unknown' | 'several' {
  let rest = fold(text)
    .replace(/[ 。.;；,，、!！"“”]/g, '')
    .toUpperCase();
  if (NORMAL.test(rest)) return { kind: null, code: null };
  const found: Finding[] = [];
  for (const { kind, code, word } of BY_LENGTH) {
    const at = rest.indexOf(word.toUpperCase());
    if (at < 0) continue;
    found.push({ kind, code });
    rest = `${rest.slice(0, at)}|${rest.slice(at + word.length)}`;
  }
  const [first] = found;
  if (!first || DENIAL.test(rest)) return 'unknown';
  // Two words for one kind, such as 着装 and 工牌, are one finding: that of the longer word.
  return found.every(({ kind }) => kind === first.kind) ? first : 'several';
}
