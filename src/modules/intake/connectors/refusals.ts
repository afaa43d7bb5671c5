import { lostRace, refusal } from 'src/common/refusal';
import type { Problem } from 'src/config/validation';

export const sourceMissing = refusal<{ source: string }>(
  'connectors.source-missing',
  {
    zh: ({ source }) => `没有名为“${source}”的数据来源。请用“baifen source list”查看已登记的来源。`,
    en: ({ source }) => `There is no source "${source}". See "baifen source list".`,
  },
  404,
);

export const sourceDisabled = refusal<{ source: string }>(
  'connectors.source-disabled',
  {
    zh: ({ source }) => `数据来源“${source}”已停用，没有收取任何数据。需要恢复时请用“baifen source add”重新登记。`,
    en: ({ source }) =>
      `The source "${source}" is disabled; nothing was taken. Declare it again with "baifen source add".`,
  },
  403,
);

export const sourceChanged = lostRace<{ source: string; hall: string }>(
  'connectors.source-changed',
  {
    zh: ({ source }) => `数据来源“${source}”刚刚被别人改过，这次没有改动。请查看后再试。`,
    en: ({ source }) =>
      `The source "${source}" was changed by somebody else just now; nothing was done. Look and try again.`,
  },
  ({ hall, source }) => ({ hall, subjects: [source] }),
);

export const sourceInvalid = refusal<{ source: string; problems: readonly Problem[] }>('connectors.source-invalid', {
  zh: ({ source, problems }) =>
    `数据来源“${source}”的登记有误：${problems.map(({ zh }) => zh).join('；')}。请改正后重新登记，没有写入任何内容。`,
  en: ({ source, problems }) =>
    `The declaration of "${source}" is not right: ${problems.map(({ en }) => en).join('; ')}. Correct it and declare again; nothing was written.`,
});

export const settingsUnreadable = refusal<{ file: string; cause: string }>('connectors.settings-unreadable', {
  zh: ({ file, cause }) => `设置文件“${file}”读不出来（${cause}）。它应是一个 JSON 对象，样例见 docs/connectors.md。`,
  en: ({ file, cause }) =>
    `The settings file "${file}" cannot be read (${cause}). It is one JSON object; see docs/connectors.md.`,
});

export const rowMissing = refusal<{ batch: string; line: string }>(
  'connectors.row-missing',
  {
    zh: ({ batch, line }) =>
      `批次“${batch}”没有可以查看的第 ${line} 行：它不是自动报送来源拉取或读取的，行号不对，或者原文件已被清理。`,
    en: ({ batch, line }) =>
      `There is no row ${line} of batch "${batch}" to show: it was not asked of a declared source, the line is wrong, or its file was cleared away.`,
  },
  404,
);

/** The same for an unknown source and a wrong token: nobody learns which sources there are. */
export const pushUnknown = refusal<object>(
  'connectors.push-unknown',
  {
    zh: () => '没有这个数据来源，或者令牌不正确。请核对推送地址和令牌；令牌遗失时请系统管理员重新登记该来源。',
    en: () =>
      'There is no such source, or the token is wrong. Check address and token; a lost token is replaced by declaring the source again.',
  },
  401,
);

export const pushKeyInvalid = refusal<object>('connectors.push-key-invalid', {
  zh: () =>
    '缺少 Idempotency-Key 请求头，或者写法不对。每次推送请带一个新的编号（1 到 255 个可见的英文字符），重发时用原来的编号。',
  en: () =>
    'The header Idempotency-Key is missing or malformed. Give each push a key of its own (1 to 255 visible ASCII characters), and the same one when it is sent again.',
});

export const pushKeyReused = refusal<{ source: string }>(
  'connectors.push-key-reused',
  {
    zh: ({ source }) =>
      `来源“${source}”用同一个 Idempotency-Key 推送了不同的内容，已拒绝，没有写入任何数据。新的内容请用新的编号。`,
    en: ({ source }) =>
      `The source "${source}" sent other content under a key it used before; it was refused and nothing was written. New content needs a new key.`,
  },
  422,
);

export const pushRunning = refusal<{ source: string }>(
  'connectors.push-running',
  {
    zh: ({ source }) =>
      `来源“${source}”的同一次推送还在处理。请稍后用同一个 Idempotency-Key 再发一次，会得到处理结果。`,
    en: ({ source }) =>
      `The same push of "${source}" is still being taken. Send it again with the same key in a moment to get its answer.`,
  },
  409,
);

export const pushType = refusal<{ type: string }>(
  'connectors.push-type',
  {
    zh: ({ type }) =>
      `推送内容的类型“${type}”不支持。请推送 JSON 行（application/x-ndjson）或 CSV（text/csv），不要压缩。没有写入任何数据。`,
    en: ({ type }) =>
      `The content type "${type}" is not taken. Push JSON lines (application/x-ndjson) or CSV (text/csv), not compressed. Nothing was written.`,
  },
  415,
);

export const pushTooLarge = refusal<{ limit: number }>(
  'connectors.push-too-large',
  {
    zh: ({ limit }) =>
      `一次推送最多 ${String(limit)} MB，没有写入任何数据。请分几次推送，每次用各自的 Idempotency-Key。`,
    en: ({ limit }) =>
      `A push holds at most ${String(limit)} MB; nothing was written. Send it in parts, each with a key of its own.`,
  },
  413,
);

export const pushBroken = refusal<object>('connectors.push-broken', {
  zh: () => '推送中断，内容没有收全，没有写入任何数据。请用同一个 Idempotency-Key 再发一次。',
  en: () => 'The push broke off; nothing was written. Send it again with the same key.',
});

export const pushEmpty = refusal<object>('connectors.push-empty', {
  zh: () => '推送的内容是空的，没有写入任何数据。当天确实没有数据时，请用 completeUntil 说明数据完整到哪一天。',
  en: () => 'The push is empty; nothing was written. When there were no data, say until which day with completeUntil.',
});

export const pushComplete = refusal<{ until: string; since: string | null; today: string }>(
  'connectors.push-complete',
  {
    zh: ({ until, since, today }) =>
      since === null
        ? '这个来源的登记没有写明数据从哪一天开始（complete.since），不能声明完整。请补充登记，或去掉 completeUntil。没有写入任何数据。'
        : `“完整到 ${until}”不能成立：应在 ${since} 到 ${today} 之间，起始日不能晚于截止日。没有写入任何数据。`,
    en: ({ until, since, today }) =>
      since === null
        ? 'The declaration of this source does not say from which day on it delivers (complete.since), so it cannot call days complete. Nothing was written.'
        : `"Complete until ${until}" cannot hold: it must lie between ${since} and ${today}, and not before its first day. Nothing was written.`,
  },
);

export const pullRefused = refusal<{ source: string; where: string; cause: Problem }>(
  'connectors.pull-refused',
  {
    zh: ({ source, where, cause }) =>
      `来源“${source}”（${where}）没有拉取成功：${cause.zh}。没有写入任何数据，下次从原处继续。`,
    en: ({ source, where, cause }) =>
      `The source "${source}" (${where}) could not be pulled: ${cause.en}. Nothing was written; the next pull begins where this one did.`,
  },
  502,
);
