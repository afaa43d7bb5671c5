import type { Remark, Replaced } from 'src/modules/intake/feed';
import type { CaseState } from 'src/modules/cases/case-state';

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

/** What is taken in and marked: the first that applies to the row. */
export function caseWarning(about: 'incomplete-list' | 'content', state: CaseState): CaseWarning | undefined {
  if (about === 'incomplete-list')
    return {
      code: 'incomplete-list',
      text: {
        zh: '本清单没有承诺时限或办结时间等列，只用于登记、核对办件，不参与时限计算和各项比率',
        en: 'this list lacks the promise or the end of its cases: it confirms cases and enters no clock and no rate',
      },
    };
  return typeAgainstPromise(state) ?? openStop(state) ?? noEnd(state);
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
