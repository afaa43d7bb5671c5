import type { Language } from 'src/common/language';

/** What a clerk calls the layouts; the codes are those of the answers and of docs/intake.md. */
const NAMES: Readonly<Record<string, Record<Language, string>>> = {
  '1': { zh: '钉钉考勤报表', en: 'DingTalk attendance report' },
  '2': { zh: '考勤机 attlog 文本', en: 'attlog text of a clock' },
  '3': { zh: '考勤机 GLog 文本', en: 'GLog text of a clock' },
  '4': { zh: '手机打卡记录', en: 'punches of a mobile app' },
  '5a': { zh: '考勤机标准报表', en: 'standard report of a clock' },
  '5b': { zh: '考勤机考勤记录表', en: 'punch table of a clock' },
  '5c': { zh: '考勤机打卡明细', en: 'punch list of a clock' },
  '5d': { zh: '考勤机出勤时间表', en: 'date, weekday and time in one cell' },
  '5e': { zh: '个人打卡表', en: "one person's own list" },
  '6a': { zh: '请假登记表', en: 'leave register' },
  '6b': { zh: '考勤明细表', en: 'attendance matrix kept by hand' },
  '7': { zh: '办件清单', en: 'list of cases' },
  '7b': { zh: '办件清单（列不全）', en: 'list of cases with fewer columns' },
  '8': { zh: '好差评清单', en: 'list of ratings' },
  '9': { zh: '巡查记录表', en: 'patrol findings' },
  '11': { zh: '打卡清单', en: 'list of punches' },
  '10': { zh: '花名册', en: 'roster' },
  '12': { zh: '办件环节清单', en: 'list of stages' },
  '13': { zh: '事项目录', en: 'item catalogue' },
  slip: { zh: '补卡单', en: 'make-up slips' },
  'sign-in': { zh: '会议培训签到表', en: 'sign-in sheet' },
  'staff-change': { zh: '人员变动报备登记', en: 'register of staff changes' },
  submissions: { zh: '填报清单', en: 'list of submissions' },
  '20': { zh: '以往月份的排名表', en: 'ranking table of an earlier month' },
  '21': { zh: '以往月份的条款计数', en: 'points charged in earlier months' },
};

/** The layout's name with its code in brackets; the code alone when it has no name. */
export function layoutName(layout: string, language: Language): string {
  const name = NAMES[layout]?.[language];
  if (name === undefined) return layout;
  return language === 'zh' ? `${name}（版式 ${layout}）` : `${name} (layout ${layout})`;
}
