import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..');
const src = join(root, 'src');

const FLOORS: readonly (readonly string[])[] = [
  ['config', 'common'],
  ['audit', 'requests'],
  ['calendar', 'jobs'],
  ['identity', 'messages'],
  ['intake'],
  ['organisation', 'rules'],
  ['attendance', 'supervision', 'cases', 'ratings', 'submissions', 'opening'],
  ['scoring'],
  ['awards'],
  ['reports'],
  ['templates'],
];
const ROLES = [
  'service',
  'controller',
  'entity',
  'module',
  'dto',
  'jobs',
  'feed',
  'xlsx',
  'docx',
  'command',
  'process',
];
/** What a pure file must not reach. `node:crypto` is allowed for hashing only. */
const IMPURE =
  /^(@nestjs\/|typeorm$|exceljs$|mysql2|libsql$|node-cron$|yauzl$|commander$|cli-table3$|express|node:(?!crypto$|path$|assert$))/;
const IMPURE_CALLS = /\b(Date\.now\(|Math\.random\(|new Date\(\)|process\.(env|stdout|stderr)|randomUUID|randomBytes)/;

interface Source {
  readonly file: string;
  readonly name: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
  readonly roles: boolean;
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

const sources: Source[] = walk(src)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const name = relative(src, file).replaceAll('\\', '/');
    const text = readFileSync(file, 'utf8');
    const imports = ts.preProcessFile(text, true, true).importedFiles.map((entry) => entry.fileName);
    const parts = name.split('/');
    const room = parts[0] === 'modules' ? (parts[1] ?? '') : (parts[0] ?? '');
    const stem = (parts.at(-1) ?? '').replace(/\.ts$/, '');
    return {
      file,
      name,
      room,
      text,
      imports,
      roles: ROLES.includes(stem.split('.').at(-1) ?? '') && stem.includes('.'),
    };
  });
const code = sources.filter((source) => !source.name.endsWith('.spec.ts'));
const floorOf = (room: string): number => FLOORS.findIndex((floor) => floor.includes(room));
/** Rooms proper: everything but the assembly files directly under src. */
const housed = code.filter((source) => source.name.includes('/') && !source.name.startsWith('migrations/'));

function target(source: Source, imported: string): string | undefined {
  if (imported.startsWith('src/')) return imported.slice(4);
  if (imported.startsWith('.')) return relative(src, join(dirname(source.file), imported)).replaceAll('\\', '/');
  return undefined;
}

describe('the house', () => {
  it('finds the source files', () => {
    expect(code.length).toBeGreaterThan(50);
  });

  it('knows the floor of every room', () => {
    expect([...new Set(housed.map((source) => source.room))].filter((room) => floorOf(room) < 0)).toEqual([]);
  });

  it('imports only downwards, and never a neighbour', () => {
    const breaches = housed.flatMap((source) =>
      source.imports.flatMap((imported) => {
        const path = target(source, imported);
        if (path === undefined) return [];
        const room = path.startsWith('modules/') ? (path.split('/')[1] ?? '') : (path.split('/')[0] ?? '');
        if (room === source.room) return [];
        const [from, to] = [floorOf(source.room), floorOf(room)];
        const base = source.room === 'config' && room === 'common';
        return to < 0 || (to >= from && !base) ? [`${source.name} → ${imported}`] : [];
      }),
    );
    expect(breaches).toEqual([]);
  });

  it('enters a room through its index or a pure file', () => {
    const breaches = housed.flatMap((source) =>
      source.imports.flatMap((imported) => {
        const path = target(source, imported);
        if (!path?.startsWith('modules/') || path.split('/')[1] === source.room) return [];
        const stem = path.split('/').at(-1) ?? '';
        return ROLES.includes(stem.split('.').at(-1) ?? '') && stem.includes('.')
          ? [`${source.name} → ${imported}`]
          : [];
      }),
    );
    expect(breaches).toEqual([]);
  });

  it('keeps files without a role suffix pure', () => {
    const pure = housed.filter((source) => !source.roles && !source.name.endsWith('index.ts'));
    const breaches = pure.flatMap((source) => [
      ...source.imports
        .filter((imported) => IMPURE.test(imported))
        .map((imported) => `${source.name} imports ${imported}`),
      ...(IMPURE_CALLS.test(stripComments(source.text)) ? [`${source.name} reads clock, random or environment`] : []),
    ]);
    expect(breaches).toEqual([]);
  });

  it('keeps pure files from importing files that touch the world', () => {
    const pure = housed.filter((source) => !source.roles && !source.name.endsWith('index.ts'));
    const breaches = pure.flatMap((source) =>
      source.imports.flatMap((imported) => {
        const stem = target(source, imported)?.split('/').at(-1) ?? '';
        return ROLES.includes(stem.split('.').at(-1) ?? '') && stem.includes('.')
          ? [`${source.name} → ${imported}`]
          : [];
      }),
    );
    expect(breaches).toEqual([]);
  });

  it('keeps entities inside their room', () => {
    const breaches = code.flatMap((source) =>
      source.imports.flatMap((imported) => {
        const path = target(source, imported);
        return path?.endsWith('.entity') === true && path.split('/')[1] !== source.name.split('/')[1]
          ? [`${source.name} → ${imported}`]
          : [];
      }),
    );
    expect(breaches).toEqual([]);
  });

  it('keeps files and folders small', () => {
    const lines = (source: Source): number => source.text.split('\n').length - 1;
    const long = housed
      .filter((source) => lines(source) > (source.roles ? 300 : 200))
      .map((source) => `${source.name}: ${String(lines(source))}`);
    const folders = new Map<string, number>();
    for (const source of housed) folders.set(dirname(source.name), (folders.get(dirname(source.name)) ?? 0) + 1);
    const crowded = [...folders]
      .filter(([, count]) => count > 16)
      .map(([folder, count]) => `${folder}: ${String(count)} files`);
    expect({ long, crowded }).toEqual({ long: [], crowded: [] });
  });

  it('gives each body of a request a name of its own: two of one name are one schema in the description of the API', () => {
    const names = code
      .filter((source) => source.name.endsWith('.dto.ts'))
      .flatMap((source) => [...source.text.matchAll(/^export class (\w+)/gm)].map((match) => match[1] ?? ''));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('keeps doors small: at most ten names in an index', () => {
    const wide = code
      .filter((source) => /^modules\/[^/]+\/index\.ts$/.test(source.name))
      .map((source) => ({
        name: source.name,
        names: [...source.text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap((match) =>
          (match[1] ?? '').split(',').filter((word) => word.trim() !== ''),
        ),
      }))
      .filter((door) => door.names.length > 10 || door.names.length === 0);
    expect(wide).toEqual([]);
  });

  it('has no climbing imports, no silenced lint and no unfinished notes', () => {
    const breaches = sources.flatMap((source) => [
      ...source.imports
        .filter((imported) => imported.startsWith('..'))
        .map((imported) => `${source.name} climbs to ${imported}`),
      ...(/eslint-disable|@ts-ignore|@ts-nocheck|@ts-expect-error/.test(source.text)
        ? [`${source.name} silences a check`]
        : []),
      ...(/\b(TODO|FIXME|XXX)\b/.test(source.text) ? [`${source.name} has an unfinished note`] : []),
    ]);
    expect(breaches).toEqual([]);
  });

  it('has no room without a use: nothing called utils, helpers or misc', () => {
    expect(
      code.filter((source) => /(^|\/)(utils?|helpers?|misc)(\/|\.ts$)/.test(source.name)).map((source) => source.name),
    ).toEqual([]);
    expect(readdirSync(join(src, 'common')).filter((file) => !file.endsWith('.spec.ts')).length).toBeLessThanOrEqual(
      10,
    );
  });
});

function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
