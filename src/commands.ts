import type { Command } from 'commander';
import { registerDemo } from 'demo/demo.command';
import type { CommandIo } from 'src/config/command-io';
import { cliActor } from 'src/common/actor';
import { registerAttendance } from 'src/modules/attendance';
import { registerAudit } from 'src/modules/audit';
import { registerAwards } from 'src/modules/awards';
import { PeriodService, registerCalendar } from 'src/modules/calendar';
import { registerCases } from 'src/modules/cases';
import { registerImport } from 'src/modules/intake';
import { registerSources } from 'src/modules/intake/connectors/sources.command';
import { registerTemplate } from 'src/modules/intake/template/template.command';
import { registerIdentity } from 'src/modules/identity';
import { registerJobs } from 'src/modules/jobs';
import { registerMessages } from 'src/modules/messages';
import { registerOpening } from 'src/modules/opening';
import { OrganisationService, registerOrganisation } from 'src/modules/organisation';
import { registerRatings } from 'src/modules/ratings';
import { registerComparison, registerReports, TrailBooks } from 'src/modules/reports';
import { registerRules } from 'src/modules/rules';
import { ScoreService, registerEvaluate, registerRollup, registerScoring } from 'src/modules/scoring';
import { registerSubmissions } from 'src/modules/submissions';
import { registerBooks } from 'src/modules/scoring/books/books.command';
import { PublicationService } from 'src/modules/scoring/books/publication.service';
import { lastSeal } from './case-seals';
import { FEEDS, preparing, windowsKnown } from './feeds';
import { TEMPLATES } from './templates/templates';
import { registerOperations } from './operations.command';

/** Every command of the command line, in the order of the month. */
export function registerCommands(program: Command, io: CommandIo): void {
  const hallOf = async (): Promise<string> => (await (await io.service(OrganisationService)).hall(io.hall)).id;
  registerCalendar(program, io);
  registerOrganisation(program, io);
  registerRules(program, io, hallOf, async (hall, actor, book) =>
    (await io.service(PublicationService)).text(actor, hall, book),
  );
  registerImport(program, io, FEEDS, preparing(io));
  registerTemplate(program, io, TEMPLATES, () => windowsKnown(io));
  registerSources(program, io, hallOf);
  registerAttendance(program, io);
  registerCases(program, io, {
    sealed: async (hall, period) =>
      lastSeal({ scores: await io.service(ScoreService), periods: await io.service(PeriodService) }, hall, period),
  });
  registerRatings(program, io);
  registerSubmissions(program, io);
  const rules = program.commands.find((command) => command.name() === 'rules');
  if (rules) registerBooks(rules, io, hallOf);
  registerEvaluate(program, io);
  registerScoring(program, io);
  registerRollup(program, io);
  registerOpening(program, io);
  registerAwards(program, io, hallOf);
  registerReports(program, io);
  registerComparison(program, io);
  registerMessages(program, io, hallOf);
  registerAudit(program, io, {
    hall: hallOf,
    book: async (hall, filters) =>
      (await (await io.service(TrailBooks)).render(hall, filters, cliActor('audit'), io.language)).content,
  });
  registerIdentity(program, io, hallOf);
  registerJobs(program, io);
  registerDemo(program, io);
  registerOperations(program, io);
}
