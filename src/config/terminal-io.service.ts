import Table from 'cli-table3';
import type { Clock } from 'src/common/clock';
import type { Language } from 'src/common/language';
import type { CommandIo, ServiceType } from './command-io';

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface Parts {
  readonly argv: readonly string[];
  readonly language: Language;
  readonly streams: Streams;
  readonly clock: Clock;
  readonly cwd: string;
  service<T>(type: ServiceType<T>): Promise<T>;
}

const PLAIN = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** What commands write to, over two streams of text. */
export function terminalIo(parts: Parts): CommandIo {
  const json = parts.argv.includes('--json');
  const line = (text: string): void => parts.streams.out(`${text}\n`);
  return {
    language: parts.language,
    clock: parts.clock,
    cwd: parts.cwd,
    hall: option(parts.argv, '--hall'),
    service: (type) => parts.service(type),
    line,
    note: (text) => parts.streams.err(`${text}\n`),
    answer(value, human) {
      if (json) line(JSON.stringify(value, null, 1));
      else human();
    },
    table(head, rows) {
      const table = new Table({
        head: [...head],
        chars: PLAIN,
        style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
      });
      table.push(...rows.map((row) => row.map(String)));
      line(table.toString());
    },
  };
}

function option(argv: readonly string[], name: string): string | undefined {
  const index = argv.indexOf(name);
  return index >= 0 ? argv[index + 1] : argv.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}
