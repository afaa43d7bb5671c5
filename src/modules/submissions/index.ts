export { SubmissionFacts } from './submission-facts.service';
export { registerSubmissions } from './submissions.command';
export { SubmissionsModule } from './submissions.module';
