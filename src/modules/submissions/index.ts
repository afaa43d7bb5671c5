export { ObjectionsService } from './objections/objections.service';
export { SubmissionFacts } from './submission-facts.service';
export { registerSubmissions } from './submissions.command';
export { draftOf, ObjectionParams, ReportParams, SubmissionDto } from './submissions.dto';
export { SubmissionsModule } from './submissions.module';
export { SubmissionsService } from './submissions.service';
export { SectionReports } from './verification/section-reports.service';
