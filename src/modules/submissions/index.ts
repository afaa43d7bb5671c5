export { SubmissionFacts } from './submission-facts.service';
export { registerSubmissions } from './submissions.command';
export { SubmissionsModule } from './submissions.module';
export { SubmissionsService } from './submissions.service';
