import { column, needed, choice, one, STAFF, NAME, REMARK } from './columns';

/** Lists about people at work: punches, leave, slips, meetings, swaps and patrols. */
export const ATTENDANCE = {
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
} as const;
