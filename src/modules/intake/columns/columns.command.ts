import { cliActor } from 'src/common/actor';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { ColumnsService } from './columns.service';

/** Prints what people said about titles, of one feed or of all; with `remove` one of them is forgotten before. */
export async function showColumns(
  io: CommandIo,
  hall: string,
  { feed, remove }: { readonly feed: string | undefined; readonly remove: string | undefined },
): Promise<void> {
  const say = (zh: string, en: string): string => (io.language === 'zh' ? zh : en);
  const service = await io.service(ColumnsService);
  const removed =
    remove === undefined
      ? null
      : await service.forget(hall, remove, { by: cliActor('import'), at: hallTime(io.clock.now()) });
  const columns = await service.columns(hall, feed);
  io.answer({ hall, removed, columns }, () => {
    if (removed)
      io.line(
        say(
          `已取消“${removed.title}=${removed.to}”，以后遇到这样的表头会再次询问；已导入的数据不变。`,
          `Forgotten: "${removed.title}=${removed.to}". Files with that header are asked about again; what was imported stays.`,
        ),
      );
    if (columns.length === 0) io.line(say('没有确认过的列名。', 'No columns have been named.'));
    else
      io.table(
        say(
          '编号,种类,文件中的列,读作,来源表头,确认时的文件,确认人,时间',
          'id,feed,title,read as,header,file,by,at',
        ).split(','),
        columns.map(({ id, feed: of, title, to, header, file, by, at }) => [
          ...[id, of, title, to === '' ? say('（不需要）', '(not needed)') : to],
          ...[header, file, by.replace(/^cli:/, ''), at.slice(0, 16)],
        ]),
      );
  });
}
