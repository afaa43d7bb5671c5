import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliActor, type Actor } from 'src/common/actor';
import type { Grant, Permission } from 'src/common/permission';
import type { Database } from 'src/config/database.service';
import type { Typed } from 'src/modules/submissions/draft/draft';
import type { Draft } from 'src/modules/submissions/submission';
import { testEngines } from 'test/support/engines';
import { SampleHall } from 'test/support/sample-hall';
import { submissionRoom, type SubmissionRoom } from 'test/support/submission-room';

const BOOK = readFileSync(join(__dirname, '../../src/modules/rules/books/lianshui-2026.yaml'), 'utf8').replace(
  / {2}- (documents|declarations|entries)\n/g,
  '',
);
const MONTH = '2026-01';

describe.each(testEngines())('who may declare and verify on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let room: SubmissionRoom;
  let hall: string;
  const folder = mkdtempSync(join(tmpdir(), 'baifen-evidence-'));

  const actor = (id: string, ...grants: [Permission, Grant['within'], ...string[]][]): Actor => ({
    id: `user:${id}`,
    name: id,
    grants: grants.map(([permission, within, ...units]) => ({ permission, hall: 'shifan', within, units })),
  });
  const clerk = actor('clerk', ['submission:declare', 'window', 'A01'], ['submission:read', 'window', 'A01']);
  const other = actor('other', ['submission:declare', 'window', 'A02'], ['submission:read', 'window', 'A02']);
  const office = actor(
    'office',
    ...(['submission:enter', 'submission:read', 'report:extend'] as const).map((permission): [Permission, 'hall'] => [
      permission,
      'hall',
    ]),
  );
  const party = actor('party', ['submission:verify', 'items', '党务科'], ['submission:read', 'items', '党务科']);
  const section = actor(
    'section',
    ...(['submission:verify', 'submission:read', 'submission:confirm'] as const).map(
      (permission): [Permission, 'items', string] => [permission, 'items', '办公室'],
    ),
  );
  const nobody = actor('nobody');
  const office2 = actor('b02', ['submission:declare', 'window', 'B02']);
  const at = (by: Actor, time = '2026-01-20 09:00:00') => ({ by, at: time });
  const praise = (over: Partial<Draft> = {}): Draft => ({
    ...{ item: '13.02', window: 'A01', staff: [], date: '2026-01-15', labels: { event: '锦旗' } },
    ...{ amounts: {}, evidence: ['照片1.jpg'], text: '' },
    ...over,
  });
  const declare = (by: Actor, draft: Draft) =>
    room.submissions.enter(hall, MONTH, draft, { ...at(by), origin: 'window' });
  const verified = (by: Actor, id: string) =>
    room.verification.decide(hall, id, { kind: 'verified', reason: '', ...at(by) });
  const file = (content: string, name = '凭证.pdf') => {
    const path = join(folder, `arrived-${String(Math.abs(content.length))}-${name}`);
    writeFileSync(path, content);
    return { path, name };
  };

  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    const sample = await SampleHall.open(database);
    ({ hall } = sample);
    mkdirSync(folder, { recursive: true });
    room = submissionRoom(sample, folder);
    const publication = { hall, text: BOOK, actor: cliActor('甲'), at: '2026-01-02 09:00:00', reason: '' };
    await room.rules.publish(publication, () => Promise.resolve([]));
  });
  afterAll(async () => {
    await drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets a window declare for itself only; what is not its own is told as if it were not there', async () => {
    const { submission } = await declare(clerk, praise());
    const foreign = { code: 'access.not-found', status: 404 };
    await expect(declare(other, praise({ labels: { event: '另一面' } }))).rejects.toMatchObject(foreign);
    await expect(declare(nobody, praise({ labels: { event: '另一面' } }))).rejects.toMatchObject(foreign);
    const unknown = { code: 'submissions.unknown', status: 404 };
    await expect(room.submissions.one(other, hall, submission.id)).rejects.toMatchObject(unknown);
    await expect(room.submissions.one(other, hall, 'ffffffffffff')).rejects.toMatchObject(unknown);
    const amended = praise({ labels: { event: '改' } });
    const stamp = { ...at(other), origin: 'window' as const };
    await expect(room.submissions.amend(hall, submission.id, amended, stamp)).rejects.toMatchObject(unknown);
    const back = { ...stamp, reason: '撤' };
    await expect(room.submissions.withdraw(hall, submission.id, back)).rejects.toMatchObject(unknown);
    expect(await room.submissions.list(other, hall, MONTH)).toEqual([]);
    expect(await room.submissions.list(nobody, hall, MONTH)).toEqual([]);
    expect(await room.submissions.list(clerk, hall, MONTH)).toHaveLength(1);
    expect(await room.submissions.list(section, hall, MONTH)).toHaveLength(1);
    expect(await room.submissions.list(party, hall, MONTH)).toEqual([]);
    const queued = (by: Actor) => room.verification.queue(by, hall, MONTH);
    expect([await queued(party), (await queued(section)).length]).toEqual([[], 1]);
  });

  it('lets the scoring department of the item decide, and nobody on his own window', async () => {
    const { submission } = await declare(clerk, praise({ labels: { event: '锦旗二' } }));
    await expect(verified(party, submission.id)).rejects.toMatchObject({ code: 'submissions.unknown' });
    await expect(verified(clerk, submission.id)).rejects.toMatchObject({ code: 'submissions.unknown' });
    const both = actor('both', ['submission:verify', 'hall'], ['submission:declare', 'window', 'A01']);
    await expect(verified(both, submission.id)).rejects.toMatchObject({ code: 'submissions.own-window' });
    expect((await verified(section, submission.id)).state).toBe('verified');
  });

  it('takes no decision of the leading group and no deduction from a window', async () => {
    const decided = praise({ item: '00.9', labels: { document: '纪要1号' }, points: '2', text: '自己加分' });
    await expect(declare(clerk, decided)).rejects.toMatchObject({ code: 'submissions.not-for-windows' });
    const typed: Typed = { date: '2026-01-15', points: '2', labels: { document: '纪要1号' }, text: '自己加分' };
    const { id } = await room.drafts.begin(hall, MONTH, { window: 'A01', item: '00.9', typed }, at(clerk));
    const [draft] = await room.drafts.list(clerk, hall, MONTH, 'A01', '2026-01-20');
    expect(draft?.faults.map(({ zh }) => zh).join()).toContain('窗口不能申报');
    await room.drafts.drop(hall, id, 1, at(clerk));
  });

  it('keeps every change in the audit trail, in the same transaction', async () => {
    const rows = await database.read.query<{ action: string; actor: string; subject: string }[]>(
      "SELECT action, actor, subject FROM audit_record WHERE action LIKE 'submission.%' ORDER BY at, id",
    );
    expect(rows.map(({ action, actor: by }) => `${by} ${action}`).sort()).toEqual([
      'user:clerk submission.enter',
      'user:clerk submission.enter',
      'user:section submission.verify',
    ]);
  });

  it('lets one of two who save a draft at once win, and tells the other who was faster', async () => {
    const typed: Typed = { labels: { event: '表扬信' } };
    const { id } = await room.drafts.begin(hall, MONTH, { window: 'A01', item: '13.02', typed }, at(clerk));
    await expect(room.drafts.keep(hall, id, { version: 1, item: '13.02', typed }, at(other))).rejects.toMatchObject({
      code: 'submissions.draft-unknown',
    });
    const save = (event: string) =>
      room.drafts.keep(hall, id, { version: 1, item: '13.02', typed: { labels: { event } } }, at(clerk));
    const both = await Promise.allSettled([save('一'), save('二')]);
    const lost = both.filter((one) => one.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toMatchObject({ code: 'submissions.draft-changed', details: { by: 'clerk', version: 2 } });
    await room.drafts.drop(hall, id, 2, at(clerk));
    await expect(room.drafts.list(nobody, hall, MONTH, 'A01', '2026-01-20')).rejects.toMatchObject({
      code: 'submissions.window-unknown',
    });
  });

  it('keeps a file once, whoever hands it in, and shows it only to those who may see what it proves', async () => {
    const content = '%PDF-1.4 red head';
    const first = await declare(clerk, praise({ labels: { event: '三' }, evidence: [] }));
    const second = await declare(other, praise({ window: 'A02', labels: { event: '四' }, evidence: [] }));
    const add = (by: Actor, id: string, origin: 'window' | 'office' = 'window') =>
      room.evidence.addToSubmission(hall, id, file(content), origin, at(by));
    const proof = await add(clerk, first.submission.id);
    await add(other, second.submission.id);
    await expect(add(other, first.submission.id)).rejects.toMatchObject({ code: 'submissions.unknown' });
    const stored = readdirSync(join(folder, 'evidence', hall, proof.digest.slice(0, 2)));
    expect(stored).toEqual([proof.digest]);
    expect((await room.evidence.read(clerk, hall, proof.id)).content.toString()).toBe(content);
    expect((await room.evidence.read(section, hall, proof.id)).name).toBe('凭证.pdf');
    for (const by of [other, party, nobody])
      await expect(room.evidence.read(by, hall, proof.id)).rejects.toMatchObject({
        code: 'submissions.evidence-unknown',
        status: 404,
      });
    writeFileSync(join(folder, 'evidence', hall, proof.digest.slice(0, 2), proof.digest), '%PDF-1.4 forged!!');
    await expect(room.evidence.read(clerk, hall, proof.id)).rejects.toMatchObject({
      code: 'submissions.evidence-lost',
    });
    // Handing the same file in again puts it right, since what is there does not fit.
    writeFileSync(join(folder, 'evidence', hall, proof.digest.slice(0, 2), proof.digest), '%PDF');
    await add(clerk, first.submission.id);
    expect((await room.evidence.read(clerk, hall, proof.id)).content.toString()).toBe(content);
    expect((await verified(section, first.submission.id)).state).toBe('verified');
  });

  it('carries files over when what they prove is amended', async () => {
    const { submission } = await declare(clerk, praise({ labels: { event: '五' }, evidence: [] }));
    await room.evidence.addToSubmission(hall, submission.id, file('%PDF-1.4 five'), 'window', at(clerk));
    const next = await room.submissions.amend(
      hall,
      submission.id,
      praise({ labels: { event: '五面' }, evidence: [] }),
      { ...at(clerk, '2026-01-21 09:00:00'), origin: 'window' },
    );
    expect(next.files.map(({ name }) => name)).toEqual(['凭证.pdf']);
    const ruled = (await room.facts.factsOf(hall, MONTH, '2026-02-01 09:00:00')).rulings;
    expect(ruled.filter(({ fact }) => fact === `submission:${next.submission.id}`)).toEqual([]);
  });

  it('gives one receipt to two who confirm at once, and takes drafts in once', async () => {
    const typed: Typed = { date: '2026-01-18', labels: { event: '同时' }, evidence: ['照片'] };
    await room.drafts.begin(hall, MONTH, { window: 'A02', item: '13.02', typed }, at(other));
    const confirm = () => room.reports.confirm(hall, MONTH, 'A02', '月报', at(other, '2026-02-02 17:30:00'));
    await expect(
      room.reports.confirm(hall, MONTH, 'A02', '月报', at(clerk, '2026-02-02 17:30:00')),
    ).rejects.toMatchObject({ code: 'submissions.report-not-asked', status: 400 });
    const both = await Promise.allSettled([confirm(), confirm()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const own = await room.recorded.ofWindow(hall, MONTH, 'A02');
    expect(own.filter(({ submission }) => submission.labels.event === '同时')).toHaveLength(1);
    expect(await room.drafts.list(other, hall, MONTH, 'A02', '2026-02-02')).toEqual([]);
  });

  it('is not stopped by many who do the same at once, more than there are connections', async () => {
    const many = Array.from({ length: 24 }, (_, nth) => nth);
    const entered = await Promise.all(
      many.map((nth) => declare(clerk, praise({ labels: { event: `同时 ${String(nth)}` } }))),
    );
    await Promise.all(
      entered.map(({ submission }) =>
        room.verification.decide(hall, submission.id, { kind: 'rejected', reason: '不属实', ...at(section) }),
      ),
    );
    const said = await Promise.allSettled(
      many.map((nth) => {
        const kind = nth % 2 === 0 ? ('none' as const) : ('taken-back' as const);
        return room.areas.state(hall, MONTH, { window: 'A01', section: '12', kind }, at(clerk));
      }),
    );
    expect(said.some(({ status }) => status === 'fulfilled')).toBe(true);
    const confirmed = await Promise.allSettled(
      many.map(() => room.reports.confirm(hall, MONTH, 'B02', '月报', at(office2, '2026-02-02 17:00:00'))),
    );
    expect(confirmed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  }, 60_000);

  it('tells a second before the deadline, at it, and a second after', async () => {
    const standing = async (window: string, time: string) => {
      const by = actor(window, ['submission:declare', 'window', window]);
      return (await room.reports.confirm(hall, MONTH, window, '月报', at(by, time))).standing;
    };
    expect(await standing('B01', '2026-02-02 17:29:59')).toBe('in-time');
    expect(await standing('C01', '2026-02-02 17:30:00')).toBe('in-time');
    expect(await standing('A01', '2026-02-02 17:30:01')).toBe('late');
  });

  it('tells the window what was not accepted, and asks a second person where points are large', async () => {
    const { submission } = await declare(clerk, praise({ labels: { event: '六' } }));
    const untrue = { kind: 'rejected' as const, reason: '送旗人说没有送过' };
    await room.verification.decide(hall, submission.id, { ...untrue, ...at(section) });
    const decided = praise({ item: '00.9', labels: { document: '纪要1号' }, points: '-1', text: '专项检查' });
    const large = await room.submissions.enter(hall, MONTH, decided, { ...at(office), origin: 'office' });
    const told = () =>
      database.read.query<{ matter: string; state: string }[]>(
        'SELECT matter, state FROM message WHERE hall = ? AND (subject = ? OR subject = ?) ORDER BY matter',
        [hall, `submission:${submission.id}`, `submission:${large.submission.id}`],
      );
    const second = `second-person:${large.submission.id}`;
    expect((await told()).map(({ matter: key, state }) => [key, state])).toEqual([
      [second, 'open'],
      [`submission:${submission.id}:1`, 'notice'],
    ]);
    await verified(section, large.submission.id);
    expect((await told()).find(({ matter: key }) => key === second)?.state).toBe('settled');
  });

  it('shows each his part of the grid', async () => {
    const rows = async (by: Actor) => (await room.progress.grid(by, hall, MONTH, '2026-02-02 18:00:00')).rows;
    expect((await rows(clerk)).map(({ window }) => window)).toEqual(['A01']);
    expect(await rows(nobody)).toEqual([]);
    const all = await rows(office);
    expect(all.length).toBeGreaterThan(3);
    const { departments } = await room.progress.grid(section, hall, MONTH, '2026-02-02 18:00:00');
    expect(departments.map(({ department }) => department)).toEqual(['办公室']);
    expect(departments[0]?.counts.pending).toBeGreaterThan(0);
  });

  it('lets nobody but its head confirm and report a department, and the office return it', async () => {
    const stamp = at(party, '2026-02-03 09:00:00');
    await expect(room.sections.confirm(hall, MONTH, '办公室', stamp)).rejects.toMatchObject({
      code: 'submissions.section-unknown',
    });
    const head = at(section, '2026-02-03 09:00:00');
    await expect(room.sections.report(hall, MONTH, '办公室', head)).rejects.toMatchObject({
      code: 'submissions.section-pending',
    });
    for (const { submission } of await room.verification.queue(section, hall, MONTH))
      await room.verification.decide(hall, submission.id, { kind: 'rejected', reason: '不属实', ...head });
    await room.sections.confirm(hall, MONTH, '办公室', head);
    expect((await room.sections.report(hall, MONTH, '办公室', head)).state).toBe('reported');
    expect(
      (await room.sections.missing(hall, MONTH, '2026-02-03 10:00:00')).map(({ department }) => department),
    ).not.toContain('办公室');
    await expect(room.sections.giveBack(hall, MONTH, '办公室', { ...head, reason: '补查' })).rejects.toMatchObject({
      code: 'submissions.section-unknown',
    });
    const returned = { ...at(office, '2026-02-03 11:00:00'), reason: '补查' };
    expect((await room.sections.giveBack(hall, MONTH, '办公室', returned)).state).toBe('open');
  });
});
