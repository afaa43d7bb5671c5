import { basename, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Actor } from 'src/common/actor';
import type { Period } from 'src/common/civil-date';
import { Fraction } from 'src/common/fraction';
import type { Language } from 'src/common/language';
import { allow } from 'src/common/permission';
import { readInChild, UploadsService } from 'src/modules/intake';
import type { Placed } from 'src/modules/intake/feed';
import type { Summary } from 'src/modules/intake/reading/summary';
import type { ResultLine } from 'src/modules/opening/opening-record';
import { OrganisationService } from 'src/modules/organisation';
import type { Book } from 'src/modules/rules/book';
import type { BulletinFile } from 'src/modules/reports/bulletin.service';
import { CollectService } from 'src/modules/reports/collect.service';
import { hiddenTail } from 'src/modules/reports/content/frame';
import { comparisonWords } from 'src/modules/reports/words/comparison';
import { wordsOf } from 'src/modules/reports/words/words';
import { ExcelWriter } from 'src/modules/reports/workbook/bulletin.xlsx';
import { ScoreService } from 'src/modules/scoring';
import { monthNotScored } from 'src/modules/scoring/refusals';
import { explain } from 'src/modules/scoring/engine/explain/explain';
import { compare } from './compare';
import type { Comparison } from './comparison';
import { comparisonBook } from './comparison-book';
import type { ItemLine, OfficeGiven, OfficeLine } from './office-record';

const FEED = join(__dirname, 'office-book.feed');

interface Asked {
  readonly language: Language;
  readonly revision?: number;
}

/** The office's own result of a month beside this system's, while both run. Nothing of it is stored. */
@Injectable()
export class ComparisonService {
  private readonly writer = new ExcelWriter();

  constructor(
    private readonly scores: ScoreService,
    private readonly organisation: OrganisationService,
    private readonly collector: CollectService,
    private readonly uploads: UploadsService,
  ) {}

  /** With a file somebody uploaded, by its id; for those who see the whole hall. Throws as `compare` does. */
  async ofUpload(actor: Actor, hall: string, month: Period, upload: string, asked: Asked): Promise<Comparison> {
    allow(actor, 'sheet:read', { hall }, () => monthNotScored({ hall, month }));
    return this.compare(hall, month, this.uploads.path(actor, hall, upload), asked);
  }

  /** `file`: absolute path of the office's workbook. Throws `scoring.month-not-scored` and the refusals of a file. */
  async compare(hall: string, month: Period, file: string, { language, revision }: Asked): Promise<Comparison> {
    const { run, evaluation } = await this.scores.evaluation(hall, month, revision);
    const book = await this.collector.bookOf(run);
    const { roster } = await this.organisation.prepareFor(hall);
    const given = { roster, notices: [], ...givenOf(book) };
    let records: readonly Placed<OfficeLine>[] = [];
    const summary = await readInChild(
      { file, module: FEED, options: { period: month }, given, records: true },
      { records: (placed) => (records = placed as readonly Placed<OfficeLine>[]) },
    );
    const compared = compare({
      book,
      evaluation,
      results: records.filter((one): one is Placed<ResultLine> => one.record.kind === 'result'),
      items: records.filter((one): one is Placed<ItemLine> => one.record.kind === 'item'),
      explain: (line) =>
        explain({ ...line, item: undefined, name: undefined, clause: undefined }, language, hiddenTail),
      nameOf: ({ type, subject, name }) => (type === 'staff' || type === 'chief' ? hiddenTail(subject) : name),
    });
    const { revision: newest, sealed, computedAt } = run;
    const head = { hall, period: month, file: basename(file), revision: newest, sealed: sealed === 1, computedAt };
    return { ...head, ...compared, ...saidOf(summary, language) };
  }

  /** The comparison as a workbook. */
  async workbook(answer: Comparison, language: Language): Promise<BulletinFile> {
    const { name } = await this.organisation.hall(answer.hall);
    const made = comparisonBook(answer, name, wordsOf(language), comparisonWords(language));
    const content = await this.writer.write(made);
    return { fileName: made.fileName, sheets: made.sheets.map((sheet) => sheet.name), content };
  }
}

function givenOf(book: Book): OfficeGiven {
  const base = book.subjects.window?.base;
  const own = (book.groups ?? []).some((group) => group.base !== undefined);
  const items = book.items.map(({ code, name, kind, clause }) => ({ code, name, kind, number: clause?.number ?? '' }));
  return { base: own || base === undefined ? null : Fraction.parse(base).toText(), items };
}

/** What the reading says about rows that were not compared, and about those that were. */
function saidOf({ rejects, warnings }: Summary, language: Language): Pick<Comparison, 'unread' | 'remarks'> {
  return {
    unread: rejects.map(({ sheet, line, cause }) => ({ sheet, line, text: cause[language] })),
    remarks: warnings.map(({ sheet, line, text }) => ({ sheet, line, text: text[language] })),
  };
}
