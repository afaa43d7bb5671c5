import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encode } from 'iconv-lite';
import type { CivilDate } from 'src/common/civil-date';
import type { SheetContent } from 'demo/content/sheet';
import type { DemoFile } from 'demo/manifest';
import { writeWorkbook } from './workbook.xlsx';

export type Encoding = 'ascii' | 'utf8' | 'utf8-bom' | 'gb18030';

/** The folder of a demo: writes its files and keeps the list of them. */
export class Output {
  readonly files: DemoFile[] = [];

  constructor(
    private readonly directory: string,
    private readonly made: CivilDate,
  ) {}

  async text(file: DemoFile, content: string, encoding: Encoding): Promise<void> {
    await this.place(file);
    await writeFile(join(this.directory, file.file), bytes(content, encoding));
  }

  async workbook(file: DemoFile, sheets: readonly SheetContent[]): Promise<void> {
    await this.place(file);
    await writeWorkbook(join(this.directory, file.file), sheets, this.made);
  }

  /** A file that is not taken in by a feed. */
  async json(name: string, value: unknown): Promise<void> {
    await mkdir(dirname(join(this.directory, name)), { recursive: true });
    await writeFile(join(this.directory, name), `${JSON.stringify(value, null, 2)}\n`);
  }

  private async place(file: DemoFile): Promise<void> {
    this.files.push(file);
    await mkdir(dirname(join(this.directory, file.file)), { recursive: true });
  }
}

function bytes(content: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'gb18030':
      return encode(content, 'gb18030');
    case 'utf8-bom':
      return Buffer.from(`\ufeff${content}`, 'utf8');
    case 'ascii':
    case 'utf8':
      return Buffer.from(content, 'utf8');
  }
}
