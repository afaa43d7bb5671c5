import { refusal } from 'src/common/refusal';

export const messageUnknown = refusal<{ id: string }>(
  'messages.unknown',
  {
    zh: ({ id }) => `没有编号为“${id}”的消息，或者不在您的权限范围内，没有标记。请刷新消息列表后再试。`,
    en: ({ id }) => `There is no message ${id}, or it is not yours; nothing was marked. Reload the list.`,
  },
  404,
);

export const cursorInvalid = refusal<{ after: string }>('messages.cursor-invalid', {
  zh: ({ after }) => `翻页标记“${after}”不正确。请使用上一页答复中的 next。`,
  en: ({ after }) => `“${after}” marks no page. Use the "next" of the page before.`,
});
