import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { cliActor } from 'src/common/actor';
import type { Database } from 'src/config/database.service';
import { PeriodService } from 'src/modules/calendar';
import { RulesService } from 'src/modules/rules';
import { SubmissionFacts } from 'src/modules/submissions';
import { RecordedSubmissions } from 'src/modules/submissions/recorded.service';
import type { Completeness } from 'src/modules/submissions/report/completeness.service';
import { ReportsOfMonth } from 'src/modules/submissions/report/reports.service';
import type { Draft } from 'src/modules/submissions/submission';
import { SubmissionsService, type Entering } from 'src/modules/submissions/submissions.service';
import { VerificationService } from 'src/modules/submissions/verification/verification.service';
import { testEngines } from 'test/support/engines';
import { SampleHall } from 'test/support/sample-hall';
import { submissionRoom } from 'test/support/submission-room';

const BOOK = readFileSync(join(__dirname, '../../src/modules/rules/books/lianshui-2026.yaml'), 'utf8');
/** The shipped book with the sources that people hand in connected. */
const CONNECTED = BOOK.replace(/ {2}- (documents|declarations|discipline|entries)\n/g, '');
const answers = new Ajv({ allErrors: true });
const schema = (name: string) =>
  answers.compile(JSON.parse(readFileSync(`docs/schemas/${name}.schema.json`, 'utf8')) as object);
const isList = schema('submissions');
const isReports = schema('month-reports');
const MONTH = '2026-01';
const ASOF = '2026-02-02 18:00:00';

describe.each(testEngines())('submissions on $name', (engine) => {
  let database: Database;
  let drop: () => Promise<void>;
  let sample: SampleHall;
  let rules: RulesService;
  let submissions: SubmissionsService;
  let recorded: RecordedSubmissions;
  let reports: ReportsOfMonth;
  let facts: SubmissionFacts;
  let verification: VerificationService;
  let completeness: Completeness;
  let periods: PeriodService;

  beforeAll(async () => {
    ({ database, drop } = await engine.open());
    sample = await SampleHall.open(database);
    ({ periods, rules, submissions, recorded, reports, verification, completeness, facts } = submissionRoom(sample));
  });
  afterAll(() => drop());

  const publish = (text: string, reason = '') =>
    rules.publish({ hall: sample.hall, text, actor: cliActor('甲'), at: '2026-01-02 09:00:00', reason }, () =>
      Promise.resolve([]),
    );
  const entering = (over: Partial<Entering> = {}): Entering => ({
    by: cliActor('甲'),
    at: '2026-01-20 09:00:00',
    origin: 'office',
    ...over,
  });
  const draft = (over: Partial<Draft> = {}): Draft => ({
    item: '13.02',
    window: 'A01',
    staff: [],
    date: '2026-01-15',
    labels: { event: '锦旗' },
    amounts: {},
    evidence: ['照片1.jpg'],
    text: '',
    ...over,
  });
  const decision = (kind: 'verified' | 'rejected' | 'withdrawn', reason = '', by = '乙') => ({
    kind,
    reason,
    by: cliActor(by),
    at: '2026-01-21 10:00:00',
  });

  it('says that no rules are published, and that a source is not connected, instead of taking what cannot count', async () => {
    await expect(submissions.forms(cliActor('甲'), sample.hall, MONTH)).rejects.toMatchObject({
      code: 'submissions.no-book',
    });
    await publish(BOOK);
    await expect(submissions.enter(sample.hall, MONTH, draft(), entering())).rejects.toMatchObject({
      code: 'submissions.not-connected',
    });
    await publish(CONNECTED, '接通申报来源');
    expect(await recorded.ofMonth(sample.hall, MONTH)).toEqual([]);
  });

  it('takes a submission, which is a fact from then on and counts once verified', async () => {
    const { submission, state } = await submissions.enter(sample.hall, MONTH, draft(), entering());
    expect(state).toBe('pending');
    const verifiedOf = async () => {
      const { facts: made } = await facts.factsOf(sample.hall, MONTH, ASOF);
      return made.flatMap((one) => (one.kind === 'occurrence' && one.window === 'A01' ? [one.verified] : []));
    };
    expect(await verifiedOf()).toEqual(['pending']);
    expect((await verification.decide(sample.hall, submission.id.slice(0, 6), decision('verified'))).state).toBe(
      'verified',
    );
    expect(await verifiedOf()).toEqual(['yes']);
    const listed = await recorded.ofMonth(sample.hall, MONTH);
    expect([isList(listed), isList.errors]).toEqual([true, null]);
    // As it stood before, for the proof of a sealed month.
    const statesAt = async (knownAt: string) =>
      (await recorded.ofMonth(sample.hall, MONTH, knownAt)).map(({ state }) => state);
    expect(await statesAt('2026-01-21 10:00:00')).toEqual(['verified']);
    expect(await statesAt('2026-01-21 09:59:59')).toEqual(['pending']);
    expect(await statesAt('2026-01-19 23:59:59')).toEqual([]);
  });

  it('flags the same event, and takes it when the person says that it is another', async () => {
    const again = submissions.enter(sample.hall, MONTH, draft(), entering({ at: '2026-01-22 09:00:00' }));
    await expect(again).rejects.toMatchObject({ code: 'submissions.entered-twice' });
    const other = await submissions.enter(
      sample.hall,
      MONTH,
      draft(),
      entering({ at: '2026-01-22 09:00:00', repeat: true }),
    );
    await verification.decide(sample.hall, other.submission.id, decision('withdrawn', '重复登记'));
    expect(
      (await facts.factsOf(sample.hall, MONTH, ASOF)).facts.filter(({ id }) => id.includes(other.submission.id)),
    ).toEqual([]);
  });

  it('keeps what was handed in first when it is amended, and amends nothing that was verified', async () => {
    const first = await submissions.enter(sample.hall, MONTH, draft({ labels: { event: '表扬信' } }), entering());
    const { id } = first.submission;
    const better = draft({ labels: { event: '表扬信' }, evidence: ['表扬信原件'] });
    const next = await submissions.amend(sample.hall, id, better, entering({ at: '2026-01-21 09:00:00' }));
    expect(next.submission).toMatchObject({ replaces: id, evidence: ['表扬信原件'] });
    expect((await recorded.one(sample.hall, id)).state).toBe('replaced');
    await verification.decide(sample.hall, next.submission.id, decision('verified'));
    await expect(submissions.amend(sample.hall, next.submission.id, better, entering())).rejects.toMatchObject({
      code: 'submissions.decision-impossible',
    });
    await expect(verification.decide(sample.hall, id, decision('verified'))).rejects.toMatchObject({
      code: 'submissions.decision-impossible',
    });
  });

  it('verifies nothing without the evidence the book demands, and large points by a second person only', async () => {
    const bare = await submissions.enter(
      sample.hall,
      MONTH,
      draft({ labels: { event: '口头表扬' }, evidence: [] }),
      entering(),
    );
    await expect(verification.decide(sample.hall, bare.submission.id, decision('verified'))).rejects.toMatchObject({
      code: 'submissions.evidence-missing',
    });
    await expect(verification.decide(sample.hall, bare.submission.id, decision('rejected'))).rejects.toMatchObject({
      code: 'submissions.reason-missing',
    });
    const decided = draft({
      item: '00.9',
      labels: { document: '纪要1号' },
      points: '1',
      text: '会议决定',
      evidence: ['纪要1号'],
    });
    const large = await submissions.enter(sample.hall, MONTH, decided, entering());
    const { id } = large.submission;
    await expect(verification.decide(sample.hall, id, decision('verified', '', '甲'))).rejects.toMatchObject({
      code: 'submissions.second-person',
    });
    expect((await verification.decide(sample.hall, id, decision('verified'))).state).toBe('verified');
  });

  it('lets one of two deciders win', async () => {
    const { submission } = await submissions.enter(sample.hall, MONTH, draft({ date: '2026-01-16' }), entering());
    const both = await Promise.allSettled([
      verification.decide(sample.hall, submission.id, decision('verified')),
      verification.decide(sample.hall, submission.id, decision('rejected', '回访不属实')),
    ]);
    const { decisions } = await recorded.one(sample.hall, submission.id);
    // Either the second was refused, or it saw the first and followed it: nothing that was answered is lost.
    expect(decisions).toHaveLength(both.filter(({ status }) => status === 'fulfilled').length);
    expect(decisions.length).toBeGreaterThan(0);
  });

  it('states a source complete for the hall or one window', async () => {
    const stamp = { by: cliActor('甲'), at: '2026-02-02 09:00:00' };
    await expect(completeness.complete(sample.hall, MONTH, { source: 'cases' }, stamp)).rejects.toMatchObject({
      code: 'submissions.source-unknown',
    });
    await expect(
      completeness.complete(sample.hall, MONTH, { source: 'documents', window: 'ZZ' }, stamp),
    ).rejects.toMatchObject({ code: 'submissions.window-unknown' });
    await completeness.complete(sample.hall, MONTH, { source: 'documents' }, stamp);
    await completeness.complete(sample.hall, MONTH, { source: 'entries', window: 'A01' }, stamp);
    const span = { from: '2026-01-01', to: '2026-01-31' };
    expect((await facts.factsOf(sample.hall, MONTH, ASOF)).coverage).toEqual([
      { source: 'documents', ...span },
      { source: 'entries', ...span, windows: ['A01'] },
    ]);
  });

  it('gives a receipt once, says late, and counts who never reported', async () => {
    const stamp = (at: string) => ({ by: cliActor('甲'), at });
    const confirm = (window: string, at: string) => reports.confirm(sample.hall, MONTH, window, '月报', stamp(at));
    await expect(confirm('A01', '2026-01-31 23:59:59')).rejects.toMatchObject({ code: 'submissions.report-too-early' });
    // 1 February 2026 is a Sunday: the deadline is Monday the 2nd, 17:30.
    expect(await confirm('A01', '2026-02-02 17:30:00')).toMatchObject({
      standing: 'in-time',
      until: '2026-02-02 17:30:00',
      report: { receipt: '202601-A01' },
    });
    await expect(confirm('A01', '2026-02-02 17:30:05')).rejects.toMatchObject({ code: 'submissions.report-twice' });
    await expect(confirm('ZZ', '2026-02-02 17:30:05')).rejects.toMatchObject({ code: 'submissions.report-not-asked' });
    expect(await confirm('A02', '2026-02-02 17:30:01')).toMatchObject({ standing: 'late' });
    const until = { window: 'B01', form: '月报', until: '2026-02-06', reason: '系统迁移' };
    expect(await reports.extend(sample.hall, MONTH, until, stamp('2026-02-02 09:00:00'))).toMatchObject({
      standing: 'open',
      until: '2026-02-06 23:59:59',
    });
    const standings = await reports.standings(sample.hall, MONTH, ASOF);
    expect([isReports(standings), isReports.errors]).toEqual([true, null]);
    const typesAt = async (asOf: string, knownAt?: string) => {
      const { facts: made } = await facts.factsOf(sample.hall, MONTH, asOf, knownAt);
      return made.flatMap((one) =>
        one.kind === 'occurrence' && one.type.startsWith('declaration.') && one.id.startsWith('report:')
          ? [`${one.window ?? ''} ${one.type}`]
          : [],
      );
    };
    expect(await typesAt('2026-02-03 12:00:00')).toEqual(['A02 declaration.late']);
    const missing = await typesAt('2026-02-28 12:00:00');
    expect(missing).toContain('A02 declaration.late');
    expect(missing).toContain('B01 declaration.missing');
    expect(missing).not.toContain('A01 declaration.missing');
    // Known before anybody reported: everybody was still missing then.
    expect(await typesAt('2026-02-28 12:00:00', '2026-02-02 09:00:00')).toContain('A01 declaration.missing');
  });

  it('takes nothing into a closed month', async () => {
    await periods.ensure(sample.hall, '2026-01', ASOF);
    await database.write((manager) =>
      manager.query("UPDATE period SET state = 'closed' WHERE hall = ? AND month = ?", [sample.hall, MONTH]),
    );
    const late = draft({ date: '2026-01-17', labels: { event: '锦旗二' } });
    await expect(submissions.enter(sample.hall, MONTH, late, entering())).rejects.toMatchObject({
      code: 'calendar.period-frozen',
    });
    const stamp = { by: cliActor('甲'), at: '2026-02-10 09:00:00' };
    await expect(reports.confirm(sample.hall, MONTH, 'C01', '月报', stamp)).rejects.toMatchObject({
      code: 'calendar.period-frozen',
    });
  });
});
