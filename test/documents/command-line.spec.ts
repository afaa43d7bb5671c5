import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { CommandIo } from 'src/config/command-io';
import { registerCommands } from 'src/commands';

const page = readFileSync(join(__dirname, '../../docs/command-line.md'), 'utf8');

/** Described once at the top of the page, for every command. */
const COMMON = new Set(['--json', '--lang', '--hall', '--help']);

const nothing = (): never => {
  throw new Error('no command runs here');
};
const io: CommandIo = {
  language: 'en',
  clock: { now: nothing },
  cwd: __dirname,
  hall: undefined,
  answer: nothing,
  line: nothing,
  table: nothing,
  note: nothing,
  service: nothing,
};

interface Documented {
  readonly heading: string;
  /** Long names, those that must be given marked with `!`. */
  readonly options: readonly string[];
}

/** A group that only holds other commands needs no section; one with an action of its own (`jobs`) does. */
function commandsOf(command: Command, path: readonly string[] = []): Documented[] {
  const below = command.commands.flatMap((child) => commandsOf(child, [...path, child.name()]));
  const acts = (command as unknown as { _actionHandler: unknown })._actionHandler !== null;
  if (path.length === 0 || !acts) return below;
  const words = command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`));
  const options = command.options
    .filter(({ long }) => !COMMON.has(long ?? ''))
    .map(({ flags, mandatory }) => `${flags}${mandatory ? ' required' : ''}`);
  return [{ heading: [...path, ...words].join(' '), options }, ...below];
}

function documented(): Documented[] {
  return page
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const heading = /^`([^`]+)`\n/.exec(section)?.[1] ?? section.split('\n')[0] ?? '';
      const rows = [...(section.split(/^## /m)[0] ?? '').matchAll(/^\| `(--[^`]+)` \|(.*)\|$/gm)];
      const options = rows.map(
        ([, flags = '', text = '']) => `${flags}${/\brequired\b(?! (with|for)\b)/.test(text) ? ' required' : ''}`,
      );
      return { heading, options };
    });
}

const program = new Command('baifen');
registerCommands(program, io);
const built = commandsOf(program);
/** Asked for by the command itself, with a sentence, so that commander does not call it mandatory. */
const ASKED_LATER = new Set(['rules publish <book>']);

describe('docs/command-line.md', () => {
  it('has a section for every command with its arguments, and for no other', () => {
    expect(built.length).toBeGreaterThan(30);
    expect(
      documented()
        .map(({ heading }) => heading)
        .sort(),
    ).toEqual(built.map(({ heading }) => heading).sort());
  });

  it.each(built)('$heading: every option, and no other', ({ heading, options }) => {
    const plain = (one: string): string => (ASKED_LATER.has(heading) ? one.replace(/ required$/, '') : one);
    const section = documented().find((one) => one.heading === heading);
    expect(section?.options.map(plain).sort()).toEqual([...options].sort());
  });

  it('names every variable of the environment and no other', () => {
    const settings = readFileSync(join(__dirname, '../../src/config/settings.dto.ts'), 'utf8');
    const read = new Set([...settings.matchAll(/^ {2}(BAIFEN_[A-Z_]+)/gm)].map(([, name]) => name));
    const rows = [...page.matchAll(/^\| `(BAIFEN_[A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual([...read].sort());
  });

  it('says what the exit codes mean', () => {
    for (const code of [0, 1, 2, 3]) expect(page).toMatch(new RegExp(`^\\| ${String(code)} \\| `, 'm'));
  });
});
