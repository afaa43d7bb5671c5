import { refusal } from 'src/common/refusal';
import type { ChangeFault } from './edit';

export const draftUnknown = refusal<{ id: string }>(
  'rules.draft-unknown',
  {
    zh: ({ id }) => `没有编号为“${id}”的细则草稿，或者不在您的权限范围内。请核对编号。`,
    en: ({ id }) => `There is no draft ${id}, or it is not within what you may see. Check the id.`,
  },
  404,
);

export const draftDone = refusal<{ id: string; state: string }>(
  'rules.draft-done',
  {
    zh: ({ id, state }) => `草稿 ${id} ${state === 'published' ? '已发布' : '已作废'}，不能再改。请新建草稿。`,
    en: ({ id, state }) => `Draft ${id} was ${state} and cannot be changed. Begin a new one.`,
  },
  409,
);

export const draftChanged = refusal<{ id: string; version: number; now: number; by: string; at: string }>(
  'rules.draft-changed',
  {
    zh: ({ id, version, now, by, at }) =>
      `草稿 ${id} 已由 ${by} 于 ${at} 改到第 ${String(now)} 版，您改的是第 ${String(version)} 版，没有保存。请重新查看后再改。`,
    en: ({ id, version, now, by, at }) =>
      `Draft ${id} is at version ${String(now)} by ${by} since ${at}; yours was made on ${String(version)} and not kept. Look again.`,
  },
  409,
);

export const draftTooLong = refusal<{ id: string }>('rules.draft-too-long', {
  zh: ({ id }) => `草稿 ${id} 的修改太多，放不下。请先发布这一批，再新建草稿。`,
  en: ({ id }) => `Draft ${id} has too many changes. Publish these first, then begin a new draft.`,
});

export const changeImpossible = refusal<{ faults: readonly ChangeFault[] }>('rules.change-impossible', {
  zh: ({ faults }) => `修改没有保存：${faults.map(({ ...fault }) => faultZh(fault)).join('；')}。`,
  en: ({ faults }) => `The change was not kept: ${faults.map((fault) => faultEn(fault)).join('; ')}.`,
});

function faultZh(fault: ChangeFault): string {
  switch (fault.kind) {
    case 'item-unknown':
      return `细则没有项目“${fault.item}”`;
    case 'item-there':
      return `项目编码“${fault.item}”已经有了，请换一个编码`;
    case 'field-unknown':
      return `不认识栏目“${fault.field}”，可用的栏目见 baifen rules fields`;
    case 'word-unknown':
      return `“${fault.field}”不能写“${fault.value}”，可写：${fault.words.join('、')}`;
    case 'unreadable':
      return '原细则不能读取';
  }
}

function faultEn(fault: ChangeFault): string {
  switch (fault.kind) {
    case 'item-unknown':
      return `the rules have no item ${fault.item}`;
    case 'item-there':
      return `there is an item ${fault.item} already; take another code`;
    case 'field-unknown':
      return `${fault.field} is no field; "baifen rules fields" lists them`;
    case 'word-unknown':
      return `${fault.field} cannot be ${fault.value}; it is one of ${fault.words.join(', ')}`;
    case 'unreadable':
      return 'the book it begins with cannot be read';
  }
}

export const receiptUnknown = refusal<{ window: string; from: string }>(
  'rules.receipt-unknown',
  {
    zh: ({ window, from }) => `自 ${from} 起的细则没有发给窗口“${window}”，或者不在您的权限范围内。请核对窗口编号。`,
    en: ({ window, from }) => `The rules from ${from} were not sent to ${window}, or it is not yours. Check the code.`,
  },
  404,
);

export const bookHidden = refusal<{ hall: string }>(
  'rules.book-hidden',
  {
    zh: ({ hall }) => `没有找到大厅“${hall}”的细则，或者不在您的权限范围内。`,
    en: ({ hall }) => `No rules of ${hall} were found, or they are not within what you may see.`,
  },
  404,
);
