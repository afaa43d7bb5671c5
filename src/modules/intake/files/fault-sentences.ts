import type { Language } from 'src/common/language';
import type { FaultKind } from './faults';

type Sentence = Record<Language, (where: string) => string>;

/** What happened and what to do; the refusal puts the name of the file in front. */
export const FAULT_SENTENCES: Readonly<Record<FaultKind, Sentence>> = {
  empty: {
    zh: () => '文件是空的（0 字节）。请重新导出后再导入',
    en: () => 'the file is empty (0 bytes). Export it again',
  },
  password: {
    zh: () => '文件设有打开密码，无法读取。请用 WPS 或 Excel 打开，取消密码后另存，再导入',
    en: () =>
      'the file is protected by a password. Open it in WPS or Excel, remove the password, save it and import again',
  },
  'xls-ancient': {
    zh: () =>
      '这是 Excel 4.0 或更早版本的表格，版本过旧，无法读取。请用 WPS 或 Excel 打开，选“文件 → 另存为 → Excel 工作簿（*.xlsx）”，再导入另存的文件',
    en: () =>
      'this is a sheet of Excel 4.0 or older, which is not read. Open it in WPS or Excel, choose File → Save as → Excel workbook (*.xlsx) and import that file',
  },
  ole: {
    zh: () => '这是旧版 Office 格式的文件，但里面没有工作簿。请确认选对了文件，导出为 .xlsx 或 CSV 后再导入',
    en: () =>
      'this is an old Office file without a workbook in it. Check that it is the right one, or export the table as .xlsx or CSV',
  },
  word: {
    zh: () => '这是 Word 或 WPS 文字文档，不是表格。请把其中的表格复制到新的工作簿，另存为 .xlsx，再导入',
    en: () =>
      'this is a Word document and no table. Copy its table into a new workbook, save that as .xlsx and import it',
  },
  slides: {
    zh: () => '这是演示文稿（PPT），不是表格。请导出为 .xlsx、CSV 或文本后再导入',
    en: () => 'this is a presentation and no table. Export the table as .xlsx, CSV or text',
  },
  pdf: {
    zh: () => '这是 PDF 文件，不是表格。请从原系统导出为 .xlsx、CSV 或文本后再导入',
    en: () => 'this is a PDF and no table. Export the table from its system as .xlsx, CSV or text',
  },
  picture: {
    zh: () => '这是图片，不是表格。请从原系统导出为 .xlsx、CSV 或文本后再导入',
    en: () => 'this is a picture and no table. Export the table from its system as .xlsx, CSV or text',
  },
  archive: {
    zh: (where) => `这是${where}压缩包，百分只解开 zip 压缩包。请先解压，再导入其中的表格文件`,
    en: (where) => `this is an archive (${where}); only zip is opened. Unpack it and import the table inside`,
  },
  ods: {
    zh: () =>
      '这是 OpenDocument 表格（.ods），百分不读这种格式。请用 WPS、LibreOffice 或 Excel 打开，另存为 .xlsx，再导入',
    en: () =>
      'this is an OpenDocument spreadsheet (.ods), which is not read. Open it, save it as .xlsx and import that file',
  },
  'web-page': {
    zh: () => '这是一个网页，不是工作簿（只是改了扩展名）。请用 WPS 或 Excel 打开，另存为 .xlsx，再导入',
    en: () =>
      'this is a web page and no workbook (only its name was changed). Open it in WPS or Excel, save it as .xlsx and import that file',
  },
  'xml-2003': {
    zh: () => '这是 XML 格式的表格（XML 表格 2003），百分不读这种格式。请用 WPS 或 Excel 打开，另存为 .xlsx，再导入',
    en: () =>
      'this is an XML spreadsheet 2003, which is not read. Open it in WPS or Excel, save it as .xlsx and import that file',
  },
  xml: {
    zh: () => '这是 XML 文件，不是表格。请从原系统导出为 .xlsx、CSV 或文本后再导入',
    en: () => 'this is an XML document and no table. Export the table from its system as .xlsx, CSV or text',
  },
  xlsb: {
    zh: () => '这是二进制工作簿（.xlsb）。请用 WPS 或 Excel 打开，另存为 .xlsx，再导入',
    en: () => 'this is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx and import that file',
  },
  'zip-empty': {
    zh: () => '压缩包是空的，里面没有工作表。请重新导出后再导入',
    en: () => 'the archive is empty: there is no worksheet in it. Export it again',
  },
  'zip-foreign': {
    zh: (where) =>
      `这是压缩包，里面（${where}）不是可以直接读取的 CSV 或文本文件，也不是 .xlsx 工作簿的内容。请先解压，再导入其中的表格文件`,
    en: (where) =>
      `this is an archive, but what it holds (${where}) is neither a CSV or text file nor the inside of a workbook. Unpack it and import the table`,
  },
  'zip-several': {
    zh: (where) => `压缩包里有多个文件（${where}）。每个文件是一个导入批次，请先解压，再逐个导入`,
    en: (where) =>
      `the archive holds several files (${where}). Each is a batch of its own: unpack it and import them one by one`,
  },
  'no-sheets': {
    zh: () => '工作簿里没有工作表。请用 WPS 或 Excel 打开检查，把数据放在普通工作表里，另存为 .xlsx 后再导入',
    en: () =>
      'the workbook holds no worksheet. Open it in WPS or Excel, put the data on an ordinary sheet, save it as .xlsx and import that file',
  },
  truncated: {
    zh: () => '文件不完整（可能没有传完或没有保存完），缺少结尾部分。请重新复制或导出后再导入',
    en: () => 'the file is cut off: its end is missing. Copy or export it again',
  },
  damaged: {
    zh: (where) => `文件已损坏，无法读取（${where}）。请用 WPS 或 Excel 打开检查，另存为新的 .xlsx 后再导入`,
    en: (where) =>
      `the file is damaged (${where}). Open it in WPS or Excel, save it as a new .xlsx and import that file`,
  },
  doctype: {
    zh: (where) =>
      `文件内部带有文档类型声明（DOCTYPE，${where}），正常的工作簿没有这种内容，为安全起见拒绝读取。请用 WPS 或 Excel 另存为新的 .xlsx 后再导入`,
    en: (where) =>
      `the file holds a document type declaration (${where}), which no ordinary workbook has; refused for safety. Save it as a new .xlsx and import that file`,
  },
  bomb: {
    zh: (where) => `文件解压后过大（${where}），超过上限，疑似“压缩炸弹”，拒绝读取。请拆分数据或重新导出后再导入`,
    en: (where) =>
      `the file unpacks to far too much (${where}); refused as a possible zip bomb. Split the data or export it again`,
  },
  'too-large': {
    zh: (where) => `文件过大（${where}），超过上限。请按月或按部门拆分后分别导入`,
    en: (where) => `the file is too large (${where}). Split it by month or department`,
  },
  'too-many-parts': {
    zh: (where) => `文件内部的部件过多（${where}），超过上限。请把数据复制到新的工作簿，另存为 .xlsx 后再导入`,
    en: (where) => `the file holds too many parts (${where}). Copy the data into a new workbook and import that`,
  },
  'too-many-merges': {
    zh: (where) => `合并单元格过多（${where}），超过上限。请取消合并后再导入`,
    en: (where) => `there are too many merged cells (${where}). Unmerge them and import again`,
  },
  'too-many-cells': {
    zh: (where) => `单元格过多（${where}），超过上限。请删去多余的行、列，或拆分后再导入`,
    en: (where) => `there are too many cells (${where}). Remove needless rows and columns, or split the file`,
  },
  'too-many-strings': {
    zh: (where) => `文字内容过多（${where}），超过上限。请按月或按部门拆分，或另存为 CSV 后再导入`,
    en: (where) => `there is too much text in it (${where}). Split it, or save it as CSV`,
  },
  'row-range': {
    zh: (where) => `行号超出工作表的范围（${where}）。文件不是由正常的表格软件保存的，请用 WPS 或 Excel 另存后再导入`,
    en: (where) => `a row number is out of range (${where}). Save the file with WPS or Excel and import again`,
  },
  'column-range': {
    zh: (where) => `列数超出上限 16384（${where}）。请删去多余的列后再导入`,
    en: (where) => `there are more than 16384 columns (${where}). Remove the needless ones`,
  },
  'cell-too-long': {
    zh: (where) => `有单元格超过 32767 个字符（${where}）。请缩短其内容后再导入`,
    en: (where) => `a cell holds more than 32767 characters (${where}). Shorten it`,
  },
  encoding: {
    zh: () => '文字编码无法识别：既不是 UTF-8，也不是 GB18030（GBK）。请用记事本打开，另存为 UTF-8 编码后再导入',
    en: () => 'the encoding is neither UTF-8 nor GB18030. Open the file in an editor and save it as UTF-8',
  },
  'code-page': {
    zh: (where) =>
      `工作簿里的文字用了无法识别的代码页（${where}）。请用 WPS 或 Excel 打开，确认文字显示正常，另存为 .xlsx，再导入`,
    en: (where) =>
      `the text of the workbook has an unknown code page (${where}). Open it in WPS or Excel, check that the text is right, save it as .xlsx and import that file`,
  },
  binary: {
    zh: () => '这不是文本文件，也不是工作簿（含有二进制内容）。请重新导出为 .xlsx、CSV 或文本后再导入',
    en: () => 'this is neither text nor a workbook (it holds binary data). Export it as .xlsx, CSV or text',
  },
  'quote-open': {
    zh: (where) => `${where}的引号没有配对，无法分清各列。请检查该行的英文双引号后再导入`,
    en: (where) => `the quotation mark of ${where} is never closed. Check the quotation marks of that line`,
  },
  json: {
    zh: (where) => `JSON 格式有误（${where}）。请重新导出后再导入`,
    en: (where) => `this is not valid JSON (${where}). Export it again`,
  },
  'json-no-list': {
    zh: () => 'JSON 里没有记录的列表。请导出为数组，或每行一个对象',
    en: () => 'there is no list of records in the JSON. Export a list, or one object a line',
  },
};
