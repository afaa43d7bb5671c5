import type { Place } from 'src/modules/attendance/layouts/words';
import { STAND_IN_FAULTS, type StandInFault } from 'src/modules/attendance/stand-ins/fitness';
import type { Outcome, Reject, Remark } from 'src/modules/intake/feed';
import type { Grant } from './register-cells';

type Words = Omit<Remark, 'line' | 'sheet'>;

/** A leave that had to wait for a stand-in: refused, with the way out for one that was taken all the same. */
export function rejectStandIn(fault: StandInFault, place: Place, rule: string): { kind: 'reject'; reject: Reject } {
  const { zh, en } = STAND_IN_FAULTS[fault];
  return {
    kind: 'reject',
    reject: {
      ...place,
      code: `stand-in-${fault}`,
      cause: {
        zh: `${zh}；按“${rule}”，安排好补岗人员后方可准假`,
        en: `${en}; by “${rule}” leave needs a stand-in first`,
      },
      remedy: {
        zh: '请在“顶岗人工号”列填写符合条件的补岗人员；假已经休了的，请加“是否已休”列填“是”，按实际登记',
        en: 'name a fit stand-in in 顶岗人工号; if the leave was taken all the same, add a column 是否已休 with 是',
      },
    },
  };
}

/** The leave was taken without what the rule asks for: it counts, and the book may charge it. */
export function takenAnyway(fault: StandInFault): Words {
  const { zh, en } = STAND_IN_FAULTS[fault];
  return {
    code: 'stand-in-missing',
    text: {
      zh: `${zh}，已按实际休假登记，并记为未落实补岗`,
      en: `${en}: taken all the same, told as leave without cover`,
    },
  };
}

export function unknownStandIn(name: string): Words {
  return {
    code: 'stand-in-unknown',
    text: {
      zh: `补岗人员“${name}”在花名册中认不出是谁，未登记补岗；请改填工号`,
      en: `the stand-in ${name} is nobody (or several) of the roster: none is kept, write the staff number`,
    },
  };
}

export function notGranted(line: number, grant: Exclude<Grant, 'granted'>, said: string): Outcome<never> {
  const text =
    grant === 'refused'
      ? { zh: `未准假（${said}），不作请假登记`, en: `not granted (${said}): no leave` }
      : { zh: `尚未审批（${said}），批准后请重新导入`, en: `not decided yet (${said}): import it again when it is` };
  return { kind: 'skipped', line, why: { code: grant === 'refused' ? 'not-granted' : 'not-decided', text } };
}
