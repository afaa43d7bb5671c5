import { refusal } from 'src/common/refusal';

export const columnNotNamed = refusal<{ file: string; title: string; to: string; titles: readonly string[] }>(
  'intake.column-not-named',
  {
    zh: ({ file, title, to, titles }) =>
      `“${title}=${to}”用不上：文件“${file}”的表头里没有列“${title}”，或者“${to}”不是认识的列名，或者已经有这一列。表头有：${titles.join('、')}；认识的列名见“baifen template 种类”。没有导入任何数据。`,
    en: ({ file, title, to, titles }) =>
      `"${title}=${to}" does not fit: the header of "${file}" has no column "${title}", or "${to}" is no known column or there already. Its columns: ${titles.join(', ')}; "baifen template FEED" shows the known ones. Nothing was imported.`,
  },
);

export const columnMissing = refusal<{ column: string }>(
  'intake.column-missing',
  {
    zh: ({ column }) => `没有编号为“${column}”的列名对应关系，可能已经取消。请用“baifen import columns”查看现有的。`,
    en: ({ column }) =>
      `There is no column mapping "${column}"; it may be gone already. "baifen import columns" lists them.`,
  },
  404,
);
