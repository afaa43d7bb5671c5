import { Injectable } from '@nestjs/common';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LARGEST_BOOK } from './load';
import { bookUnreadable, templateUnknown } from './refusals';

/** The shipped books lie beside this file, in the source tree as in the built one. */
const SHIPPED = join(__dirname, 'books');
/** A character takes at most three bytes of UTF-8 per UTF-16 unit. */
const MOST_BYTES = 3 * LARGEST_BOOK + 3;

/** Book texts from files: shipped templates and books of the office. */
@Injectable()
export class BooksService {
  /** Names of the shipped books, for example `lianshui-2026`. */
  templates(): string[] {
    return readdirSync(SHIPPED)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => basename(file, '.yaml'))
      .sort();
  }

  /** Text of a shipped book. Throws `rules.template-unknown`. */
  template(name: string): string {
    const known = this.templates();
    if (!known.includes(name)) throw templateUnknown({ name, known });
    return this.read(join(SHIPPED, `${name}.yaml`));
  }

  /** Text of a file. Throws `rules.book-unreadable`. */
  read(file: string): string {
    const name = basename(file);
    try {
      const { size } = statSync(file);
      if (size > MOST_BYTES) throw unreadable(name, '文件过大', 'it is too large');
      return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'ENOENT') throw unreadable(name, '没有这个文件', 'there is no such file');
      if (code === 'EISDIR') throw unreadable(name, '这是一个文件夹', 'it is a folder');
      if (code === 'EACCES') throw unreadable(name, '没有读取权限', 'reading it is not allowed');
      if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw unreadable(name, '不是 UTF-8 编码', 'it is not UTF-8');
      throw error;
    }
  }
}

function unreadable(file: string, zh: string, en: string): Error {
  return bookUnreadable({ file, cause: { zh, en } });
}
