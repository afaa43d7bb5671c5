import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { readSettings, Settings } from 'src/config/settings.dto';
import { NoticesService } from './notices.service';

const notice = {
  year: 2027,
  number: '示例〔2026〕1号',
  title: '示例通知',
  issued: '2026-11-10',
  sequence: 1,
  holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-04' }],
  makeUpWorkdays: [],
};

describe("the office's own notices", () => {
  const folder = mkdtempSync(join(tmpdir(), 'baifen-notices-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('hold for every service of the application, also where nobody names the folder', async () => {
    writeFileSync(join(folder, '2027-1.json'), JSON.stringify(notice));
    const settings = readSettings({ BAIFEN_CALENDAR_DIR: folder });
    const built = await Test.createTestingModule({
      providers: [NoticesService, { provide: Settings, useValue: settings }],
    }).compile();
    const notices = built.get(NoticesService);
    expect(notices.calendar().isWorkingDay('2027-01-04')).toBe(false);
    // Named once more it counts once.
    expect(notices.calendar(folder).notices.filter(({ year }) => year === 2027)).toHaveLength(1);
    expect(new NoticesService().calendar().isWorkingDay('2027-01-04')).toBe(true);
  });

  it('count at once when they are added, and never when they do not fit', () => {
    const dataDir = join(folder, 'data');
    const notices = new NoticesService(readSettings({ BAIFEN_DATA: dataDir }));
    expect(notices.calendar().isWorkingDay('2027-01-04')).toBe(true);
    notices.add(join(folder, '2027-1.json'), dataDir);
    notices.add(join(folder, '2027-1.json'), dataDir);
    expect(notices.calendar().isWorkingDay('2027-01-04')).toBe(false);
    const other = join(folder, 'other.json');
    writeFileSync(other, JSON.stringify({ ...notice, makeUpWorkdays: ['2027-01-09'] }));
    expect(() => notices.add(other, dataDir)).toThrow('2027');
    writeFileSync(other, JSON.stringify({ ...notice, sequence: 3 }));
    expect(() => notices.add(other, dataDir)).toThrow('2027');
    expect(notices.calendar().notices.filter(({ year }) => year === 2027)).toHaveLength(1);
  });
});
