import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { registerCalendar } from 'src/modules/calendar/calendar.command';
import { registerImport } from 'src/modules/intake';
import { registerOrganisation } from 'src/modules/organisation';
import { registerRules } from 'src/modules/rules';
import { FEEDS, preparing } from './feeds';

/** Every command of the command line, in the order of the month. */
export function registerCommands(program: Command, io: CommandIo): void {
  registerCalendar(program, io);
  registerOrganisation(program, io);
  registerRules(program, io);
  registerImport(program, io, FEEDS, preparing(io));
}
