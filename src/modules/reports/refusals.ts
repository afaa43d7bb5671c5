import { refusal } from 'src/common/refusal';

const CAUSES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  ENOENT: { zh: '那里不能建立文件夹', en: 'no folder can be made there' },
  EACCES: { zh: '没有写入权限', en: 'no permission to write there' },
  EPERM: { zh: '没有写入权限，或文件正被其他程序打开', en: 'no permission, or the file is open in another program' },
  EBUSY: { zh: '文件正被其他程序打开', en: 'the file is open in another program' },
  EROFS: { zh: '该位置是只读的', en: 'the place is read-only' },
  ENOSPC: { zh: '磁盘空间不足', en: 'the disk is full' },
  EDQUOT: { zh: '磁盘配额已用完', en: 'the disk quota is used up' },
  ENOTDIR: { zh: '路径中有一段不是文件夹', en: 'a part of the path is no folder' },
  EEXIST: { zh: '同名的文件挡住了文件夹', en: 'a file of that name is in the way' },
  EISDIR: { zh: '同名的文件夹挡住了文件', en: 'a folder of that name is in the way' },
};

/** The causes of a failed write that the user can do something about; anything else is a fault. */
export function isWritingCause(code: unknown): code is string {
  return typeof code === 'string' && code in CAUSES;
}

export const cannotWrite = refusal<{ path: string; cause: string }>('reports.cannot-write', {
  zh: ({ path, cause }) =>
    `通报附表写不进 ${path}：${CAUSES[cause]?.zh ?? cause}。请换一个文件夹（--out），或关闭占用的程序后重试；没有留下写了一半的文件。`,
  en: ({ path, cause }) =>
    `The bulletin cannot be written to ${path}: ${CAUSES[cause]?.en ?? cause}. Choose another folder (--out) or close the program that holds it and try again; nothing half-written is left.`,
});

export const bookMissing = refusal<{ month: string; digest: string }>('reports.book-missing', {
  zh: ({ month, digest }) =>
    `${month} 计分所用的考核细则（校验码 ${digest.slice(0, 16)}…）在库中找不到，不能出通报。请用“baifen rules show”核对，或重新计分后再出。`,
  en: ({ month, digest }) =>
    `The rules ${month} was scored with (digest ${digest.slice(0, 16)}…) are not in the database, so no bulletin can be made. Check with "baifen rules show", or score the month again.`,
});
