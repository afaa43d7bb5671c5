import type { MonthState } from 'src/modules/calendar/months/month-table';
import { STATE_NAMES } from 'src/modules/calendar/months/month-table';
import type { RatingQuality } from 'src/modules/reports/bulletin-input';
import { tables } from './zh-tables';
import { sourceName } from './sources';

const joined = (names: readonly string[]): string => names.join('、');

export const zh = {
  ...tables,
  draft: '草稿',
  comma: '、',
  colon: '：',
  semicolon: '；',
  dash: '—',
  unknown: '未知',
  none: '无',
  sample: '示例',
  sampleMark: '（示例）',
  inBrackets: (text: string): string => `（${text}）`,
  labelled: (name: string, text: string): string => `${name}：${text}`,
  numbered: (notes: readonly string[]): string[] =>
    notes.filter((note) => note !== '').map((note, index) => `${index === 0 ? '注：' : '　　'}${index + 1}. ${note}`),
  month: (period: string): string => `${Number(period.slice(0, 4))}年${Number(period.slice(5, 7))}月`,
  date: (date: string): string => `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`,
  time: (time: string): string =>
    `${time.slice(0, 4)}年${Number(time.slice(5, 7))}月${Number(time.slice(8, 10))}日 ${time.slice(11, 16)}`,
  fileTail: (month: string): string => `${month}窗口考核情况通报附表`,
  revision: (revision: number): string => `第${revision}版`,
  revisionOf: (revision: number): string => (revision === 1 ? '第1版' : `第${revision}版，以前各版保留备查`),
  hallLine: (hall: string): string => `单位：${hall}`,
  periodLine: (month: string, unit: string): string => `统计期：${month}　单位：${unit}`,
  signature: (date: string): string =>
    `制表人：　　　　　　审核人：　　　　　　分管领导：　　　　　　制表日期：${date}`,
  sealedFoot: (digest: string): string => `封存校验码 ${digest.slice(0, 16)}`,
  auditFoot: (head: string): string => `　留痕链首 ${head}`,
  unsealedFoot: (at: string): string => `${at.slice(0, 16)} 计算，未封存`,
  pageNumber: '第 &P 页，共 &N 页',
  rankingTitle: (month: string, label: string): string => `${month}窗口考核${label}`,
  stateName: (state: MonthState): string => STATE_NAMES[state].zh,
  sourceName: (source: string): string => sourceName(source, 'zh'),

  // 得分汇总
  tied: '并列',
  candidate: '候选',
  times: (count: number): string => `${count}次`,
  toDecide: (label: string): string => `${label}：边缘并列，待领导小组裁定`,
  spared: (name: string): string => `与“${name}”边缘同分，未列入`,
  clauseOf: (clause: string): string => `依据${clause}`,
  members: (count: number, tied: number): string => `${count}个${tied > 0 ? `（其中${tied}个因边缘并列列入）` : ''}`,
  decideEdge: (names: readonly string[], places: number): string =>
    `${joined(names)}同分，争${places}个名额，待领导小组裁定`,
  sparedEdge: (names: readonly string[]): string => `${joined(names)}与边缘同分，未列入`,
  skipped: (why: 'group-too-small' | 'nobody-ranked', size: number, minimum: number | null): string =>
    why === 'nobody-ranked'
      ? '本月无参加排名的对象，不产生结果'
      : `本组${size}个，${minimum === null ? '规模不足' : `不足${minimum}个`}，不产生结果`,
  nobodyRanked: '本月没有参加考核的对象。',
  newcomer: '上月未列入',
  otherGroup: '换组',
  move: (up: number): string => (up === 0 ? '持平' : up > 0 ? `▲${up}` : `▼${-up}`),
  sharedRank: (shared: number): string => `${shared}个并列`,
  notRanked: (why: 'not-assessed' | 'presence', detail: string): string =>
    `不参加排名：${why === 'presence' ? '当月在岗天数不足' : '数据来源未报全'}${detail === '' ? '' : `（${detail}）`}`,
  leader: (name: string): string => `分管领导：${name}`,
  sumNote: '基础分＋加分合计－减分合计＋调整＝得分；“调整”为系数、上下限和舍入所致的差额。',
  tieRule: (mode: 'competition' | 'dense' | 'ordered', keys: readonly string[]): string => {
    const first = keys.length === 0 ? '' : `得分相同时依次比较${joined(keys)}；仍相同的，`;
    const rule = {
      competition: '名次并列，其后名次相应空出（如1、1、3）。',
      dense: '名次并列，其后名次连续（如1、1、2）。',
      ordered: '按所列次序编排名次。',
    }[mode];
    return `${first === '' ? '得分相同的，' : first}${rule}`;
  },
  importedNote: (months: readonly string[]): string =>
    `${joined(months)}的数据由考核办导入，未经系统核算；“上月名次”“本年第1名次数”和按月累计的结果用到了这些月份。`,
  gapNote: (months: readonly string[]): string =>
    `本年${joined(months)}没有考核结果，“本年第1名次数”和按月累计的结果不含这些月份。`,
  importedTimes: (count: number): string => `含导入${count}次`,
  importedShort: '导入数据',
  importedMonth: '本月数据由考核办导入，未经系统核算。',
  importedUnknown: '空格表示导入的表中没有写明，不等于零。',
  importedFoot: (at: string): string => `${at.slice(0, 16)} 导入，未经系统核算`,
  noPrevious: '上月没有考核结果，“上月名次”“变化”两栏不填。',
  proposalNote: '“结果”栏为按规则得出的候选和建议，经考核工作领导小组审定后生效；季度评定前不作为评选结果。',
  sampleNote: '标有“示例”的分值、上限和标准尚未经考核办确认，仅供试算。',
  provisionalNote: '本月尚有数据来源未报全，得分为暂算，名次可能变动，详见“计分说明”。',

  // 得分矩阵
  notAssessed: '未评',
  doesNotApply: '不适用',
  matrixNote:
    '各项内容为加分减去减分的净值；“—”表示本月无加减分，“未评”表示该项内容没有数据来源，“不适用”表示不考核该窗口。',
  restNote: '“其他调整”为加分总封顶、系数、上下限及各项按所示小数位舍入所致的差额；各栏相加等于得分。',

  // 加减分明细
  notCounted: '不计分',
  chargedToYear: '计入年度',
  needsApproval: '须第二人审批',
  limitHit: (limit: string, before: string, after: string): string => `${limit}：原${before}，计${after}`,
  subtotalHead: '小计',
  subtotal: (base: string, net: string, score: string): string => `基础分 ${base} ${net} ＝ 得分 ${score}`,
  roundingRemark: '各行按所示小数位舍入，小计按精确值',
  detailNote: '“小计”为该对象当月各行合计，等于得分减基础分；“计入年度”的行不计入当月。',
  hiddenNote: '工号末两位隐去，本人可凭全号核对；有异议的，请在公示期内向考核办提出。',
  alikeNote: '所有对象都没有数据来源的项目不逐行列出，见“计分说明”。',
  noLines: '本月没有加减分。',

  // 考勤统计、办件、填报
  nameErased: '（已删除）',
  notConnected: (source: string): string => `数据来源“${source}”尚未接入，本表暂无数据。`,
  noRows: '本月没有数据。',
  attendanceNote:
    '以半天为单位计数；空白表示该来源没有数据，不等于零。“B岗顶岗”为顶替他人的半天数，“未报全”为没有考勤数据的半天数。',
  attendancePointsNote: '“扣分”为因本人考勤、请假、巡查情况从窗口得分中扣减的分值，涉及多人的不分摊。',
  ratesNote:
    '即办率、当天办结率以办结数为分母，按时率以到期件数为分母，提前率以承诺件办结数为分母，好评率以有效评价数为分母；分母为零或没有数据的留空。',
  unjudgedNote: (cases: number): string =>
    `另有${cases}件办件因状态、时限或窗口不明而无法判断，未计入以上各数，请核对办件清单。`,
  validRatingsNote: ({ collected, mistaken, malicious, byDefault }: RatingQuality): string => {
    const parts = [mistaken > 0 ? `误评${mistaken}条` : '', malicious > 0 ? `恶意差评${malicious}条` : ''];
    const out = mistaken + malicious;
    const excluded = out === 0 ? '' : `经申诉排除${out}条（${parts.filter((part) => part !== '').join('、')}），`;
    const left = byDefault === 0 ? '' : `，其中默认评价${byDefault}条`;
    return `收到评价${collected}条，${excluded}有效评价${collected - out}条${left}；好评率、差评、有效差评、已整改按有效评价计。`;
  },
  incompleteNote: (names: readonly string[]): string => `数据未报全的窗口：${joined(names)}。`,
  total: '合计',
  onTime: '按时',
  notSubmitted: '未报送',
  awaited: '待报',
  extended: (deadline: string): string => `${deadline}（已延期）`,
  lateBy: (days: number, hours: number, minutes: number): string =>
    `逾期${days > 0 ? `${days}天` : ''}${hours > 0 ? `${hours}小时` : ''}${days === 0 && hours === 0 ? (minutes === 0 ? '不足1分钟' : `${minutes}分钟`) : ''}`,

  // 计分说明
  stepOf: (number: number): string => `第${number}项`,
  rankedOf: (ranked: number, all: number): string => `参加考核的窗口${all}个，其中参加排名${ranked}个`,
  calendarUnknown: '所涉年份尚无国务院放假通知，期限暂按周末规则推算。',
  bookSince: (book: string, month: string): string => `${book}，自${month}起施行`,
  sampleItems: (names: readonly string[], all: number): string =>
    names.length === 0
      ? '规则中标明为示例的内容尚未经考核办确认。'
      : names.length === all
        ? `全部${all}个项目的分值均为示例，尚未经考核办确认。`
        : `以下${names.length}个项目的分值为示例：${joined(names)}。`,
  leftOut: (count: number): string => `${count}人的人员类别不在考核范围内，不出考核表。`,
  unread: (count: number): string => `${count}条事实没有任何考核项目使用，未影响得分。`,
  unplaced: (count: number): string => `${count}条事实不能归到本月的窗口或人员，未计分，请核对名册。`,
  complete: '各数据来源均已报全。',
  all: (subjects: string): string => `全部${subjects}`,
  silentFor: (subjects: string, days: string): string => `${subjects}没有数据${days}`,
  days: (span: string, count: number): string => `（${span}，${count}天）`,
  notAssessedItems: (items: string): string => `未评项目：${items === '' ? '无' : items}`,
  notWaived: '未豁免',
  waivedBy: (by: string, reason: string): string => `经${by}同意不评（${reason}），按0.00分列示`,
  computedBy: (time: string, by: string): string => `${time}，${by}`,
  unsealed: '尚未封存',
  verifyBy: (command: string): string => `运行 ${command}，系统按封存的规则和事实重新计算，逐字比对。`,
  verifyLater: (command: string): string => `锁定后可运行 ${command} 重新计算、逐字比对；草稿没有封存，不能核验。`,
};
