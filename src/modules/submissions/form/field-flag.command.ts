import { InvalidArgumentError } from 'commander';

/** `--field 级别=县`, as often as there are blanks. */
export function fieldFlag(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('name=value, level=县');
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1) };
}
