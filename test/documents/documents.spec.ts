import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';

const root = join(__dirname, '../..');

/** What is committed, or would be with the next commit; a copy without git history has no such list. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root })
  .toString('utf8')
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const text = (file: string): string => readFileSync(join(root, file), 'utf8');
const fold = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

describe('documents', () => {
  const pages = files.filter((file) => file.endsWith('.md'));

  it.each(pages)('%s: every relative link leads somewhere', (page) => {
    const broken: string[] = [];
    const prose = text(page).replace(/^```[\s\S]*?^```$/gm, '');
    for (const [, target = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      const place = path === '' ? join(root, page) : join(root, dirname(page), decodeURI(path));
      if (!existsSync(place)) broken.push(target);
      else if (anchor !== undefined && statSync(place).isFile()) {
        const titles = [...readFileSync(place, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => fold(title));
        if (!titles.includes(anchor)) broken.push(target);
      }
    }
    expect(broken).toEqual([]);
  });

  it('there are pages to check', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'README.zh-CN.md', 'docs/command-line.md']));
  });
});

describe('schemas', () => {
  const schemas = files.filter((file) => /^docs\/schemas\/.*\.json$/.test(file));

  it.each(schemas)('%s compiles', (file) => {
    const schema = JSON.parse(text(file)) as { $schema: string; $id?: string };
    const drafts = {
      'http://json-schema.org/draft-07/schema#': Ajv,
      'https://json-schema.org/draft/2020-12/schema': Ajv2020,
    };
    expect(Object.keys(drafts)).toContain(schema.$schema);
    const Draft = drafts[schema.$schema as keyof typeof drafts];
    const ajv = new Draft({ strict: false, validateFormats: false });
    // Others refer to parts of this one.
    if (!file.endsWith('/evaluation.schema.json') && Draft === Ajv)
      ajv.addSchema(JSON.parse(text('docs/schemas/evaluation.schema.json')) as object);
    expect(typeof ajv.compile(schema)).toBe('function');
  });

  it('are there', () => {
    expect(schemas.length).toBeGreaterThan(10);
  });
});

describe('committed files', () => {
  const bytes = files.map((file) => ({ file, content: readFileSync(join(root, file)).toString('latin1') }));
  const holding = (pattern: RegExp): string[] =>
    bytes.filter(({ content }) => pattern.test(content)).map(({ file }) => file);

  it('hold no path of the machine they were written on', () => {
    // Written in pieces, so that this file is no hit of its own.
    const folders = ['work', 'farm', 'tmp/bf', 'home/[a-z]+', 'root'].join('|');
    expect(holding(new RegExp(`(?<![\\w.*])/(?:${folders})/`))).toEqual([]);
  });

  it('hold no download address of a package', () => {
    expect(holding(/https?:\/\/[\w.-]*(?:registry|npmjs|npmmirror|artifactory|verdaccio|nexus)[\w.-]*/)).toEqual([]);
    expect(JSON.stringify(JSON.parse(text('package-lock.json')))).not.toContain('"resolved"');
    expect(text('.npmrc')).not.toMatch(/^\s*(?:registry|@[\w-]+:registry)\s*=/m);
  });
});
