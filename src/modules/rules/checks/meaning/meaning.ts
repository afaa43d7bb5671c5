import type { Book } from 'src/modules/rules/book';
import { checkCaps } from './caps';
import { checkConsequences } from './consequences';
import { checkCounting } from './counting';
import { checkDuplicates } from './duplicates';
import { checkLimits } from './limits';
import type { Finding, Text } from 'src/modules/rules/checks/problem';
import { checkReferences } from './references';
import { checkRollups } from './rollups';
import { checkRows } from './rows';
import { checkShapes } from './shape-numbers';
import { checkSigns } from './signs';
import { checkTime } from './time';
import { checkValues } from './values';
import { checkWarnings } from './warnings';
import { whereOf } from 'src/modules/rules/checks/where';

/** Cause and remedy of one language. */
export type Pair = readonly [cause: string, remedy: string];

/** Where the checks put what they find; the place's name (“项目 02.01：”) is put in front of each cause. */
export class Findings {
  readonly all: Finding[] = [];

  constructor(private readonly book: Book) {}

  error(code: string, path: string, zh: Pair, en: Pair): void {
    this.add('error', code, path, zh, en);
  }

  warning(code: string, path: string, zh: Pair, en: Pair): void {
    this.add('warning', code, path, zh, en);
  }

  private add(severity: Finding['severity'], code: string, path: string, zh: Pair, en: Pair): void {
    const where: Text = whereOf(path, this.book);
    const cause = { zh: `${where.zh}${zh[0]}`, en: `${where.en}${en[0]}` };
    this.all.push({ severity, code, path, cause, remedy: { zh: zh[1], en: en[1] } });
  }
}

const CHECKS: readonly ((book: Book, found: Findings) => void)[] = [
  checkReferences,
  checkTime,
  checkLimits,
  checkSigns,
  checkCounting,
  checkRows,
  checkValues,
  checkShapes,
  checkCaps,
  checkDuplicates,
  checkConsequences,
  checkRollups,
  checkWarnings,
];

/** What a book that fits the schema still says wrongly. */
export function meaningFindings(book: Book): Finding[] {
  const found = new Findings(book);
  for (const check of CHECKS) check(book, found);
  return found.all;
}
