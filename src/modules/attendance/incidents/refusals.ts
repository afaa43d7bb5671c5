import { refusal } from 'src/common/refusal';

export const incidentSpan = refusal<object>('attendance.incident-span', {
  zh: () =>
    '故障时间不对：请写一天（--date 2026-03-12，可加 --half am 或 pm），或起止时刻（--from "2026-03-12 08:00" --to "2026-03-12 12:30"）；止不能早于起，最长 31 天。',
  en: () =>
    'The time of the failure is wrong: write a day (--date 2026-03-12, perhaps --half am or pm) or both ends (--from "2026-03-12 08:00" --to "2026-03-12 12:30"), in order and at most 31 days apart.',
});

export const incidentFuture = refusal<{ to: string; now: string }>('attendance.incident-future', {
  zh: ({ to, now }) => `故障截止时间 ${to} 晚于现在（${now}）。请在设备恢复后按实际时间登记。`,
  en: ({ to, now }) => `The failure ends at ${to}, which is after now (${now}). Record it with its real end.`,
});

export const incidentNobodyNamed = refusal<object>('attendance.incident-nobody-named', {
  zh: () => '没有写明涉及哪些人：请用 --people 工号、--windows 窗口编号、--devices 考勤机号，或 --everybody 全部人员。',
  en: () => 'Nobody is named: use --people, --windows, --devices, or --everybody.',
});

export const incidentUnknown = refusal<{ unknown: string }>('attendance.incident-names-unknown', {
  zh: ({ unknown }) => `花名册中没有：${unknown}。请核对工号、窗口编号，或先更新花名册。`,
  en: ({ unknown }) =>
    `Not in the roster: ${unknown}. Check the staff numbers and window codes, or update the roster first.`,
});

export const incidentNobodyFound = refusal<{ devices: string }>('attendance.incident-nobody-found', {
  zh: ({ devices }) =>
    `在故障时间内找不到涉及的人员${devices === '' ? '' : `：花名册中没有登记在考勤机 ${devices} 上的人，之前 31 天也没有人在上面打卡`}。请改用 --windows 或 --people 写明人员。`,
  en: ({ devices }) =>
    `Nobody is concerned in that time${devices === '' ? '' : `: no key of the roster is on clock ${devices}, and nobody punched there in the 31 days before`}. Name the people with --windows or --people.`,
});

export const incidentReason = refusal<object>('attendance.incident-reason', {
  zh: () => '登记或撤销设备故障须写明原因（--reason，300 字以内）和登记人（--by），证明材料也在 300 字以内。',
  en: () =>
    'An incident and its reversal need a reason (--reason, at most 300 characters) and who enters it (--by); evidence has at most 300 characters.',
});

export const incidentRepeated = refusal<{ id: string }>(
  'attendance.incident-repeated',
  {
    zh: ({ id }) => `同一设备故障已登记为 ${id}，没有变化。需要更正时先撤销：attendance incident undo ${id}。`,
    en: ({ id }) =>
      `The same failure is recorded as ${id}; nothing changed. To correct it, undo it first: attendance incident undo ${id}.`,
  },
  409,
);

export const incidentMissing = refusal<{ id: string }>(
  'attendance.incident-missing',
  {
    zh: ({ id }) => `没有编号为 ${id} 的设备故障记录。请用 attendance incident list 查看编号。`,
    en: ({ id }) => `There is no incident ${id}. See the numbers with “attendance incident list”.`,
  },
  404,
);

export const incidentReversed = refusal<{ id: string; by: string; at: string }>(
  'attendance.incident-reversed',
  {
    zh: ({ id, by, at }) => `设备故障 ${id} 已由 ${by} 于 ${at} 撤销。确需免责的，请重新登记。`,
    en: ({ id, by, at }) => `Incident ${id} was undone by ${by} at ${at}. Record it again where it should hold.`,
  },
  409,
);
