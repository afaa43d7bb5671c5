import type { Remark, Replaced } from 'src/modules/intake/feed';
import type { RowCells } from 'src/modules/intake/table/row-cells';
import type { CaseState } from 'src/modules/cases/case-state';
import type { CaseField } from './case-columns';
import { isBeforeAcceptance } from './case-words';

type Cells = RowCells<CaseField>;

export type CaseWarning = Omit<Remark, 'line' | 'sheet'>;

/** One case in two rows with other content. `counts` has 办结时间, or both have or lack it and it is the later one. */
export function replacedState(no: string, line: number, counts: number): Replaced {
  return {
    line,
    code: 'replaced-state',
    text: {
      zh: `与第 ${counts} 行同为办件 ${no} 而内容不同：以第 ${counts} 行为准（有办结时间的优先，其次以后一行为准），本行不另计`,
      en: `the same case as row ${counts}, ${no}, with other content: row ${counts} counts (a row with 办结时间 first, else the later one), this one is not counted beside it`,
    },
  };
}

/** Said once of a list without what a clock needs. */
export const INCOMPLETE_LIST: CaseWarning = {
  code: 'incomplete-list',
  text: {
    zh: '本清单没有承诺时限或办结时间等列，只用于登记、核对办件，不参与时限计算和各项比率',
    en: 'this list lacks the promise or the end of its cases: it confirms cases and enters no clock and no rate',
  },
};

/** Said once of a list with rows whose promise the catalogue has to give. */
export const PROMISE_BY_CATALOGUE: CaseWarning = {
  code: 'promise-by-catalogue',
  text: {
    zh: '清单中有承诺时限为空而写明事项编码的办件：按事项目录中受理当日的承诺时限计算；目录里没有的，时限无法计算，不参与各项比率',
    en: 'the list holds cases with an item code and no promise: the item catalogue of the day of acceptance gives it; without an entry no clock can run',
  },
};

/** Said once of a full list that names no window: of the header of `line`. */
export function noWindowColumn(line: number, hasHandler: boolean): Omit<Remark, 'sheet'> {
  return {
    line,
    code: 'window-column-missing',
    text: hasHandler
      ? {
          zh: '清单没有窗口列：只能按受理人员当日的任职归到窗口，归不到的办件不计入任何窗口；请补上“窗口名称”或“窗口编号”列',
          en: 'no column names the window: cases are charged by the post of their handler that day, the others to no window; add 窗口名称 or 窗口编号',
        }
      : {
          zh: '清单没有窗口列，也没有受理人员列：办件不能计入任何窗口；请补上“窗口名称”或“窗口编号”列',
          en: 'no column names the window or the handler: the cases cannot be charged to a window; add 窗口名称 or 窗口编号',
        },
  };
}

/** What is taken in and marked: the first that applies to the row. Nothing is made for a row without fault. */
export function caseWarning(state: CaseState, cells: Cells): CaseWarning | undefined {
  return (
    stateUnknown(state, cells) ??
    clockUnknown(state, cells) ??
    typeAgainstPromise(state) ??
    openStop(state) ??
    noEnd(state) ??
    typeUnknown(state, cells)
  );
}

function stateUnknown({ standing }: CaseState, cells: Cells): CaseWarning | undefined {
  if (standing !== 'unknown') return undefined;
  const [column, word] = [cells.column('state'), cells.text('state')];
  return {
    code: 'state-unknown',
    text: {
      zh: `不认识“${column}”的“${word}”，又没有办结时间，不知道是否还在办理：不作超期，也不参与各项比率；请改为“办理中”“已办结”“已撤回”“不予受理”等`,
      en: `"${word}" in ${column} is unknown and there is no 办结时间, so nobody can tell whether it is under way: neither overdue nor in any rate; write 办理中, 已办结, 已撤回, 不予受理 …`,
    },
  };
}

/** No acceptance, or no promise: the case would fall out of every rate without a word. */
function clockUnknown(state: CaseState, cells: Cells): CaseWarning | undefined {
  const { standing, accepted, finished, promiseDays, type, correctionFrom } = state;
  if (accepted !== null && (promiseDays !== null || type === 'instant')) return undefined;
  if (standing !== 'open' && standing !== 'finished') return undefined;
  // Told to correct, or only applied for: it need not have been accepted yet.
  if (accepted === null && finished === null && (correctionFrom !== null || isBeforeAcceptance(cells.text('state'))))
    return undefined;
  // The catalogue may say; the cases it does not name are listed by `cases findings`.
  if (accepted !== null && state.itemCode !== null) return undefined;
  const column = cells.column(accepted === null ? 'accepted' : 'promiseDays');
  return {
    code: 'clock-unknown',
    text: {
      zh: `“${column}”为空：时限无法计算，本件不参与各项比率，请补充后重新导入`,
      en: `${column} is empty: no clock can run and the case enters no rate until it is filled in`,
    },
  };
}

/** A word nobody knows changes nothing: the promise decides. */
function typeUnknown({ type }: CaseState, cells: Cells): CaseWarning | undefined {
  if (type !== null) return undefined;
  const word = cells.text('type');
  if (word === '') return undefined;
  return {
    code: 'type-unknown',
    text: {
      zh: `不认识“${cells.column('type')}”的“${word}”：按承诺时限计算并标记，请改为“即办件”“承诺件”“上报件”或“联办件”`,
      en: `"${word}" in ${cells.column('type')} is unknown: taken by the promise and marked; write 即办件, 承诺件, 上报件 or 联办件`,
    },
  };
}

/** Said once a list of each kind of case on which others work too: their time is not told apart. */
export const SHARED_TYPES = { reported: sharedType('上报件'), joint: sharedType('联办件') } as const;

function sharedType(name: string): CaseWarning {
  return {
    code: 'type-shared',
    text: {
      zh: `清单中有${name}：与承诺件一样按承诺时限计入受理窗口，上级或其他部门占用的时间没有扣除；应当扣除的，请填写特别程序的起止时间`,
      en: `the list holds ${name}: judged by the promise like any other and charged to the window, the time others took is not taken off; enter it as 特别程序 where it should be`,
    },
  };
}

function typeAgainstPromise({ type, promiseDays }: CaseState): CaseWarning | undefined {
  if (promiseDays === null || type === null) return undefined;
  if (type === 'instant' && promiseDays > 0)
    return {
      code: 'type-against-promise',
      text: {
        zh: `办件类型为即办件，承诺时限却为 ${promiseDays}：两者必有一误，已按承诺时限计算并标记`,
        en: `即办件 with a promise of ${promiseDays}: one of the two is wrong; taken by the promise and marked`,
      },
    };
  if (type === 'promised' && promiseDays === 0)
    return {
      code: 'type-against-promise',
      text: {
        zh: '办件类型为承诺件，承诺时限却为 0：两者必有一误，已按当日办结计算并标记',
        en: '承诺件 with a promise of 0: one of the two is wrong; taken as due the same day and marked',
      },
    };
  return undefined;
}

function openStop(state: CaseState): CaseWarning | undefined {
  if (state.finished === null) return undefined;
  const special = state.stopFrom !== null && state.stopTo === null;
  const correction =
    state.accepted !== null &&
    state.correctionFrom !== null &&
    state.correctionFrom > state.accepted &&
    state.correctionTo === null;
  if (!special && !correction) return undefined;
  const name = special ? '特别程序' : '补正';
  return {
    code: 'stop-open-at-finish',
    text: {
      zh: `已办结但${name}没有结束时间：按办结时间结束计算并标记`,
      en: `finished while ${name} has no end: the stop is taken to end with the case; marked`,
    },
  };
}

function noEnd({ standing, finished }: CaseState): CaseWarning | undefined {
  if (standing !== 'finished' || finished !== null) return undefined;
  return {
    code: 'finished-without-time',
    text: {
      zh: '办件状态为已办结，但没有办结时间：不参与时限计算和各项比率，请补充办结时间',
      en: 'finished by its state but without 办结时间: it enters no clock and no rate until the time is there',
    },
  };
}
