import type { Template, TemplateColumn, TemplateSheet } from 'src/modules/intake/template/template';

type Notes = readonly [zh: string, en: string];

function column(title: string, kind: TemplateColumn['kind'], example: string, [zh, en]: Notes): TemplateColumn {
  return { title, kind, example, note: { zh: () => zh, en: () => en } };
}

function needed(title: string, kind: TemplateColumn['kind'], example: string, notes: Notes): TemplateColumn {
  return { ...column(title, kind, example, notes), required: true };
}

function choice(title: string, choices: readonly string[], example: string, notes: Notes): TemplateColumn {
  return { ...column(title, 'choice', example, notes), choices };
}

const one = (name: string, columns: readonly TemplateColumn[]): readonly TemplateSheet[] => [{ name, columns }];

const STAFF = needed('工号', 'text', '07001', ['花名册中的工号', 'staff number of the roster']);
const STAFF_BLANK = { ...STAFF, example: '' };
const NAME = column('姓名', 'text', '', ['只用来核对', 'only to check']);
const REMARK = column('备注', 'text', '', ['不计分', 'never scored']);

/** The empty workbooks a hall may download; each row of examples is one the feed takes (src/templates.spec.ts). */
export const TEMPLATES = {
  punches: {
    title: '打卡记录',
    sheets: one('打卡记录', [
      STAFF,
      NAME,
      needed('打卡时间', 'moment', '2026-01-05 08:20:00', ['一次打卡一行', 'one row a punch']),
      column('打卡设备', 'text', '', ['考勤机编号，可不填', 'number of the clock']),
    ]),
  },
  leave: {
    title: '请假登记',
    sheets: one('请假登记', [
      STAFF,
      NAME,
      needed('请假日期', 'date', '2026-01-06', ['第一天', 'first day']),
      column('结束日期', 'date', '', ['最后一天；填了天数可不填', 'last day']),
      column('请假天数', 'number', '1', ['0.5、1、1.5……；哺乳时间不填', '0.5, 1, 1.5 …']),
      choice('午别', ['上午', '下午'], '', ['半天假填写是哪半天', 'which half, for half a day']),
      choice(
        '类型',
        [
          ...['事假', '病假', '年假', '调休', '产假', '婚假', '丧假', '哺乳时间', '公假', '出差', '外出', '培训'],
          ...['借调', '驻村', '防汛', '其他'],
        ],
        '事假',
        ['请假种类', 'kind of leave'],
      ),
      column('顶岗人工号', 'text', '', ['请假一天以上须先安排；没有安排的填“无”', 'who stands in; 无 for nobody']),
      choice('是否已休', ['是', '否'], '', ['没有安排补岗但假已经休了的填“是”', '是 when it was taken all the same']),
      column('文号', 'text', '', ['病假证明、抽调文件等', 'the paper it rests on']),
      REMARK,
    ]),
  },
  slips: {
    title: '补卡单',
    sheets: one('补卡单', [
      STAFF,
      NAME,
      needed('补卡日期', 'date', '2026-01-07', ['缺卡当天', 'the day of the missing punch']),
      choice('上下班', ['上班', '下班', '上午上班', '上午下班', '下午上班', '下午下班'], '上班', [
        '补哪一次打卡；两次都缺的写两行',
        'which punch; two rows for two',
      ]),
      column('补卡时间', 'time', '08:25', [
        '实际到岗或离岗的时间，不填按作息时间',
        'when the person really came or went',
      ]),
      needed('补卡原因', 'text', '指纹识别失败', ['', 'why the punch is missing']),
      column('证明', 'text', '大厅监控截图', [
        '没有证明的补卡单列出但不计',
        'a slip without proof is shown and not counted',
      ]),
      column('批准人', 'text', '窗口负责人', [
        '未经批准的列出但不计',
        'a slip nobody approved is shown and not counted',
      ]),
    ]),
  },
  meetings: {
    title: '会议培训签到',
    sheets: one('会议培训签到', [
      needed('日期', 'date', '2026-01-08', ['开会当天', 'the day']),
      needed('名称', 'text', '窗口负责人例会', ['会议或培训名称', 'what it was']),
      choice('类别', ['会议', '培训', '联合踏勘'], '会议', ['', '']),
      STAFF,
      NAME,
      column('开始时间', 'time', '14:00', ['与签到时间比较；不填按状态', 'compared with the sign-in']),
      column('结束时间', 'time', '', ['跨中午的填写', 'when it runs over noon']),
      column('签到时间', 'time', '13:55', ['未签到的留空并填状态', 'blank with a status']),
      choice('状态', ['正常', '迟到', '早退', '缺席', '请假'], '', [
        '不填按签到时间判断；没有签到时间的必须填写',
        'needed without a sign-in time',
      ]),
      REMARK,
    ]),
  },
  swaps: {
    title: '人员变动报备',
    sheets: one('人员变动报备', [
      needed('报备日期', 'date', '2026-01-09', ['收到派驻函的日期', 'when the office was told']),
      STAFF,
      NAME,
      choice('变动类型', ['调入', '调出', '调岗', '换人'], '调入', ['', '']),
      column('原人员工号', 'text', '', ['换人时填被替换的人', 'who goes, for 换人']),
      { ...column('窗口编号', 'window', '', ['可不填', 'may be blank']) },
      needed('生效日期', 'date', '2026-01-12', ['变动的第一天', 'first day of the change']),
      column('上岗证号', 'text', '', ['未持证的填“无”', '无 for none']),
      column('证书有效期至', 'date', '', ['', '']),
      column('文号', 'text', '', ['派驻函文号', 'number of the letter']),
      REMARK,
    ]),
  },
  patrol: {
    title: '巡查记录',
    sheets: one('巡查记录', [
      needed('巡查日期', 'date', '2026-01-05', ['巡查当天', 'the day']),
      choice('午别', ['上午', '下午'], '上午', ['须与巡查时间一致', 'must fit the time']),
      column('巡查时间', 'time', '09:40', ['看到情况的时间', 'when it was seen']),
      { ...column('窗口编号', 'window', 'W01', ['编号或名称填一个', 'code or name']) },
      column('窗口名称', 'text', '', ['编号或名称填一个', 'code or name']),
      column('岗位', 'text', '', ['如 A岗', 'the post']),
      column('人员姓名', 'text', '', ['窗口的问题不填人员', 'nobody for a matter of the window']),
      column('工号', 'text', '', ['有人员时填写', 'when it is about a person']),
      needed('巡查情况', 'text', '正常', ['没有问题写“正常”', '“正常” for a round without finding']),
      column('离岗分钟', 'number', '', ['整数', 'whole minutes']),
      column('照片文件名', 'text', '', ['一张照片可用于多行', 'one photo may serve several rows']),
      column('巡查人', 'text', '', ['', '']),
    ]),
  },
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
  submissions: {
    title: '填报事项',
    sheets: one('填报事项', [
      column('项目编码', 'text', '13.01', ['编码或名称填一个，见 declare items', 'code or name of the item']),
      column('项目名称', 'text', '', ['编码或名称填一个', 'code or name']),
      { ...column('窗口编号', 'window', 'W01', ['编号或名称填一个；只涉及个人的可不填', 'code or name']) },
      column('窗口名称', 'text', '', ['编号或名称填一个', 'code or name']),
      column('工号', 'text', '', ['涉及的人，多人用顿号隔开', 'persons concerned']),
      needed('日期', 'date', '2026-01-15', ['事情发生的日期', 'the day it happened']),
      column('级别', 'text', '县', ['条款分级别的填写：县、市、省、国', 'where the clause has levels']),
      column('发文机关', 'text', '', ['如 部门', 'who issued it']),
      column('文号', 'text', '', ['文件的文号', 'number of the document']),
      column('事项', 'text', '文明窗口', ['同一事项写同样的名称，只计一次', 'the same event by the same name']),
      column('媒体', 'text', '', ['采用、曝光的媒体', 'the medium']),
      column('办件编号', 'text', '', ['涉及办件的填写', 'the case concerned']),
      column('数量', 'number', '', ['条款按数量计分的填写', 'where the clause counts a quantity']),
      column('分值', 'number', '', ['只有由人评定分值的项目填写，扣分写负数', 'only for items scored by hand']),
      column('凭证', 'text', '涟政发〔2026〕3号', ['文号、文件名，多份用分号隔开', 'evidence']),
      column('事由', 'text', '', ['由人评定分值的必须写明', 'the reason']),
    ]),
  },
  opening: {
    title: '期初成绩',
    sheets: [
      {
        name: '窗口成绩',
        columns: [
          needed('考核月份', 'text', '2026-01', [
            '写成 2026-01，一个窗口每月一行',
            '2026-01, one row a window and month',
          ]),
          { ...column('窗口编号', 'window', 'W01', ['编号或名称填一个', 'code or name']) },
          column('窗口名称', 'text', '市场监管局窗口', ['当月所用的名称，更名前的旧名也可', 'the name of that month']),
          column('组别', 'text', '', ['留空的取花名册的考核分组', 'blank: the group of the roster']),
          column('名次', 'number', '1', ['不排名的写“不排名”；没有名次的表留空', '不排名 for those not ranked']),
          column('基础分', 'number', '100', ['没有的留空，不要写 0', 'blank when unknown, never 0']),
          column('加分', 'number', '1.5', ['合计；没有的留空，不要写 0', 'blank when unknown, never 0']),
          column('扣分', 'number', '0.5', ['合计，写正数；没有的留空', 'unsigned; blank when unknown']),
          column('调整', 'number', '', ['封顶、系数等差额；没有的留空', 'differences by caps and coefficients']),
          column('得分', 'number', '101', ['＝基础分＋加分－扣分＋调整', 'base + bonus - deduction + adjustment']),
          choice('前五名', ['是', '否'], '', [
            '通报为前五名的写“是”；全列留空的由名次推算',
            'blank column: told from the ranks',
          ]),
          choice('后五名', ['是', '否'], '', [
            '通报为后五名的写“是”；全列留空的由名次推算',
            'blank column: told from the ranks',
          ]),
          choice('红旗窗口', ['是', '否'], '', ['当月列为红旗候选的写“是”', 'red-flag candidate of the month']),
          choice('取消资格', ['是', '否'], '', ['当月取消评优资格的写“是”', 'lost eligibility that month']),
          column('备注', 'text', '', ['', '']),
        ],
      },
      {
        name: '人员成绩',
        columns: [
          needed('考核月份', 'text', '', ['考核人员的大厅填写', 'for halls that rank people']),
          STAFF_BLANK,
          NAME,
          column('人员类别', 'text', '', ['首席代表写“首席代表”', '首席代表 for chief representatives']),
          column('名次', 'number', '', ['', '']),
          column('得分', 'number', '', ['', '']),
        ],
      },
      {
        name: '年度计数',
        columns: [
          needed('考核月份', 'text', '', [
            '有年度上限或计入年度的条款才填',
            'items capped by the year, or that count in the year',
          ]),
          { ...column('窗口编号', 'window', '', ['编号或名称填一个', 'code or name']) },
          column('窗口名称', 'text', '', ['编号或名称填一个', 'code or name']),
          needed('条款编号', 'text', '', ['考核办法里的条款编号', 'code of the item in the book']),
          needed('已计分值', 'number', '', ['该月该条款已计的分值，写正数', 'points charged that month, unsigned']),
        ],
      },
    ],
  },
  roster: {
    title: '花名册',
    sheets: [
      {
        name: '部门',
        columns: [
          needed('部门编号', 'text', 'D01', ['', '']),
          needed('部门名称', 'text', '市场监管局', ['', '']),
          column('分管领导', 'text', '', ['', '']),
          column('启用日期', 'date', '', ['空白表示一直有效', 'blank: always']),
          column('停用日期', 'date', '', ['', '']),
        ],
      },
      {
        name: '窗口',
        columns: [
          needed('窗口编号', 'text', 'W01', ['更名不换编号', 'stays when the name changes']),
          needed('窗口名称', 'text', '市场监管局窗口', ['', '']),
          column('所属部门', 'text', 'D01', ['部门编号或名称', 'code or name']),
          column('启用日期', 'date', '', ['', '']),
          column('停用日期', 'date', '', ['', '']),
          column('岗位数', 'number', '', ['', '']),
          column('折合系数', 'text', '', ['细则用到才填，如 1.05', 'such as 1.05, where the rules use it']),
          column('考核分组', 'text', '', ['不分组留空', 'blank without groups']),
          column('窗口标签', 'text', '', ['如 工改、电子证照', 'such as 工改']),
          column('曾用名', 'text', '', ['', '']),
          column('并入窗口', 'text', '', ['撤并时填编号', 'code, when merged']),
        ],
      },
      {
        name: '人员任职',
        columns: [
          STAFF,
          needed('姓名', 'text', '示例人员', ['', '']),
          needed('窗口编号', 'text', 'W01', ['不在窗口的人留空', 'blank for people at no window']),
          choice('岗位', ['A', 'B'], 'A', ['', '']),
          column('职务', 'text', '', ['', '']),
          choice('是否首席代表', ['是', '否'], '是', ['', '']),
          choice('是否分管领导', ['是', '否'], '否', ['', '']),
          choice('人员类型', ['编制', '公益岗', '借用', '劳务派遣'], '编制', ['', '']),
          needed('任职开始', 'date', '2025-06-01', ['调动写两行', 'a move is two rows']),
          column('任职结束', 'date', '', ['空白表示仍在职', 'blank: still there']),
          column('考勤机号', 'text', '7001', ['考勤机里的号码', 'pin of the clock']),
          column('UserId', 'text', '', ['钉钉账号', 'DingTalk account']),
          column('手机号', 'text', '', ['只用于匹配，不保存号码', 'only to match; not stored']),
        ],
      },
      {
        name: 'AB岗',
        columns: [
          needed('窗口编号', 'text', '', ['', '']),
          needed('A岗工号', 'text', '', ['', '']),
          needed('B岗工号', 'text', '', ['', '']),
          column('第三顶岗人工号', 'text', '', ['', '']),
          column('开始', 'date', '', ['', '']),
          column('结束', 'date', '', ['', '']),
        ],
      },
    ],
  },
} as const satisfies Readonly<Record<string, Template>>;
