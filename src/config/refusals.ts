import { refusal } from 'src/common/refusal';

export const badEnvironment = refusal<{ problems: string[] }>('config.environment', {
  zh: ({ problems }) => `启动参数有误：${problems.join('；')}。请改正环境变量后重新启动。`,
  en: ({ problems }) => `Bad settings: ${problems.join('; ')}. Correct the environment and start again.`,
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
