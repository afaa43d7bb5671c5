import { refusal } from 'src/common/refusal';
import type { Problem } from './validation';

export const badEnvironment = refusal<{ problems: readonly Problem[] }>('config.environment', {
  zh: ({ problems }) => `启动参数有误：${problems.map(({ zh }) => zh).join('；')}。请改正环境变量后重新启动。`,
  en: ({ problems }) =>
    `Bad settings: ${problems.map(({ en }) => en).join('; ')}. Correct the environment and start again.`,
});

export const databaseUnreachable = refusal<{ where: string; cause: string }>(
  'config.database-unreachable',
  {
    zh: ({ where, cause }) =>
      `连不上数据库（${where}）：${cause}。请检查数据库是否已启动、地址和账号（BAIFEN_DATABASE_URL）是否正确。`,
    en: ({ where, cause }) =>
      `The database cannot be reached (${where}): ${cause}. Check that it runs and that BAIFEN_DATABASE_URL is right.`,
  },
  503,
);

export const databaseGone = refusal<{ retryAfter: number }>(
  'config.database-gone',
  {
    zh: () => '数据库暂时连不上，本次没有保存任何内容。请稍等几秒再试；一直如此的，请告诉维护人员。',
    en: () =>
      'The database cannot be reached; nothing was saved. Try again in some seconds; if it stays so tell your maintainer.',
  },
  503,
);

export const clockSkew = refusal<{ here: string; there: string; seconds: number }>(
  'config.clock-skew',
  {
    zh: ({ here, there, seconds }) =>
      `这台服务器的时钟（${here}）与数据库服务器的时钟（${there}）相差 ${String(seconds)} 秒，超过 5 秒。请校准两台机器的时间（NTP）后再启动或重试。`,
    en: ({ here, there, seconds }) =>
      `The clock of this machine (${here}) and that of the database server (${there}) differ by ${String(seconds)} seconds, more than 5. Set both by NTP, then start or try again.`,
  },
  503,
);

export const databaseInUse = refusal<{ file: string; pid: number }>(
  'config.database-in-use',
  {
    zh: ({ file, pid }) =>
      `数据文件 ${file} 正被另一个百分服务使用（进程 ${String(pid)}）。请先停止那个服务，或换一个数据目录（BAIFEN_DATA）。`,
    en: ({ file, pid }) =>
      `The data file ${file} is in use by another Baifen server (process ${String(pid)}). Stop that server or choose another folder with BAIFEN_DATA.`,
  },
  409,
);

export const folderUnusable = refusal<{ folder: string; cause: string }>('config.folder-unusable', {
  zh: ({ folder, cause }) =>
    `数据目录 ${folder} 不能写入（${cause}）。请检查目录是否存在、有没有写权限，或用 BAIFEN_DATA 换一个目录。`,
  en: ({ folder, cause }) =>
    `The data folder ${folder} cannot be written (${cause}). Check that it exists and may be written, or choose another with BAIFEN_DATA.`,
});

export const serverStarting = refusal<{ pid: number }>(
  'config.server-starting',
  {
    zh: ({ pid }) => `百分服务（进程 ${String(pid)}）正在启动，还不能执行命令。请稍等几秒后重新输入。`,
    en: ({ pid }) => `The Baifen server (process ${String(pid)}) is still starting. Wait a few seconds and try again.`,
  },
  503,
);

export const limitInvalid = refusal<{ limit: string; most: number }>('http.limit-invalid', {
  zh: ({ limit, most }) => `每页条数（limit=${limit}）应为 1 到 ${String(most)} 的整数。请改正后重试。`,
  en: ({ limit, most }) => `limit=${limit} must be a whole number from 1 to ${String(most)}. Correct it and try again.`,
});

export const sortUnknown = refusal<{ sort: string; known: readonly string[] }>('http.sort-unknown', {
  zh: ({ sort, known }) => `不能按“${sort}”排序。可以用：${known.join('、')}（前面加 - 为倒序）。`,
  en: ({ sort, known }) =>
    `The list cannot be sorted by "${sort}". Known: ${known.join(', ')} (with - in front: descending).`,
});

export const cursorInvalid = refusal<object>('http.cursor-invalid', {
  zh: () => '翻页标记（cursor）不能识别，或查询条件与上一页不同。请不带 cursor 从第一页重新查询。',
  en: () => 'The cursor is not known, or the question is not that of the page before. Start again without a cursor.',
});
