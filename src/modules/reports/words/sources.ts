import type { Language } from 'src/common/language';
import type { MEASURES } from 'src/modules/rules/measures';
import type { OCCURRENCES } from 'src/modules/rules/occurrences';

type Source =
  (typeof OCCURRENCES)[keyof typeof OCCURRENCES]['source'] | (typeof MEASURES)[keyof typeof MEASURES]['source'];

/** Names of the closed list of sources; a source of the catalogue without a name here does not compile. */
const SOURCES: Readonly<Record<Source, Record<Language, string>>> = {
  attendance: { zh: '考勤', en: 'attendance' },
  leave: { zh: '请假', en: 'leave' },
  patrol: { zh: '巡查', en: 'patrol' },
  roster: { zh: '人员名册', en: 'roster' },
  cases: { zh: '办件', en: 'cases' },
  'case-stages': { zh: '办件环节', en: 'case stages' },
  catalogue: { zh: '事项目录', en: 'item catalogue' },
  ratings: { zh: '好差评', en: 'ratings' },
  complaints: { zh: '投诉', en: 'complaints' },
  discipline: { zh: '纪检', en: 'discipline' },
  documents: { zh: '文件', en: 'documents' },
  declarations: { zh: '窗口报送', en: 'declarations' },
  meetings: { zh: '会议签到', en: 'meetings' },
  rectifications: { zh: '整改台账', en: 'rectifications' },
  duty: { zh: '坐班登记', en: 'duty register' },
  sampling: { zh: '抽查', en: 'sampling' },
  callbacks: { zh: '回访', en: 'callbacks' },
  platform: { zh: '平台数据', en: 'platform' },
  entries: { zh: '登记', en: 'entries' },
};

/** A source a book names itself keeps its own name. */
export function sourceName(source: string, language: Language): string {
  return source in SOURCES ? SOURCES[source as Source][language] : source;
}
