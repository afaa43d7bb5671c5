import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { registerCalendar } from 'src/modules/calendar/calendar.command';

/** Every command of the command line, in the order of the month. */
export function registerCommands(program: Command, io: CommandIo): void {
  registerCalendar(program, io);
}
