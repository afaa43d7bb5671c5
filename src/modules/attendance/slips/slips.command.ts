import type { Command } from 'commander';
import { isPeriod } from 'src/common/civil-date';
import { hallTime } from 'src/common/clock';
import type { CommandIo } from 'src/config/command-io';
import { AttendanceService } from 'src/modules/attendance/attendance.service';
import { periodInvalid } from 'src/modules/attendance/refusals';
import { OrganisationService } from 'src/modules/organisation';
import { SLIP_WORDS, type StoredSlip } from './slip';

/** Adds `attendance slips <period>`: every make-up slip of a month and whether it counts. */
export function registerSlips(attendance: Command, io: CommandIo): void {
  attendance
    .command('slips')
    .description(
      say(io, '某月的补卡单：哪些已计、哪些未计、为什么', 'the make-up slips of a month: which count, and why not'),
    )
    .argument('<period>', '2026-03')
    .option('--json', say(io, '输出 JSON', 'print JSON'))
    .action((period: string) => list(io, period));
}

async function list(io: CommandIo, period: string): Promise<void> {
  if (!isPeriod(period)) throw periodInvalid({ value: period });
  const hall = await (await io.service(OrganisationService)).hall(io.hall);
  const slips = await (await io.service(AttendanceService)).slipsOf(hall.id, period, hallTime(io.clock.now()));
  const head = say(
    io,
    '工号,日期,哪次打卡,时间,原因,证明,批准人,结果',
    'staff,date,punch,time,reason,proof,approved by,result',
  );
  io.answer(slips, () => {
    io.table(
      head.split(','),
      slips.map((one) => [
        ...[one.staff, one.date, punchOf(io, one), one.at.slice(11, 16), one.reason, one.proof, one.approver],
        one.state === null ? say(io, '当日不考勤，未计', 'not judged that day') : SLIP_WORDS[one.state][io.language],
      ]),
    );
    const counted = slips.filter(({ state }) => state === 'counted').length;
    const [all, rest] = [String(slips.length), String(slips.length - counted)];
    io.line(
      say(
        io,
        `共 ${all} 张，已计 ${String(counted)}，未计 ${rest}`,
        `${all} slips, ${String(counted)} counted, ${rest} not`,
      ),
    );
  });
}

function punchOf(io: CommandIo, { half, way }: Pick<StoredSlip, 'half' | 'way'>): string {
  const halves = { am: say(io, '上午', 'morning '), pm: say(io, '下午', 'afternoon '), '': '' };
  const ways = { in: say(io, '上班', 'arrival'), out: say(io, '下班', 'departure'), '': '' };
  return `${halves[half]}${ways[way]}`;
}

function say(io: CommandIo, zh: string, en: string): string {
  return io.language === 'zh' ? zh : en;
}
