import { column, needed, choice, one, STAFF, STAFF_BLANK, NAME } from './columns';

/** Lists about the hall: its roster, what windows declare, earlier months. */
export const HALL = {
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
      column('可网办件数', 'number', '', [
        '网办率等按当月数字计分的填写',
        'numbers of the month, where the clause reads them',
      ]),
      column('网上办理件数', 'number', '', ['不大于可网办件数', 'at most the above']),
      column('抽查件数', 'number', '', ['当月抽查的办件记录', 'records sampled']),
      column('信息不全件数', 'number', '', ['不大于抽查件数', 'at most the above']),
      column('应归集证照数', 'number', '', ['', 'licences due']),
      column('已归集证照数', 'number', '', ['不大于应归集证照数', 'at most the above']),
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
} as const;
