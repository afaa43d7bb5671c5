import type { CivilTime } from 'src/common/civil-date';
import { nameOn } from 'demo/hall/windows';
import type { DemoBad, DemoRating } from './ratings';

/** Column titles of layout 8 with the columns of the extended export. */
export const RATING_COLUMNS = [
  ...'办件编号 辖区编码 事项名称 评价人员 评价渠道 满意度 窗口名称 窗口编号 联系方式 是否回复 是否回访'.split(' '),
  ...'拟办意见 整改结果 回复结果 评价理由 评价指标 评价时间 被评价人工号 是否默认评价 核实结论 整改完成时间'.split(' '),
];

const AREA = '990000000000';

/** What the list exported at `asOf` says about a rating; its handling arrives by and by. */
export function ratingCells(rating: DemoRating, asOf: CivilTime): string[] {
  const { one, window, bad } = rating;
  return [
    ...[one?.no ?? '', AREA, one?.item.name ?? '', rating.rater, rating.channel, rating.grade],
    ...[nameOn(window, rating.time.slice(0, 10)), window.code, rating.byDefault ? '' : rating.contact],
    ...handling(bad, asOf),
    ...[rating.reason, rating.tag, rating.time, rating.rated.join(';'), rating.byDefault ? '是' : '否'],
    ...verdict(bad, asOf),
  ];
}

/** 是否回复 是否回访 拟办意见 整改结果 回复结果. */
function handling(bad: DemoBad | null, asOf: CivilTime): string[] {
  if (!bad || bad.verifiedAt > asOf) return bad ? ['', '', '转窗口核实', '', ''] : ['', '', '', '', ''];
  const rectified = bad.rectifiedAt !== null && bad.rectifiedAt <= asOf;
  const answer = bad.calledBack ? '已电话回复' : '';
  return ['是', bad.calledBack ? '是' : '否', '转窗口核实', rectified ? '已向办事人说明并致歉' : '', answer];
}

/** 核实结论 整改完成时间. */
function verdict(bad: DemoBad | null, asOf: CivilTime): string[] {
  if (!bad || bad.verifiedAt > asOf) return ['', ''];
  const rectified = bad.rectifiedAt !== null && bad.rectifiedAt <= asOf ? bad.rectifiedAt : '';
  return [bad.foundTrue ? '属实' : '不属实', rectified];
}
