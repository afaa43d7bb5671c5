import { canonicalJson } from 'src/common/canonical';
import type { Fact, MonthFacts, Tally } from 'src/modules/rules/facts';
import { MEASURES, wholesOf } from 'src/modules/rules/measures';
import { numberOf } from 'src/modules/scoring/engine/facts/happening';
import { unknownWord, type FactsFault } from './facts-faults';

/** What no schema can say: words of the catalogue, parts beyond their whole, subjects twice, days the wrong way round. */
export function meaningFaults(facts: MonthFacts): FactsFault[] {
  const { subjects, coverage } = facts;
  return [
    ...twice(subjects.windows, 'windows', { zh: '窗口', en: 'window' }),
    ...twice(subjects.staff, 'staff', { zh: '人员', en: 'person' }),
    ...subjects.windows.flatMap(({ chiefs = [] }, index) => backwards(chiefs, `/subjects/windows/${index}/chiefs`)),
    ...subjects.staff.flatMap(({ at }, index) => backwards(at, `/subjects/staff/${index}/at`)),
    ...facts.facts.flatMap((fact, index) => measureFault(fact, index) ?? []),
    ...beyondWhole(facts.facts),
    ...backwards(coverage, '/coverage'),
  ];
}

interface Named {
  readonly id: string;
}

/** The same subject once more says nothing new; another one under its id does. */
function twice(list: readonly Named[], where: string, what: { zh: string; en: string }): FactsFault[] {
  const first = new Map<string, Named>();
  return list.flatMap((one, index) => {
    const known = first.get(one.id);
    if (known === undefined) first.set(one.id, one);
    if (known === undefined || canonicalJson(known) === canonicalJson(one)) return [];
    return {
      where: `/subjects/${where}/${index}/id`,
      cause: {
        zh: `${what.zh} ${one.id} 写了两次，内容不同（第 ${list.indexOf(known) + 1} 个和第 ${index + 1} 个）`,
        en: `${what.en} ${one.id} is there twice with different contents (no. ${list.indexOf(known) + 1} and ${index + 1})`,
      },
      remedy: { zh: '请只留一个，或改正编号。', en: 'Keep one of them, or correct the id.' },
    };
  });
}

function backwards(list: readonly { readonly from?: string; readonly to?: string }[], where: string): FactsFault[] {
  return list.flatMap(({ from = '', to = '9999' }, index) =>
    from <= to
      ? []
      : {
          where: `${where}/${index}/from`,
          cause: {
            zh: `起始日 ${from} 晚于截止日 ${to}`,
            en: `it begins on ${from}, after its end on ${to}`,
          },
          remedy: { zh: '请对调或改正 from 与 to。', en: 'Swap or correct from and to.' },
        },
  );
}

function measureFault(fact: Fact, index: number): FactsFault | undefined {
  if (fact.kind !== 'tally' || fact.measure.startsWith('entry.')) return undefined;
  const { measure, basis } = fact;
  if (!(measure in MEASURES)) {
    const what = { zh: '统计量', en: 'the measure ' };
    const said = unknownWord(what, measure, Object.keys(MEASURES));
    return { where: `/facts/${index}/measure`, ...said };
  }
  const bases: readonly string[] = MEASURES[measure as keyof typeof MEASURES].bases;
  if (bases.includes(basis)) return undefined;
  const what = { zh: `统计量 ${measure} 的口径`, en: `the basis of ${measure} ` };
  return { where: `/facts/${index}/basis`, ...unknownWord(what, basis, bases) };
}

/** More finished on time than due, more satisfied than collected: one of the two numbers is wrong. */
function beyondWhole(facts: readonly Fact[]): FactsFault[] {
  const tallies = new Map<string, Tally>();
  const keyOf = (measure: string, { basis, subject }: Tally): string => JSON.stringify([subject, basis, measure]);
  for (const fact of facts) if (fact.kind === 'tally') tallies.set(keyOf(fact.measure, fact), fact);
  return facts.flatMap((fact, index) => {
    if (fact.kind !== 'tally') return [];
    return wholesOf(fact.measure).flatMap((measure) => {
      const whole = tallies.get(keyOf(measure, fact));
      const [part, all] = [numberOf(fact.value), numberOf(whole?.value)];
      if (whole === undefined || part === undefined || all === undefined || part.compare(all) <= 0) return [];
      const [less, more] = [chineseOf(fact.measure), chineseOf(measure)];
      return {
        where: `/facts/${index}/value`,
        cause: {
          zh: `${fact.subject} 的${less} ${fact.measure}＝${fact.value}，多于${more} ${measure}＝${whole.value}`,
          en: `${fact.measure} of ${fact.subject} is ${fact.value}, more than ${measure}, ${whole.value}`,
        },
        remedy: {
          zh: '部分不能多于整体，请核对两个数。',
          en: 'A part cannot be more than its whole: check both numbers.',
        },
      };
    });
  });
}

function chineseOf(measure: string): string {
  return measure in MEASURES ? MEASURES[measure as keyof typeof MEASURES].zh : '';
}
