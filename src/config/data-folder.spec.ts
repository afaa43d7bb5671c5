import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDataFolder } from './data-folder.service';

describe('the data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-folder-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is made with the folders above it, and made again is no fault', () => {
    const deep = join(folder, 'a', 'b');
    makeDataFolder(deep);
    makeDataFolder(deep);
    expect(existsSync(deep)).toBe(true);
  });

  it('is refused below a file, and below a place that can hold none', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeDataFolder(join(folder, 'file', 'data'))).toThrow(/不能写入（ENOTDIR）/);
    if (existsSync('/proc/self')) expect(() => makeDataFolder('/proc/nope/data')).toThrow(/不能写入（ENOENT）/);
  });
});
