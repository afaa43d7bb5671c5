import { column, needed, choice, one } from './columns';

/** Lists about matters: cases, their items and stages, and ratings. */
export const MATTERS = {
  cases: {
    title: '办件清单',
    sheets: one('办件清单', [
      needed('办件编号', 'text', '3299992600009001', ['按文本填写，数字格式会丢位数', 'as text; numbers lose digits']),
      column('事项名称', 'text', '示例事项', ['', '']),
      column('事项编码', 'text', '', ['', '']),
      { ...column('窗口编号', 'window', 'W01', ['编号或名称填一个', 'code or name']) },
      column('窗口名称', 'text', '', ['编号或名称填一个', 'code or name']),
      column('受理人员', 'text', '', ['', '']),
      column('申请时间', 'moment', '2026-01-05 09:00:00', ['', '']),
      needed('受理时间', 'moment', '2026-01-05 09:10:00', ['时限从这里起算', 'the clock starts here']),
      needed('承诺时限(工作日)', 'number', '5', ['即办件填 0', '0 for instant cases']),
      column('法定时限(工作日)', 'number', '20', ['', '']),
      needed('办结时间', 'moment', '2026-01-08 10:00:00', ['未办结留空', 'blank while open']),
      choice('办件类型', ['即办件', '承诺件'], '承诺件', ['', '']),
      choice('办件状态', ['办结', '在办', '不予受理', '退件'], '办结', ['', '']),
      column('特别程序开始', 'moment', '', ['停钟起', 'clock stops']),
      column('特别程序结束', 'moment', '', ['停钟止', 'clock goes on']),
      column('补正告知', 'moment', '', ['', '']),
      column('补正受理', 'moment', '', ['', '']),
    ]),
  },
  items: {
    title: '事项目录',
    sheets: one('事项目录', [
      needed('事项编码', 'text', '11320826000001', ['与办件清单中的编码一致', 'as in the lists of cases']),
      column('事项名称', 'text', '示例事项', ['', '']),
      column('实施部门', 'text', '', ['部门编号或名称；只有一个窗口的部门可不填审批窗口', 'code or name']),
      { ...column('受理窗口编号', 'window', 'W01', ['谁收件', 'who accepts']) },
      { ...column('审批窗口编号', 'window', 'W02', ['谁审批，超期算在这里', 'who approves and answers for the time']) },
      choice('办件类型', ['即办件', '承诺件', '上报件', '联办件'], '承诺件', ['', '']),
      column('承诺时限(工作日)', 'number', '5', ['即办件填 0；最长 400', '0 for instant items, at most 400']),
      column('法定时限(工作日)', 'number', '20', ['', '']),
      column('网办深度', 'text', '', ['如 四级', 'such as 四级']),
      column('启用日期', 'date', '2026-01-01', ['空白表示一直有效', 'blank: always']),
      column('停用日期', 'date', '', ['空白表示仍有效', 'blank: still in force']),
    ]),
  },
  'case-stages': {
    title: '办件环节清单',
    sheets: one('办件环节清单', [
      needed('办件编号', 'text', '3299992600009001', ['按文本填写', 'as text']),
      needed('环节', 'text', '协办意见', ['如 协办意见、现场踏勘、一件事', 'name of the stage']),
      { ...column('窗口编号', 'window', 'W01', ['编号、名称或部门填一个', 'code, name or department']) },
      column('窗口名称', 'text', '', ['编号、名称或部门填一个', 'code, name or department']),
      column('部门', 'text', '', ['只有一个窗口的部门', 'a department with one window']),
      column('经办人工号', 'text', '', ['', '']),
      needed('开始时间', 'moment', '2026-01-05 09:10:00', ['环节转入的时间', 'when the stage began']),
      column('结束时间', 'moment', '2026-01-07 10:00:00', ['未办完留空', 'blank while open']),
      column('承诺时限(工作日)', 'number', '3', ['空白不判断是否超期', 'blank: not judged']),
    ]),
  },
  ratings: {
    title: '好差评清单',
    sheets: one('好差评清单', [
      column('办件编号', 'text', '3299992600009001', ['没有办件的评价留空', 'blank for a rating without a case']),
      {
        ...choice('满意度', ['非常满意', '满意', '基本满意', '不满意', '非常不满意'], '非常满意', [
          '五级',
          'five grades',
        ]),
        required: true,
      },
      { ...column('窗口编号', 'window', 'W01', ['编号或名称填一个', 'code or name']) },
      column('窗口名称', 'text', '', ['编号或名称填一个', 'code or name']),
      needed('评价时间', 'moment', '2026-01-08 10:05:00', ['', '']),
      column('被评价人工号', 'text', '', ['多人用分号隔开', 'several by semicolons']),
      column('评价渠道', 'text', '窗口评价器', ['', '']),
      choice('是否默认评价', ['是', '否'], '否', ['默认评价单独统计', 'default ratings count apart']),
      column('评价理由', 'text', '', ['不要填写联系方式', 'no phone numbers here']),
      choice('核实结论', ['属实', '不属实'], '', ['差评核实后填写', 'after a bad rating was looked into']),
      column('整改完成时间', 'moment', '', ['', '']),
    ]),
  },
} as const;
