import { refusal } from 'src/common/refusal';

export const hallMissing = refusal<{ hall: string }>(
  'organisation.hall-missing',
  {
    zh: ({ hall }) => `没有编号为 ${hall} 的大厅。请用“baifen hall list”查看已有的大厅，核对编号。`,
    en: ({ hall }) => `There is no hall ${hall}. "baifen hall list" names the halls there are; check the id.`,
  },
  404,
);

export const noHall = refusal<object>(
  'organisation.no-hall',
  {
    zh: () => '还没有任何大厅。请先用“baifen hall add 编号 名称”登记大厅，或用“baifen demo load”装入演示大厅。',
    en: () => 'There is no hall yet. Enter one with hall add ID NAME, or load the demo hall with demo load.',
  },
  404,
);

export const hallNotNamed = refusal<{ halls: readonly string[] }>('organisation.hall-not-named', {
  zh: ({ halls }) => `共有 ${halls.length} 个大厅（${halls.join('、')}），请用 --hall 指明是哪一个。`,
  en: ({ halls }) => `There are ${halls.length} halls (${halls.join(', ')}): name one with --hall.`,
});

export const hallIdInvalid = refusal<{ hall: string }>('organisation.hall-id-invalid', {
  zh: ({ hall }) =>
    `大厅编号“${hall}”不能用：应为 1 至 64 个半角字母、数字、点、下划线或连字符，以字母或数字开头。请换一个编号。`,
  en: ({ hall }) =>
    `The hall id "${hall}" cannot be used: it needs 1 to 64 letters, digits, dots, underscores or hyphens and begins with a letter or digit. Choose another.`,
});

export const hallNameInvalid = refusal<{ name: string }>('organisation.hall-name-invalid', {
  zh: ({ name }) => `大厅名称“${name}”不能用：不能为空，不能超过 120 个字。请重新填写。`,
  en: ({ name }) => `The hall name "${name}" cannot be used: it must hold 1 to 120 characters. Write another.`,
});

export const rosterMissing = refusal<{ hall: string }>(
  'organisation.roster-missing',
  {
    zh: ({ hall }) => `大厅 ${hall} 还没有花名册。请先导入花名册：import roster 文件。`,
    en: ({ hall }) => `Hall ${hall} has no roster yet. Import one first: import roster FILE.`,
  },
  404,
);

export const staffMissing = refusal<{ hall: string; staff: string }>(
  'organisation.staff-missing',
  {
    zh: ({ hall, staff }) =>
      `大厅 ${hall} 的花名册中没有工号 ${staff}（前导 0 也要一致）。请核对工号，或先在花名册中登记此人。`,
    en: ({ hall, staff }) =>
      `Staff number ${staff} is not in the roster of hall ${hall} (leading zeros count). Check it or enter the person in the roster first.`,
  },
  404,
);

export const keyHeld = refusal<{ key: string; holder: string }>(
  'organisation.key-held',
  {
    zh: ({ key, holder }) =>
      `标识 ${key} 在花名册中已登记给工号 ${holder}。请先在花名册中改正（换人使用的，原任职行填写结束日期），再确认。`,
    en: ({ key, holder }) =>
      `The roster gives key ${key} to staff number ${holder}. Correct the roster first (end the earlier posting if the key changed hands), then confirm.`,
  },
  409,
);

export const keyInvalid = refusal<{ source: string; key: string }>('organisation.key-invalid', {
  zh: ({ source, key }) =>
    `不能确认标识“${key}”（来源 ${source}）：来源只能是 pin、userId 或 phone，标识不能为空，不能超过 128 个字符。请核对。`,
  en: ({ source, key }) =>
    `The key "${key}" (source ${source}) cannot be confirmed: the source is pin, userId or phone, the key has 1 to 128 characters. Check both.`,
});
