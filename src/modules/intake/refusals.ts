import type { Language } from 'src/common/language';
import { Refusal, refusal } from 'src/common/refusal';
import { FAULT_SENTENCES } from './files/fault-sentences';
import type { FaultKind } from './files/faults';

/** A sentence ends with a full stop, whoever wrote it. */
const stopped = (text: string): string => (/[。；？！]$/.test(text) ? text : `${text}。`);

/** A file that cannot be read as a whole; the code is `intake.file-` and the kind of fault. */
export function fileUnreadable(p: { file: string; kind: FaultKind; where: string }): Refusal {
  const sentence = FAULT_SENTENCES[p.kind];
  return refusal<typeof p>(`intake.file-${p.kind}`, {
    zh: ({ file, where }) => `无法读取文件“${file}”：${sentence.zh(where)}。没有导入任何数据。`,
    en: ({ file, where }) => `The file "${file}" cannot be read: ${sentence.en(where)}. Nothing was imported.`,
  })(p);
}

export const fileMissing = refusal<{ file: string }>('intake.file-missing', {
  zh: ({ file }) => `找不到文件“${file}”，或者没有权限读取。请检查文件名和所在的文件夹。`,
  en: ({ file }) => `The file "${file}" is not there or may not be read. Check its name and folder.`,
});

export const fileNotNamed = refusal<{ feed: string }>('intake.file-not-named', {
  zh: ({ feed }) => `没有写明要导入的文件。请写成：baifen import ${feed} 文件名。`,
  en: ({ feed }) => `No file was named. Write: baifen import ${feed} FILE.`,
});

export const fileIsFolder = refusal<{ file: string }>('intake.file-folder', {
  zh: ({ file }) => `“${file}”是文件夹，不是文件。请写到具体的文件名，一次导入一个文件。没有导入任何数据。`,
  en: ({ file }) => `"${file}" is a folder. Name one file in it; files are imported one by one. Nothing was imported.`,
});

export const noLayout = refusal<{ file: string; expects: Record<Language, string>; hidden: readonly string[] }>(
  'intake.no-layout',
  {
    zh: ({ file, expects, hidden }) =>
      `文件“${file}”里没有找到需要的表头。${stopped(expects.zh)}${hidden.length > 0 ? `隐藏的工作表（${hidden.join('、')}）没有读取；如需读取，请加 --hidden-sheets。` : ''}没有导入任何数据。`,
    en: ({ file, expects, hidden }) =>
      `No known header was found in "${file}". ${expects.en} ${hidden.length > 0 ? `Hidden sheets (${hidden.join(', ')}) were not read; add --hidden-sheets to read them. ` : ''}Nothing was imported.`,
  },
);

export const noRows = refusal<{ file: string; sheet: string }>('intake.no-rows', {
  zh: ({ file, sheet }) =>
    `文件“${file}”${sheet === '' ? '' : `的工作表“${sheet}”`}只有表头，没有数据行。请检查导出时的日期范围和筛选条件后重新导出。没有导入任何数据。`,
  en: ({ file, sheet }) =>
    `The file "${file}"${sheet === '' ? '' : ` (sheet "${sheet}")`} has a header and no rows. Check the dates and filters of the export. Nothing was imported.`,
});

export const nothingAccepted = refusal<{
  file: string;
  rows: number;
  rejected: number;
  skipped: number;
  first:
    { line: number; column: string; cause: Record<Language, string>; remedy: Record<Language, string> } | undefined;
  /** What was said about rows of closed months. */
  frozen: Record<Language, string> | undefined;
}>('intake.nothing-accepted', {
  zh: ({ file, rows, rejected, skipped, first, frozen }) =>
    `文件“${file}”共 ${String(rows)} 行，没有一行可以导入（退回 ${String(rejected)} 行，跳过 ${String(skipped)} 行）。${first ? `第 ${String(first.line)} 行“${first.column}”：${first.cause.zh}，${first.remedy.zh}。` : ''}${frozen ? `${frozen.zh}。` : ''}请加 --dry-run 查看每一行的原因，改正后再导入。`,
  en: ({ file, rows, rejected, skipped, first, frozen }) =>
    `None of the ${String(rows)} rows of "${file}" can be imported (${String(rejected)} rejected, ${String(skipped)} skipped). ${first ? `Row ${String(first.line)}, ${first.column}: ${first.cause.en}; ${first.remedy.en}. ` : ''}${frozen ? `${frozen.en}. ` : ''}Run with --dry-run to see why, correct the file and import again.`,
});

export const questionOpen = refusal<{
  file: string;
  question: Record<Language, string>;
  option: string;
}>('intake.question', {
  zh: ({ file, question, option }) =>
    `文件“${file}”需要先确认：${stopped(question.zh)}请用 ${option} 回答后重新导入。没有导入任何数据。`,
  en: ({ file, question, option }) =>
    `The file "${file}" needs an answer first: ${question.en} Answer with ${option} and import again. Nothing was imported.`,
});

export const readingStalled = refusal<{ file: string; seconds: number }>('intake.reading-stalled', {
  zh: ({ file, seconds }) =>
    `读取文件“${file}”时 ${String(seconds)} 秒没有进展，已停止。文件可能已损坏或内容异常，请用 WPS 或 Excel 另存后再导入。没有导入任何数据。`,
  en: ({ file, seconds }) =>
    `Reading "${file}" made no progress for ${String(seconds)} seconds and was stopped. Save the file again with WPS or Excel. Nothing was imported.`,
});

export const readingMemory = refusal<{ file: string; megabytes: number }>('intake.reading-memory', {
  zh: ({ file, megabytes }) =>
    `读取文件“${file}”所需的内存超过上限（${String(megabytes)} MB），已停止。请按月或按部门拆分，或另存为 CSV 后再导入。没有导入任何数据。`,
  en: ({ file, megabytes }) =>
    `Reading "${file}" needs more than ${String(megabytes)} MB of memory and was stopped. Split the file or save it as CSV. Nothing was imported.`,
});

export const feedUnknown = refusal<{ feed: string; known: readonly string[] }>('intake.feed-unknown', {
  zh: ({ feed, known }) => `没有名为“${feed}”的数据种类。可以导入的有：${known.join('、')}。`,
  en: ({ feed, known }) => `There is no feed "${feed}". Known feeds: ${known.join(', ')}.`,
});

export const optionInvalid = refusal<{ option: string; value: string; example: string }>('intake.option-invalid', {
  zh: ({ option, value, example }) => `选项 ${option} 的值“${value}”不正确。正确的写法如：${example}。`,
  en: ({ option, value, example }) => `The value "${value}" of ${option} is not valid. Example: ${example}.`,
});

export const uploadMissing = refusal<{ upload: string }>(
  'intake.upload-missing',
  {
    zh: ({ upload }) => `没有编号为“${upload}”的上传文件，可能已超过七天被清理。请重新上传。`,
    en: ({ upload }) =>
      `There is no uploaded file "${upload}"; it may have been removed after seven days. Upload it again.`,
  },
  404,
);

export const uploadNothingWrong = refusal<{ upload: string }>(
  'intake.upload-nothing-wrong',
  {
    zh: ({ upload }) => `上传文件“${upload}”还没有预检，或没有错误的行，不需要错误工作簿。请先预检。`,
    en: ({ upload }) => `The upload "${upload}" has not been previewed or has no wrong rows. Preview it first.`,
  },
  404,
);

export const uploadTooLarge = refusal<{ file: string; megabytes: number; limit: number }>(
  'intake.upload-too-large',
  {
    zh: ({ file, megabytes, limit }) =>
      `“${file}”有 ${megabytes} MB，网页上传最多 ${limit} MB（表格 50 MB，文本 200 MB）。请按月拆分，或放进投放目录、用命令行导入。`,
    en: ({ file, megabytes, limit }) =>
      `"${file}" has ${megabytes} MB; at most ${limit} MB can be uploaded (workbooks 50 MB, text 200 MB). Split it by month, or use the drop folder or the command line.`,
  },
  413,
);

export const errorBookFailed = refusal<{ file: string; cause: string }>('intake.error-book-failed', {
  zh: ({ file, cause }) =>
    `错误工作簿“${file}”没有写成（${cause}）。请检查文件夹能否写入、文件是否正被打开，然后重试；已导入的数据不受影响。`,
  en: ({ file, cause }) =>
    `The workbook of errors "${file}" could not be written (${cause}). Check that the folder may be written and the file is not open, and try again; what was imported stays.`,
});

export const windowUnknown = refusal<{ window: string }>(
  'intake.window-unknown',
  {
    zh: ({ window }) => `花名册里没有编号为“${window}”的窗口。请用“baifen roster show 月份”核对窗口编号。`,
    en: ({ window }) => `The roster has no window "${window}". Check the code with "baifen roster show PERIOD".`,
  },
  404,
);

export const batchMissing = refusal<{ batch: string }>(
  'intake.batch-missing',
  {
    zh: ({ batch }) => `没有编号为“${batch}”的导入批次。请核对批次编号。`,
    en: ({ batch }) => `There is no import batch "${batch}". Check the number.`,
  },
  404,
);

export const batchUndone = refusal<{ batch: string; at: string; by: string }>(
  'intake.batch-undone',
  {
    zh: ({ batch, at, by }) => `导入批次“${batch}”已由${by}于 ${at} 撤销，不能再次撤销。`,
    en: ({ batch, at, by }) => `Import batch "${batch}" was already undone by ${by} at ${at}.`,
  },
  409,
);

export const valueRefused = refusal<{ file: string; cause: string }>('intake.value-refused', {
  zh: ({ file, cause }) =>
    `文件“${file}”中有的内容无法存入数据库（${cause}），整个文件没有导入。请缩短或改正该内容后再导入。`,
  en: ({ file, cause }) =>
    `Some content of "${file}" cannot be stored (${cause}); nothing of the file was imported. Shorten or correct it and import again.`,
});

export const waiverReasonMissing = refusal<{ source: string }>('intake.waiver-reason', {
  zh: ({ source }) => `豁免数据来源“${source}”的完整性要求时，必须写明放行人和理由。请加上 --by 姓名 --reason 理由。`,
  en: ({ source }) => `Waiving the completeness of "${source}" needs a name and a reason: add --by NAME --reason TEXT.`,
});

export const hallMissing = refusal<{ feed: string }>('intake.hall-missing', {
  zh: () => '还没有大厅，无法写入。请先用“baifen hall add 编号 名称”登记大厅；只想检查文件时可加 --dry-run。',
  en: () =>
    'There is no hall yet to write into. Enter one first (baifen hall add ID NAME), or add --dry-run to check only.',
});
