import { refusal } from 'src/common/refusal';
import type { ScheduleProblem } from 'src/modules/attendance/refusals';

export const policyUnreadable = refusal<{ source: string; cause: string }>('attendance.policy-unreadable', {
  zh: ({ source, cause }) =>
    `请假与顶岗规定 ${source} 读不出来：${cause}。请确认文件存在、是 UTF-8 编码的 YAML 或 JSON，写法见 docs/attendance.md。`,
  en: ({ source, cause }) =>
    `The policy ${source} cannot be read: ${cause}. It must exist and be YAML or JSON in UTF-8; see docs/attendance.md.`,
});

export const policyInvalid = refusal<{ source: string; problems: readonly ScheduleProblem[] }>(
  'attendance.policy-invalid',
  {
    zh: ({ source, problems }) =>
      `请假与顶岗规定 ${source} 有 ${problems.length} 处错误：${problems.map(({ zh }) => zh).join('；')}。写法见 docs/attendance.md。`,
    en: ({ source, problems }) =>
      `The policy ${source} has ${problems.length} fault(s): ${problems.map(({ en }) => en).join('; ')}. See docs/attendance.md.`,
  },
);

export const policyTaken = refusal<{ from: string }>(
  'attendance.policy-taken',
  {
    zh: ({ from }) => `自 ${from} 起施行的同一规定已经登记，没有变化。`,
    en: ({ from }) => `The same policy from ${from} is there already; nothing changed.`,
  },
  409,
);

export const requestRefused = refusal<{ staff: string; problems: readonly ScheduleProblem[] }>(
  'attendance.leave-refused',
  {
    zh: ({ staff, problems }) => `${staff} 的请假未予登记：${problems.map(({ zh }) => zh).join('；')}。`,
    en: ({ staff, problems }) => `The leave of ${staff} was not taken: ${problems.map(({ en }) => en).join('; ')}.`,
  },
  409,
);

export const entryInvalid = refusal<{ problems: readonly ScheduleProblem[] }>('attendance.entry-invalid', {
  zh: ({ problems }) => `登记内容有误：${problems.map(({ zh }) => zh).join('；')}。请改正后重试。`,
  en: ({ problems }) => `The entry is faulty: ${problems.map(({ en }) => en).join('; ')}. Correct it and try again.`,
});

export const entryMissing = refusal<{ id: string }>(
  'attendance.entry-missing',
  {
    zh: ({ id }) => `没有编号为“${id}”的登记。请用“attendance leave list”或“attendance swap list”查看编号。`,
    en: ({ id }) => `There is no entry “${id}”. Look its id up with "attendance leave list" or "attendance swap list".`,
  },
  404,
);

export const entryReversed = refusal<{ id: string; by: string }>(
  'attendance.entry-reversed',
  {
    zh: ({ id, by }) => `登记“${id}”已由 ${by} 撤销，不能再次撤销。需要恢复的请重新登记。`,
    en: ({ id, by }) => `Entry “${id}” was taken back by ${by} already. Enter it again if it should hold.`,
  },
  409,
);

export const entryReason = refusal<object>('attendance.entry-reason', {
  zh: () => '没有写明理由或经办人，未作记录。请写明理由（300 字以内）和经办人后重试。',
  en: () => 'A reason (up to 300 characters) and a name are needed; nothing was recorded.',
});
