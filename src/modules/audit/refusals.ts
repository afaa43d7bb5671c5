import { refusal } from 'src/common/refusal';

export const headUnreadable = refusal<{ text: string }>('audit.head-unreadable', {
  zh: ({ text }) =>
    `“${text}”不是留痕链首。请照抄通报页脚“留痕链首”后面的内容，例如 1234:0f3a5c7e9b1d2f40，冒号后至少 16 位。`,
  en: ({ text }) =>
    `"${text}" is no head of the audit chain. Copy it from the foot of a bulletin, for example 1234:0f3a5c7e9b1d2f40, with at least 16 digits behind the colon.`,
});

export const chainBroken = refusal<{ zh: string; en: string }>(
  'audit.chain-broken',
  {
    zh: ({ zh }) => `操作留痕链不完整。${zh}。请保留现场，不要再改数据库，并报告纪检和安全管理员。`,
    en: ({ en }) =>
      `The audit chain does not hold. ${en}. Leave the database as it is and tell the discipline inspection and the security administrator.`,
  },
  409,
);

export const exportTooLong = refusal<{ rows: number; most: number }>('audit.export-too-long', {
  zh: ({ rows, most }) =>
    `符合条件的记录有 ${String(rows)} 条，工作簿最多 ${String(most)} 条。请缩短时间段，或导出 JSON 行（.jsonl）。`,
  en: ({ rows, most }) =>
    `${String(rows)} records match and a workbook holds ${String(most)}. Choose a shorter period or JSON lines (.jsonl).`,
});

export const exportKind = refusal<{ file: string }>('audit.export-kind', {
  zh: ({ file }) => `不知道要把“${file}”写成什么格式。文件名请以 .jsonl 或 .xlsx 结尾。`,
  en: ({ file }) => `It is not clear what to write into "${file}". End its name with .jsonl or .xlsx.`,
});

export const exportThere = refusal<{ file: string }>(
  'audit.export-exists',
  {
    zh: ({ file }) => `文件“${file}”已经存在，导出不会覆盖。请换一个文件名。`,
    en: ({ file }) => `"${file}" is there already and an export never overwrites. Choose another name.`,
  },
  409,
);
