import { Clock, instantOf } from 'src/common/clock';
import { Settings } from 'src/config/settings.dto';
import { AuditService } from 'src/modules/audit';
import { PeriodService } from 'src/modules/calendar';
import { MessagesService } from 'src/modules/messages';
import { RulesService } from 'src/modules/rules';
import { SubmissionFacts, SubmissionsService } from 'src/modules/submissions';
import { AreasService } from 'src/modules/submissions/draft/areas.service';
import { DraftsService } from 'src/modules/submissions/draft/drafts.service';
import { HandIn } from 'src/modules/submissions/draft/hand-in.service';
import { EvidenceService } from 'src/modules/submissions/evidence/evidence.service';
import { EvidenceStore } from 'src/modules/submissions/evidence/evidence-store.service';
import { BasisOfMonth } from 'src/modules/submissions/form/basis.service';
import { ProgressService } from 'src/modules/submissions/progress/progress.service';
import { ObjectionsService } from 'src/modules/submissions';
import { RecordedSubmissions } from 'src/modules/submissions/recorded.service';
import { Completeness } from 'src/modules/submissions/report/completeness.service';
import { ReportsOfMonth } from 'src/modules/submissions/report/reports.service';
import { Told } from 'src/modules/submissions/reminders/told.service';
import { SamplesService } from 'src/modules/submissions/verification/samples.service';
import { SectionReports } from 'src/modules/submissions/verification/section-reports.service';
import { VerificationService } from 'src/modules/submissions/verification/verification.service';
import type { SampleHall } from './sample-hall';

class StillClock extends Clock {
  now(): number {
    return instantOf('2026-02-02 18:00:00');
  }
}

/** The services of the room over the database of a sample hall, as the module puts them together. */
export function submissionRoom({ database, organisation, notices, coverage }: SampleHall, dataDir = '') {
  const periods = new PeriodService(database);
  const rules = new RulesService(database);
  const recorded = new RecordedSubmissions(database);
  const audit = new AuditService(new StillClock());
  const basis = new BasisOfMonth(organisation, rules);
  const store = new EvidenceStore();
  const messages = new MessagesService(new StillClock());
  const told = new Told(messages);
  const objections = new ObjectionsService(database, periods, audit, messages, store);
  const submissions = new SubmissionsService(database, periods, rules, basis, recorded, store, told, audit);
  const drafts = new DraftsService(database, periods, basis, store, audit);
  const areas = new AreasService(database, periods, basis, recorded, audit);
  const handIn = new HandIn(database, drafts, areas, submissions, store);
  const reports = new ReportsOfMonth(database, periods, notices, organisation, basis, handIn, told, audit);
  const sections = new SectionReports(database, periods, basis, recorded, reports, told, audit);
  const verification = new VerificationService(database, periods, basis, recorded, submissions, sections);
  const samples = new SamplesService(database, periods, basis, recorded, submissions, sections, audit);
  const settings = new Settings(undefined, dataDir, undefined, '127.0.0.1', 0, 'zh');
  return {
    ...{ periods, rules, recorded, submissions, drafts, areas, reports, sections, verification, samples },
    completeness: new Completeness(database, coverage, basis, audit),
    evidence: new EvidenceService(database, settings, periods, basis, recorded, submissions, drafts, audit, objections),
    progress: new ProgressService(database, basis, reports, sections),
    facts: new SubmissionFacts(recorded, reports, samples, coverage, rules),
  };
}
export type SubmissionRoom = ReturnType<typeof submissionRoom>;
