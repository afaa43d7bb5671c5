import { refusal } from 'src/common/refusal';
import type { Unfit } from './file-type';

const UNFIT: Readonly<Record<Unfit, { readonly zh: string; readonly en: string }>> = {
  empty: { zh: '是空文件', en: 'is empty' },
  page: {
    zh: '的内容是网页或 SVG，其中可能带有脚本',
    en: 'holds a web page or SVG, which may carry scripts',
  },
  macros: { zh: '带有宏', en: 'holds macros' },
  archive: { zh: '是压缩包', en: 'is an archive' },
  unknown: { zh: '的内容不是可以作凭证的格式，或者文件已损坏', en: 'is of no kind that can be evidence, or damaged' },
};

export const fileUnfit = refusal<{ file: string; why: Unfit }>('submissions.evidence-unfit', {
  zh: ({ file, why }) =>
    `“${file}”${UNFIT[why].zh}，没有保存。凭证请用 PDF、JPG、PNG、OFD，或不带宏的 Word、Excel、WPS 文件；其他文件请打印成 PDF 或截图后再传。`,
  en: ({ file, why }) =>
    `"${file}" ${UNFIT[why].en}; it was not kept. Evidence is PDF, JPG, PNG, OFD, or Word, Excel or WPS without macros; print anything else to PDF first.`,
});

export const fileTooLarge = refusal<{ file: string; megabytes: number; limit: number }>(
  'submissions.evidence-too-large',
  {
    zh: ({ file, megabytes, limit }) =>
      `“${file}”有 ${String(megabytes)} MB，超过每个凭证 ${String(limit)} MB 的上限，没有保存。照片请压缩，扫描件请降低分辨率后再传。`,
    en: ({ file, megabytes, limit }) =>
      `"${file}" has ${String(megabytes)} MB; a file of evidence may have ${String(limit)} MB. Make it smaller and send it again.`,
  },
  413,
);

export const filesTooMany = refusal<{ holder: string; most: number }>('submissions.evidence-too-many', {
  zh: ({ holder, most }) => `“${holder}”已有 ${String(most)} 个凭证文件，到了上限，没有再加。请合并成一个 PDF。`,
  en: ({ holder, most }) => `${holder} has ${String(most)} files already, which is the most. Join them into one PDF.`,
});

export const fileUnknown = refusal<{ file: string }>(
  'submissions.evidence-unknown',
  {
    zh: ({ file }) => `没有编号为“${file}”的凭证文件，或者不在您的权限范围内。请在事项中核对。`,
    en: ({ file }) => `There is no file of evidence ${file}, or it is not yours. Look at the submission.`,
  },
  404,
);

export const fileLost = refusal<{ file: string; digest: string }>(
  'submissions.evidence-lost',
  {
    zh: ({ file, digest }) =>
      `凭证“${file}”在文件夹中找不到，或内容与登记的指纹（${digest.slice(0, 12)}）不符。请告诉维护人员从备份中恢复凭证文件夹。`,
    en: ({ file, digest }) =>
      `The evidence "${file}" is not in the folder, or does not fit its fingerprint (${digest.slice(0, 12)}). Ask your maintainer to restore the folder of evidence.`,
  },
  503,
);

export const fileNotSent = refusal<object>('submissions.evidence-not-sent', {
  zh: () => '没有收到文件。请用 multipart/form-data 上传，文件放在 file 字段里。',
  en: () => 'No file arrived. Upload it as multipart/form-data in the field "file".',
});

export const fileUnreadable = refusal<{ file: string }>('submissions.evidence-unreadable', {
  zh: ({ file }) => `“${file}”读不出来，没有附上。请核对文件名和读取权限。`,
  en: ({ file }) => `"${file}" cannot be read; nothing was added. Check its name and that it may be read.`,
});
