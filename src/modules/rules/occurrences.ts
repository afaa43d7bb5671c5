interface OccurrenceKind {
  readonly source: string;
  readonly zh: string;
  readonly en: string;
  readonly amounts?: readonly string[];
  readonly labels?: readonly string[];
}

const level = ['level', 'issuer', 'document', 'event'] as const;

/** The closed catalogue of occurrences. `entry` is the open door for what a book's own items need by hand. */
// prettier-ignore
export const OCCURRENCES = {
  'attendance.late': { source: 'attendance', zh: '迟到', en: 'late', amounts: ['minutes'], labels: ['half', 'reason'] },
  'attendance.early': { source: 'attendance', zh: '早退', en: 'left early', amounts: ['minutes'], labels: ['half', 'reason'] },
  'attendance.missing-punch': { source: 'attendance', zh: '缺卡', en: 'missing punch', labels: ['half', 'reason'] },
  'attendance.absent': { source: 'attendance', zh: '旷工', en: 'absent without leave', amounts: ['halfDays'], labels: ['half', 'reason'] },
  'leave.taken': { source: 'leave', zh: '请假', en: 'leave', amounts: ['days'], labels: ['leaveKind', 'reason'] },
  'leave.no-stand-in': { source: 'leave', zh: '请假未落实补岗', en: 'leave without a fit stand-in', amounts: ['days'], labels: ['leaveKind', 'reason'] },
  'leave.over-allowance': { source: 'leave', zh: '请假超过年度额度', en: 'leave beyond the allowance of the year', amounts: ['days'], labels: ['leaveKind', 'reason'] },
  'patrol.off-post': { source: 'patrol', zh: '脱岗', en: 'off post', amounts: ['minutes'], labels: ['half', 'reason'] },
  'patrol.empty-post': { source: 'patrol', zh: '空岗', en: 'post empty', amounts: ['minutes'], labels: ['half', 'reason'] },
  'patrol.dress': { source: 'patrol', zh: '着装、工牌、桌牌不规范', en: 'dress, badge or desk sign', labels: ['half'] },
  'patrol.conduct': { source: 'patrol', zh: '玩手机、串岗、进食等', en: 'phone, wandering, eating', labels: ['half', 'code'] },
  'patrol.tidiness': { source: 'patrol', zh: '环境、物品摆放', en: 'tidiness', labels: ['half'] },
  'patrol.no-cover': { source: 'patrol', zh: '未落实AB岗', en: 'no stand-in', labels: ['half'] },
  'patrol.duty-false': { source: 'patrol', zh: '坐班登记不实', en: 'false duty register', labels: ['half'] },
  'patrol.quarrel': { source: 'patrol', zh: '推诿、争吵', en: 'quarrel', labels: ['half'] },
  'roster.no-cover': { source: 'roster', zh: '无AB岗安排', en: 'no A/B arrangement' },
  'roster.unreported-change': { source: 'roster', zh: '人员更换未报备', en: 'staff change not reported', labels: ['reason'] },
  'roster.unqualified': { source: 'roster', zh: '人员不符合派驻条件', en: 'staff not qualified for the post', labels: ['reason'] },
  'case.overdue': { source: 'cases', zh: '办件超时', en: 'case overdue', amounts: ['workingDays'], labels: ['case', 'caseType'] },
  'case.repeat-correction': { source: 'cases', zh: '二次补正', en: 'second correction notice', labels: ['case', 'reason'] },
  'case.stage-overdue': { source: 'case-stages', zh: '环节超期', en: 'stage overdue', amounts: ['workingDays'], labels: ['case', 'stage', 'reason'] },
  'case.off-system': { source: 'sampling', zh: '系统外办理', en: 'handled outside the system', labels: ['case'] },
  'catalogue.promise-cut': { source: 'catalogue', zh: '压缩承诺时限', en: 'promise shortened', amounts: ['percent'] },
  'catalogue.promise-broken': { source: 'cases', zh: '违反压缩承诺', en: 'shortened promise broken', amounts: ['workingDays'], labels: ['case'] },
  'rating.bad': { source: 'ratings', zh: '差评', en: 'bad rating', labels: ['case', 'grade', 'reason'] },
  'rating.rectification-overdue': { source: 'ratings', zh: '差评整改逾期', en: 'rectification of a bad rating overdue', amounts: ['workingDays'], labels: ['case'] },
  'rating.no-callback': { source: 'ratings', zh: '实名差评未回访', en: 'real-name bad rating not called back', labels: ['case'] },
  'complaint.received': { source: 'complaints', zh: '投诉', en: 'complaint', labels: ['event', 'reason'] },
  'complaint.quarrel': { source: 'complaints', zh: '推诿、争吵（投诉）', en: 'quarrel (complaint)', labels: ['event'] },
  'discipline.violation': { source: 'discipline', zh: '违纪', en: 'breach of discipline', labels: ['level', 'document', 'event'] },
  'document.commendation': { source: 'documents', zh: '通报表彰', en: 'commendation', labels: level },
  'document.censure': { source: 'documents', zh: '通报批评', en: 'censure', labels: level },
  'document.exposure': { source: 'documents', zh: '暗访、媒体曝光', en: 'media exposure', labels: level },
  'document.one-thing': { source: 'documents', zh: '一件事上线', en: 'one-thing service online', labels: ['role', 'document'] },
  'document.promotion': { source: 'documents', zh: '经验推广、试点', en: 'experience promoted', labels: level },
  'declaration.late': { source: 'declarations', zh: '月报逾期', en: 'report late', labels: ['form', 'reason'] },
  'declaration.missing': { source: 'declarations', zh: '月报未报', en: 'report missing', labels: ['form', 'reason'] },
  'declaration.proxy-service': { source: 'declarations', zh: '代办', en: 'proxy service', labels: ['event'] },
  'declaration.article': { source: 'declarations', zh: '信息报送', en: 'article submitted', labels: ['event'] },
  'declaration.adoption': { source: 'declarations', zh: '信息采用', en: 'article adopted', labels: ['level', 'medium', 'event'] },
  'declaration.volunteering': { source: 'declarations', zh: '志愿服务', en: 'volunteering', labels: ['event'] },
  'declaration.praise': { source: 'declarations', zh: '锦旗、表扬信', en: 'banner or letter of praise', labels: ['event'] },
  'declaration.innovation': { source: 'declarations', zh: '创新举措', en: 'innovation', labels: ['event', 'document'] },
  'meeting.late': { source: 'meetings', zh: '会议培训迟到', en: 'late at a meeting', amounts: ['minutes'], labels: ['event', 'reason'] },
  'meeting.early': { source: 'meetings', zh: '会议培训早退', en: 'left a meeting early', labels: ['event', 'reason'] },
  'meeting.excused': { source: 'meetings', zh: '会议培训请假', en: 'excused from a meeting', labels: ['event', 'reason'] },
  'meeting.absent': { source: 'meetings', zh: '会议培训缺席', en: 'absent from a meeting', labels: ['event', 'reason'] },
  'meeting.survey-absent': { source: 'meetings', zh: '踏勘联审缺席', en: 'absent from a joint survey', labels: ['event'] },
  'rectification.overdue': { source: 'rectifications', zh: '整改逾期', en: 'rectification overdue', amounts: ['workingDays'], labels: ['event'] },
  'duty.half-day': { source: 'duty', zh: '坐班', en: 'leader on duty', amounts: ['halfDays'] },
  'duty.excused': { source: 'duty', zh: '坐班请假获批', en: 'duty excused by approval', amounts: ['halfDays'], labels: ['reason'] },
  'sampling.false-report': { source: 'sampling', zh: '报送数据失实', en: 'false report', labels: ['event'] },
  'sampling.false-case': { source: 'sampling', zh: '虚假、事后补录办件', en: 'false or retroactive case', labels: ['case', 'code'] },
  'sampling.no-notice': { source: 'sampling', zh: '未出具一次性告知单', en: 'no written notice', labels: ['case'] },
  'sampling.guide-error': { source: 'sampling', zh: '办事指南差错', en: 'error in a guide', labels: ['event'] },
  'sampling.rating-fraud': { source: 'sampling', zh: '代评、刷评', en: 'ratings made up', labels: ['event'] },
  'callback.proxy-untrue': { source: 'callbacks', zh: '代办回访不属实', en: 'proxy service not confirmed', labels: ['event'] },
  'callback.wrong-notice': { source: 'callbacks', zh: '告知错误致多跑', en: 'wrong notice', labels: ['case'] },
  'platform.unanswered': { source: 'platform', zh: '网上申请、咨询逾期未接', en: 'online request not answered', labels: ['case'] },
  entry: { source: 'entries', zh: '登记事项', en: 'entered item', amounts: ['quantity', 'minutes', 'days', 'halfDays', 'workingDays', 'percent'], labels: ['level', 'medium', 'role', 'code', 'reason', 'document', 'case', 'event', 'half'] },
} as const satisfies Record<string, OccurrenceKind>;

export type OccurrenceType = keyof typeof OCCURRENCES;
