import type { Feed } from 'src/modules/intake/feed';
import { attlog } from './layouts/attlog';
import { cards } from './layouts/card';
import { dingtalk } from './layouts/dingtalk';
import { glog } from './layouts/glog';
import { matrix } from './layouts/matrix';
import { tables, unnamedTable } from './layouts/table';
import type { PunchRecord } from './punch';

/** Punches of clocks, services and hand-kept lists: layouts 1 to 5 and 6b of the formats, and tables of their own. */
const punches: Feed<PunchRecord> = {
  name: 'punches',
  layouts: [dingtalk, glog, ...cards, matrix, ...tables, attlog, unnamedTable],
  identity: ({ source, person, at, kind }) => `${source} ${person} ${at} ${kind}`,
  person: ({ person, staff }) => staff ?? person,
  instant: ({ at }) => at,
  sinks: [
    {
      table: 'punch',
      columns: ['hall', 'source', 'person', 'at', 'kind', 'device', 'batch', 'line'],
      unique: ['hall', 'source', 'person', 'at', 'kind'],
      // A name is no key and names stay in one place; such rows wait until the roster knows the person.
      accepts: ({ source }) => source !== 'name',
      row: ({ source, person, at, kind, device }, { hall, batch, line }) => [
        ...[hall, source, person, at, kind, device.slice(0, 64), batch],
        line,
      ],
    },
  ],
  expects: {
    zh: '打卡文件应有“工号”（或考勤号码、登记号码）和“打卡时间”（或日期和时间）等列，或为考勤机导出的 attlog.dat、GLog 文件，或钉钉考勤报表。',
    en: 'A punch file holds columns such as 工号 (or a clock number) and 打卡时间 (or date and time), or is an attlog.dat or GLog export of a clock, or a DingTalk report.',
  },
};

export default punches;
