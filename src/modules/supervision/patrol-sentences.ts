import type { CivilDate } from 'src/common/civil-date';
import type { Remark } from 'src/modules/intake/feed';
import type { RowCells } from 'src/modules/intake/table/row-cells';
import { ACCEPTED_WORDS } from './finding-words';
import type { PatrolField } from './patrol-columns';

type Cells = RowCells<PatrolField>;
export type Warning = Omit<Remark, 'line' | 'sheet'>;

export function closingRow(word: string): Warning {
  return { code: 'closing-row', text: { zh: `“${word}”行不是巡查记录，已跳过`, en: `a ${word} row is no patrol` } };
}

export const NO_MINUTES: Warning = {
  code: 'minutes-missing',
  text: {
    zh: '离岗未填写离岗分钟：按时长计分的条款无法判断，请补充后重新导入',
    en: 'off post without minutes: clauses by duration cannot be judged until they are added',
  },
};

export function byWindow(name: string, window: string, staff: string): Warning {
  return {
    code: 'person-by-window',
    text: {
      zh: `工号为空；当日${window}的“${name}”只能是 ${staff}，已按此认定`,
      en: `工号 is empty; ${name} at ${window} can only be ${staff} by window and day: accepted`,
    },
  };
}

export function otherName(number: string, name: string): Warning {
  return {
    code: 'name-differs',
    text: {
      zh: `工号 ${number} 在花名册中不叫“${name}”：以工号为准，请核对`,
      en: `staff number ${number} is not called ${name} in the roster: the number counts, please check`,
    },
  };
}

export function elsewhere(person: string, place: string | undefined, since: CivilDate | null): Warning {
  const zh = place === undefined ? '当日没有任职' : `当日任职于${place}${since === null ? '' : `（${since} 起）`}`;
  const en =
    place === undefined ? 'has no post that day' : `is posted at ${place}${since === null ? '' : ` since ${since}`}`;
  return {
    code: 'person-elsewhere',
    text: {
      zh: `${person}${zh}：问题仍记在被巡查的窗口，并作标记`,
      en: `${person} ${en}: the finding stays with the window seen, and is marked`,
    },
  };
}

export function refuseRestDay(cells: Cells, date: CivilDate, why: string): void {
  cells.refuse(
    'date',
    'rest-day',
    { zh: `${date}（${why}）不是工作日`, en: `${date} is no working day (${why})` },
    {
      zh: '请核对巡查日期；大厅当天确实开放的，先在作息表的 open.exceptions 中写明该日，用 attendance schedule add 登记后再导入',
      en: 'check the date; if the hall was open that day, name it in open.exceptions of the schedule, add that with attendance schedule add and import again',
    },
  );
}

export function refuseHalf(cells: Cells): void {
  cells.refuse(
    'half',
    'half-unknown',
    { zh: '“午别”既不是上午也不是下午，也没有巡查时间可以判断', en: '午别 is neither 上午 nor 下午' },
    { zh: '请填“上午”或“下午”', en: 'write 上午 or 下午' },
  );
}

export function refuseHalfAgainstTime(cells: Cells, time: string): void {
  const half = cells.text('half');
  cells.refuse(
    'half',
    'half-against-time',
    { zh: `午别“${half}”与巡查时间 ${time} 不符`, en: `午别 ${half} does not fit ${time}` },
    { zh: '请核对后改正午别或巡查时间', en: 'correct one of the two' },
  );
}

export function refuseLater(cells: Cells, asOf: string): void {
  cells.refuse('date', 'after-as-of', {
    zh: `晚于数据截止时间 ${asOf}`,
    en: `after the as-of time of the file, ${asOf}`,
  });
}

export function refuseFinding(cells: Cells): void {
  const text = cells.text('finding');
  cells.refuse(
    'finding',
    'finding-unknown',
    { zh: `巡查情况“${text}”不在规定用语中，无法归类`, en: `巡查情况 "${text}" is none of the agreed words` },
    { zh: `请使用规定用语：${ACCEPTED_WORDS}`, en: `use one of: ${ACCEPTED_WORDS}` },
  );
}

export function refuseSeveral(cells: Cells): void {
  const text = cells.text('finding');
  cells.refuse(
    'finding',
    'finding-several',
    { zh: `巡查情况“${text}”写了不止一类问题`, en: `巡查情况 "${text}" names more than one finding` },
    { zh: '请一类问题写一行', en: 'write one row for each' },
  );
}

export function refuseWindow(cells: Cells, field: 'windowName' | 'windowCode'): void {
  cells.refuse(
    field,
    'window-unknown',
    {
      zh: `花名册中没有“${cells.column(field)}”为“${cells.text(field)}”的窗口，或同名窗口不止一个`,
      en: `${cells.column(field)} ${cells.text(field)} is not in the roster, or more than one window bears it`,
    },
    {
      zh: '请改用花名册中的窗口名称或编号，或先更新花名册再导入',
      en: 'use the roster’s name or code, or update the roster first',
    },
  );
}

export function refuseNumber(cells: Cells): void {
  cells.refuse(
    'staff',
    'person-unknown',
    { zh: `花名册中没有工号 ${cells.text('staff')}`, en: `staff number ${cells.text('staff')} is not in the roster` },
    { zh: '请核对工号，或先更新花名册再导入', en: 'check the number, or update the roster first' },
  );
}

export function refuseName(cells: Cells, several: boolean): void {
  const name = cells.text('name');
  cells.refuse(
    'name',
    several ? 'person-several' : 'person-unknown',
    several
      ? { zh: `该窗口当日有不止一位“${name}”`, en: `more than one ${name} is posted there that day` }
      : { zh: `该窗口当日没有“${name}”`, en: `nobody called ${name} is posted there that day` },
    { zh: '请填写工号', en: 'write the staff number' },
  );
}
