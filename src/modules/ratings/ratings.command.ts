import type { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { registerHandling } from './handling/handling.command';
import { registerLimits } from './handling/limits.command';
import { registerShown } from './shown/shown.command';

/** Adds `ratings show|due|signals|appeals`, `ratings appeal|callback|judge` and `ratings limits list|set`. */
export function registerRatings(program: Command, io: CommandIo): void {
  const ratings = program.command('ratings').description(io.language === 'zh' ? '好差评' : 'ratings');
  registerShown(ratings, io);
  registerHandling(ratings, io);
  registerLimits(ratings, io);
}
