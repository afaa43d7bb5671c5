import { addDays } from 'src/common/civil-date';
import type { DemoHall } from 'demo/hall/hall';
import type { DemoPerson, DemoPosting } from 'demo/hall/staff';
import { departments, type DemoWindow } from 'demo/hall/windows';
import { dayCell, type OutCell, type SheetContent } from './sheet';

/** Column titles of layout 10 with the optional columns of the roster feed. */
export const DEPARTMENT_COLUMNS = ['部门编号', '部门名称', '分管领导', '分管领导工号', '备注'];
export const WINDOW_COLUMNS = [
  ...['窗口编号', '窗口名称', '所属部门', '启用日期', '停用日期', '岗位数', '考核分组'],
  ...['窗口标签', '曾用名', '并入窗口'],
];
export const POSTING_COLUMNS = [
  ...'工号 考勤机号 姓名 部门 窗口编号 窗口名称 岗位 职务 是否首席代表 是否分管领导 任职开始 任职结束 手机号'.split(
    ' ',
  ),
  ...['人员类型', 'UserId'],
];
export const PAIR_COLUMNS = '窗口编号 A岗工号 A岗姓名 B岗工号 B岗姓名 第三顶岗人工号 开始 结束'.split(' ');

const GROUP = '综合';

/** The roster workbook: everything that ever holds, with its dates. */
export function rosterSheets(hall: DemoHall): SheetContent[] {
  const { people, pairs } = hall.staff;
  return [
    { name: '部门', header: [DEPARTMENT_COLUMNS], rows: departmentRows(people) },
    { name: '窗口', header: [WINDOW_COLUMNS], rows: hall.windows.flatMap(windowRows) },
    {
      name: '人员任职',
      header: [POSTING_COLUMNS],
      rows: people.flatMap((person) => person.postings.map((posting) => postingRow(person, posting))),
    },
    {
      name: 'AB岗',
      header: [PAIR_COLUMNS],
      rows: pairs.map(({ window, a, b, third }) => [
        ...[window.code, a.number, a.name, b.number, b.name, third.number],
        dayCell(window.from),
        end(window.to),
      ]),
    },
  ];
}

function departmentRows(people: readonly DemoPerson[]): OutCell[][] {
  return departments.map(({ code, name }) => {
    const leader = people.find(({ postings }) => postings.some((one) => one.leader && one.unit === name));
    return [code, name, leader?.name ?? '', leader?.number ?? '', '演示数据'];
  });
}

/** A renamed window is two lines whose dates touch. */
function windowRows(window: DemoWindow): OutCell[][] {
  const { formerName, renamedOn } = window;
  const row = (name: string, from: string, to: string | null, former: string): OutCell[] => [
    ...[window.code, name, window.department.name],
    ...[dayCell(from), end(to), Math.ceil(window.people / 3), GROUP, window.tags.join('、'), former],
    window.mergedInto ?? '',
  ];
  if (formerName === undefined || renamedOn === undefined) return [row(window.name, window.from, window.to, '')];
  return [row(formerName, window.from, addDays(renamedOn, -1), ''), row(window.name, renamedOn, window.to, formerName)];
}

function postingRow(person: DemoPerson, posting: DemoPosting): OutCell[] {
  const { window } = posting;
  return [
    ...[person.number, person.pin, person.name, posting.unit, window?.code ?? '', window?.name ?? ''],
    ...[posting.post, posting.duty, posting.chief ? '是' : '否', posting.leader ? '是' : '否'],
    ...[dayCell(posting.from), end(posting.to), person.phone, person.type, person.userId],
  ];
}

function end(to: string | null): OutCell {
  return to === null ? '' : dayCell(to);
}
