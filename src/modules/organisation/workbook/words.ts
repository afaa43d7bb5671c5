import type { Reject, Remark } from 'src/modules/intake/feed';
import type { PostingLine, WindowLine } from 'src/modules/organisation/statement';

export type RejectWords = Pick<Reject, 'code' | 'cause' | 'remedy'>;
export type RemarkWords = Pick<Remark, 'code' | 'text'>;

const ASCERTAIN = { zh: '请核对并改正', en: 'check and correct it' };

export function codeTwice(code: string, line: number): RejectWords {
  return {
    code: 'code-twice',
    cause: {
      zh: `编号 ${code} 与第 ${line} 行重复，且起止日期有重叠`,
      en: `code ${code} stands in row ${line} already, for the same days`,
    },
    remedy: {
      zh: '编号不得重复；更名或调整的，前一行填写停用日期，后一行自次日启用',
      en: 'give each its own code; for a rename end the earlier line and begin the next on the day after',
    },
  };
}

export function windowUnknown(window: string, several: boolean): RejectWords {
  return several
    ? {
        code: 'window-ambiguous',
        cause: { zh: `有多个窗口名为“${window}”`, en: `several windows are called ${window}` },
        remedy: { zh: '请填写窗口编号', en: "give the window's code" },
      }
    : {
        code: 'window-unknown',
        cause: { zh: `“窗口”表中没有窗口 ${window}`, en: `window ${window} is not in the sheet 窗口` },
        remedy: {
          zh: '请核对窗口编号，或先在“窗口”表中登记该窗口（该行被拒绝的请先改正）',
          en: 'check the code, or enter the window in the sheet 窗口 (correct its row if it was rejected)',
        },
      };
}

export function staffUnknown(staff: string): RejectWords {
  return {
    code: 'staff-unknown',
    cause: { zh: `“人员任职”表中没有工号 ${staff}`, en: `staff number ${staff} is not in the sheet 人员任职` },
    remedy: {
      zh: '请核对工号（前导 0 也要一致），或先登记其任职',
      en: 'check the number (leading zeros count), or enter the person first',
    },
  };
}

export function twoNames(record: PostingLine, other: PostingLine, line: number): RejectWords {
  return {
    code: 'staff-two-names',
    cause: {
      zh: `工号 ${record.staff} 在第 ${line} 行是“${other.name}”，本行是“${record.name}”`,
      en: `staff number ${record.staff} is ${other.name} in row ${line} and ${record.name} here`,
    },
    remedy: { zh: '一个工号只对应一个人，请改正工号或姓名', en: 'one number, one person: correct number or name' },
  };
}

export function postingsOverlap(record: PostingLine, other: PostingLine, line: number): RejectWords {
  const { from, to } = other;
  return {
    code: 'posting-overlap',
    cause: {
      zh: `工号 ${record.staff} 与第 ${line} 行的任职（${from ?? ''} 至 ${to ?? '今'}）日期重叠`,
      en: `${record.staff} has a posting for the same days in row ${line} (${from ?? ''} to ${to ?? 'now'})`,
    },
    remedy: {
      zh: '同一人同一天只能在一处任职：调动的，前一行填写任职结束，后一行自次日开始',
      en: 'one person is at one place a day: for a move end the earlier line and begin the next on the day after',
    },
  };
}

export function pairOfOne(staff: string): RejectWords {
  const cause = { zh: `A岗与B岗是同一人（${staff}）`, en: `A and B post are the same person (${staff})` };
  return { code: 'pair-of-one', cause, remedy: ASCERTAIN };
}

export function departmentUnknown(name: string): RemarkWords {
  return remark(
    'department-unknown',
    `“部门”表中没有“${name}”，该窗口暂不归入任何部门；请在“部门”表中登记或改正名称`,
    `department ${name} is not in the sheet 部门: the window belongs to none until it is entered or corrected`,
  );
}

export function heirUnknown(window: string): RemarkWords {
  return remark(
    'merged-into-unknown',
    `并入窗口“${window}”不在“窗口”表中或就是本窗口，并入关系未登记；请填写并入窗口的编号`,
    `window ${window} to merge into is unknown or the window itself: the merger is not recorded; give its code`,
  );
}

export function mergedButOpen(window: WindowLine): RemarkWords {
  return remark(
    'merged-but-open',
    `窗口 ${window.code} 填写了并入窗口但没有停用日期，仍按在用窗口考核；请补填停用日期`,
    `window ${window.code} names the window it merged into but no last day: it is assessed as open; fill in 停用日期`,
  );
}

export function leaderUnknown(leader: string): RemarkWords {
  return remark(
    'leader-unknown',
    `分管领导“${leader}”不能在“人员任职”表中对应到唯一一人；请填写分管领导工号并登记其任职`,
    `branch leader ${leader} cannot be told from the sheet 人员任职: give the staff number and enter the posting`,
  );
}

export function windowNameDiffers(code: string, name: string, known: string): RemarkWords {
  return remark(
    'window-name-differs',
    `窗口 ${code} 的名称是“${known}”，本行写作“${name}”；已按编号登记，请核对编号`,
    `window ${code} is called ${known}, this row says ${name}: taken by the code, check it`,
  );
}

export function outsideWindow(posting: PostingLine, window: string): RemarkWords {
  return remark(
    'posting-outside-window',
    `工号 ${posting.staff} 的任职日期超出窗口 ${window} 的启用至停用日期；已登记，请核对两处日期`,
    `the posting of ${posting.staff} reaches beyond the days of window ${window}: recorded, check both`,
  );
}

export function keyTaken(key: string, staff: string, other: string): RemarkWords {
  return remark(
    'key-taken',
    `考勤机号等标识 ${key} 同时登记在工号 ${staff} 和 ${other} 名下，凭它无法认定是谁；请改正其中一行`,
    `key ${key} is held by ${staff} and by ${other} on the same days: it identifies nobody until one row is corrected`,
  );
}

export function nameDiffers(staff: string, name: string, known: string): RemarkWords {
  return remark(
    'pair-name-differs',
    `工号 ${staff} 是“${known}”，本行写作“${name}”；已按工号登记，请核对`,
    `staff number ${staff} is ${known}, this row says ${name}: taken by the number, check it`,
  );
}

export function remark(code: string, zh: string, en: string): RemarkWords {
  return { code, text: { zh, en } };
}
