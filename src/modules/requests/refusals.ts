import { refusal } from 'src/common/refusal';

export const keyInvalid = refusal<object>('http.idempotency-key', {
  zh: () => '请求头 Idempotency-Key 应为 8 到 120 个可见的英文字符，例如一个 UUID。',
  en: () => 'The header Idempotency-Key must be 8 to 120 visible ASCII characters, for example a UUID.',
});

export const keyOfOther = refusal<object>(
  'http.idempotency-other-request',
  {
    zh: () => '这个 Idempotency-Key 已用于另一个内容不同的请求，本次没有执行。新的请求请换一个新的 Idempotency-Key。',
    en: () =>
      'This Idempotency-Key was used for another request; nothing was done. Send a new request under a new key.',
  },
  422,
);

export const keyRunning = refusal<{ since: string; retryAfter: number }>(
  'http.idempotency-running',
  {
    zh: ({ since }) =>
      `同一请求（${since} 发出）正在处理，本次没有重复执行。请过几秒再发一次取得结果；一直如此的，说明当时中断了，请先查看是否已经登记，再用新的 Idempotency-Key 重发。`,
    en: ({ since }) =>
      `The same request (sent ${since}) is being worked on and was not done twice. Send it again in some seconds for its answer; if it stays so it was interrupted: look whether it was entered, then send it under a new key.`,
  },
  409,
);

export const answerTooLong = refusal<{ since: string }>(
  'http.idempotency-done',
  {
    zh: ({ since }) => `同一请求已于 ${since} 完成，没有重复执行；当时的回答太长，没有保存。请查询结果。`,
    en: ({ since }) =>
      `The same request was done ${since} and was not done twice; its answer was too long to be kept. Look the result up.`,
  },
  409,
);

export const tooManyRequests = refusal<{ limit: number; seconds: number }>(
  'http.too-many-requests',
  {
    zh: ({ limit, seconds }) =>
      `请求太频繁：每分钟最多 ${String(limit)} 次，本次没有执行。请 ${String(seconds)} 秒后再试；确有需要的，请系统管理员调高 BAIFEN_RATE_LIMITS。`,
    en: ({ limit, seconds }) =>
      `Too many requests: at most ${String(limit)} a minute; nothing was done. Try again in ${String(seconds)} seconds; where more is needed ask the system administrator to raise BAIFEN_RATE_LIMITS.`,
  },
  429,
);
