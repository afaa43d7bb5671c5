import type { CommandIo } from 'src/config/command-io';
import { deadlineText } from 'src/modules/calendar/deadlines';
import { unknownYear } from 'src/modules/calendar/wording';
import type { OutcomeDecision } from 'src/modules/rules/facts';
import type { RevisionDiff } from 'src/modules/scoring/seal/revision-diff';
import type { MonthStatus } from './month-status';
import type { OfficeSetting } from './office/office';

/** A month as the office asks about it: where it stands, until when, what is next. */
export function showStatus(io: CommandIo, status: MonthStatus): void {
  const zh = io.language === 'zh';
  const { hall, month, name, revision, version, deadlines, noticeUntil, openObjections, lateDepartments, lock, next } =
    status;
  const time = (at: string): string => deadlineText(at, io.language);
  io.line(
    zh
      ? `${hall} ${month}：${name.zh}（第 ${String(revision)} 版，版本号 ${String(version)}）`
      : `${hall} ${month}: ${name.en} (revision ${String(revision)}, version ${String(version)})`,
  );
  io.line(
    zh
      ? `报送截止 ${time(deadlines.submission)}，核实截止 ${time(deadlines.verification)}`
      : `Submission until ${time(deadlines.submission)}, verification until ${time(deadlines.verification)}`,
  );
  for (const reason of deadlines.reasons) io.line(`  ${reason}`);
  if (!deadlines.calendarKnown) io.line(`  ${unknownYear(month, io.language)}`);
  if (noticeUntil !== undefined)
    io.line(
      zh
        ? `公示异议截止 ${time(noticeUntil)}，未处理的异议 ${String(openObjections)} 件`
        : `Objections until ${time(noticeUntil)}, ${String(openObjections)} open`,
    );
  if (lateDepartments.length > 0)
    io.line(
      zh
        ? `还没有报送的科室（窗口不因此受损）：${lateDepartments.join('、')}`
        : `Departments that have not reported (no window loses anything by it): ${lateDepartments.join(', ')}`,
    );
  if (lock)
    io.line(
      zh
        ? `锁定申请 ${lock.id}（${lock.name} 提出，${time(lock.expiresAt)} 前有效）等另一人确认，结果摘要 ${lock.digest}`
        : `Request ${lock.id} by ${lock.name} (until ${time(lock.expiresAt)}) waits for another person; digest ${lock.digest}`,
    );
  for (const one of next) showMove(io, one);
}

function showMove(io: CommandIo, { name, by, missing, back }: MonthStatus['next'][number]): void {
  const zh = io.language === 'zh';
  const who = by.map((one) => one.name[io.language]).join(zh ? '、' : ', ');
  const way = back ? (zh ? '退回' : 'back to') : zh ? '转为' : 'to';
  const state = missing.length === 0 ? (zh ? '可以办理' : 'ready') : zh ? '还缺：' : 'missing:';
  io.line(zh ? `${way}“${name.zh}”（${who}）：${state}` : `${way} "${name.en}" (${who}): ${state}`);
  for (const { condition, overridable, text } of missing)
    io.line(
      `  - ${text[io.language]}${overridable ? (zh ? `（可具名越过：--override ${condition}）` : ` (--override ${condition})`) : ''}`,
    );
}

export function showDecisions(io: CommandIo, decisions: readonly OutcomeDecision[]): void {
  const zh = io.language === 'zh';
  io.table(
    zh ? ['结果', '对象', '裁定', '理由', '纪要'] : ['outcome', 'subject', 'decision', 'reason', 'minutes'],
    decisions.map(({ outcome, subject, verdict, reason, minutes = '' }) => [
      ...[outcome, subject],
      verdict === 'take' ? (zh ? '列入' : 'take') : zh ? '不列入' : 'spare',
      ...[reason, minutes],
    ]),
  );
}

export function showOffice(io: CommandIo, { profile, noticeDays, findingDays, reason, by, at }: OfficeSetting): void {
  const zh = io.language === 'zh';
  const names = {
    full: zh ? '双人锁定' : 'two people lock',
    small: zh ? '小机构，一人可兼' : 'small office, one person may do both',
    none: zh ? '还没有账号：服务器本机可一人办理' : 'no accounts yet: one person at the console may do everything',
  };
  io.line(names[profile ?? 'none']);
  io.line(
    zh
      ? `异议：公示期间 ${String(noticeDays)} 个工作日，登记之后 ${String(findingDays)} 个工作日（细则另有规定的，按细则）`
      : `Objections: ${String(noticeDays)} working days during notice, ${String(findingDays)} after a finding (the book comes first)`,
  );
  if (at !== '') io.line(`${by} ${at} ${reason}`);
}

export function showDiff(io: CommandIo, { from, to, reopened, moved, unchanged, facts }: RevisionDiff): void {
  const zh = io.language === 'zh';
  io.line(zh ? `第 ${String(from)} 版 → 第 ${String(to)} 版` : `revision ${String(from)} → ${String(to)}`);
  for (const { at, by, reason } of reopened) io.line(`  ${at} ${by}：${reason}`);
  io.table(
    zh ? ['名称', '得分', '名次', '条款'] : ['name', 'score', 'rank', 'by clause'],
    moved.map(({ name, score, rank, by }) => [
      name,
      `${score.before ?? '—'} → ${score.after ?? '—'}`,
      `${String(rank.before ?? '—')} → ${String(rank.after ?? '—')}`,
      by.map((one) => `${one.name === '' ? one.item : one.name} ${one.change}`).join('；'),
    ]),
  );
  io.line(zh ? `其余 ${String(unchanged)} 个没有变化。` : `${String(unchanged)} others unchanged.`);
  for (const { fact, reason } of facts?.rulings ?? []) io.line(`  ${fact}：${reason}`);
}
