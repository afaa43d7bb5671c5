import { refusal } from 'src/common/refusal';

export const ownWindow = refusal<{ id: string; window: string }>(
  'submissions.own-window',
  {
    zh: ({ id, window }) =>
      `填报事项 ${id} 是您所在窗口（${window}）申报的，不能由您核实。请由计分科室的其他人员核实。`,
    en: ({ id, window }) =>
      `Submission ${id} was declared by your own window (${window}); somebody else has to verify it.`,
  },
  409,
);

export const changeEmpty = refusal<{ id: string }>('submissions.change-empty', {
  zh: ({ id }) => `填报事项 ${id} 没有作任何调整。属实的请直接认定属实；要调整的请写明新的分值、级别或数量。`,
  en: ({ id }) => `Nothing of submission ${id} was changed. Find it true, or give the new points, words or sizes.`,
});

export const sectionReported = refusal<{ department: string; month: string; at: string }>(
  'submissions.section-reported',
  {
    zh: ({ department, month, at }) =>
      `${department} 已于 ${at} 向考核办报送 ${month} 的计分结果，不能再改。确需更改的，请考核办写明理由退回科室后再核实。`,
    en: ({ department, month, at }) =>
      `${department} reported ${month} to the office at ${at}; nothing can be changed. Ask the office to return it with a reason.`,
  },
  409,
);

export const sectionUnknown = refusal<{ department: string; departments: readonly string[] }>(
  'submissions.section-unknown',
  {
    zh: ({ department, departments }) =>
      `细则中没有计分科室“${department}”，或者不在您的权限范围内。本月的计分科室：${departments.join('、')}。`,
    en: ({ department, departments }) =>
      `The rules name no scoring department ${department}, or it is not yours. Departments of this month: ${departments.join(', ')}.`,
  },
  404,
);

export const sectionPending = refusal<{ department: string; pending: number }>(
  'submissions.section-pending',
  {
    zh: ({ department, pending }) =>
      `${department} 还有 ${String(pending)} 项待核实，不能报送。请先认定、调整或不认定，再由科室负责人确认。`,
    en: ({ department, pending }) =>
      `${department} still has ${String(pending)} items to decide on; nothing was reported. Decide on them first.`,
  },
  409,
);

export const sectionUnconfirmed = refusal<{ department: string; changed: boolean }>(
  'submissions.section-unconfirmed',
  {
    zh: ({ department, changed }) =>
      changed
        ? `${department} 的核实结果在负责人确认之后又有变动，请负责人重新确认后再报送。`
        : `${department} 的核实结果还没有经科室负责人确认，请确认后再报送。`,
    en: ({ department, changed }) =>
      changed
        ? `Decisions of ${department} changed after its head confirmed them; confirm again, then report.`
        : `The head of ${department} has not confirmed its decisions; confirm them, then report.`,
  },
  409,
);

export const sectionNotReported = refusal<{ department: string }>(
  'submissions.section-not-reported',
  {
    zh: ({ department }) => `${department} 还没有报送，不用退回。`,
    en: ({ department }) => `${department} has not reported; there is nothing to return.`,
  },
  409,
);

export const sampleUnknown = refusal<{ draw: string }>(
  'submissions.sample-unknown',
  {
    zh: ({ draw }) => `没有编号为“${draw}”的抽样，或者不在您的权限范围内。请在抽样清单中核对编号。`,
    en: ({ draw }) => `There is no sample ${draw}, or it is not yours. Look at the list of samples.`,
  },
  404,
);

export const sampleEmpty = refusal<{ department: string; month: string; kind: string }>('submissions.sample-empty', {
  zh: ({ department, month }) =>
    `${department} 在 ${month} 没有可以抽查的填报事项，没有抽样。已撤回、更正、不属实的不在抽样范围。`,
  en: ({ department, month }) => `${department} has nothing in ${month} to draw a sample from.`,
});

export const notDrawn = refusal<{ draw: string; submission: string }>('submissions.not-drawn', {
  zh: ({ draw, submission }) => `填报事项 ${submission} 不在抽样 ${draw} 中，结果没有记录。请核对编号。`,
  en: ({ draw, submission }) => `Submission ${submission} is not in sample ${draw}; nothing was recorded.`,
});

export const sizeInvalid = refusal<object>('submissions.sample-size', {
  zh: () => '抽样比例应为 1 到 100 的整数，每个窗口至少抽取的条数应为 0 到 100 的整数。',
  en: () => 'The share is a whole number from 1 to 100, the least per window one from 0 to 100.',
});

export const seedInvalid = refusal<{ seed: string }>('submissions.sample-seed', {
  zh: ({ seed }) => `随机种子“${seed}”不正确，应为 8 到 64 位字母或数字；不写则由系统生成。`,
  en: ({ seed }) => `The seed ${seed} is not right: 8 to 64 letters or digits, or none at all.`,
});
