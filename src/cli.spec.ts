import { terminalIo, type Streams } from 'src/config/terminal-io.service';
import { EXIT, runCommand } from './cli';

async function typed(language: 'zh' | 'en', ...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const streams: Streams = { out: (text) => void (said.out += text), err: (text) => void (said.err += text) };
  const service = (): Promise<never> => Promise.reject(new Error('a usage error opens no database'));
  const clock = { now: () => 0 };
  const code = await runCommand(argv, terminalIo({ argv, language, streams, clock, cwd: '/', service }), streams);
  return { code, ...said };
}

describe('slips on the command line', () => {
  it.each([
    [['hall', 'create', 'x'], '没有“create”这个命令。请加 --help 查看用法。\n'],
    [['scor', '2026-01'], '没有“scor”这个命令。您要的可能是 score。请加 --help 查看用法。\n'],
    [['score'], '缺少必填的参数“period”。请加 --help 查看用法。\n'],
    [['score', '2026-01', '--foo'], '没有“--foo”这个选项。请加 --help 查看用法。\n'],
    [['close', '2026-01'], '缺少必填的选项“--by <name>”。请加 --help 查看用法。\n'],
    [['close', '2026-01', '--by'], '选项“--by <name>”后面缺少内容。请加 --help 查看用法。\n'],
    [['score', '2026-01', '多余'], '参数多了；带空格的内容请加引号。请加 --help 查看用法。\n'],
  ])('%j is told in Chinese, as a usage error', async (argv, sentence) => {
    expect(await typed('zh', ...argv)).toEqual({ code: EXIT.usage, out: '', err: sentence });
  });

  it('is told in English when asked', async () => {
    expect(await typed('en', 'score')).toEqual({
      code: EXIT.usage,
      out: '',
      err: "error: missing required argument 'period'\n",
    });
  });
});
