import { zip, type ZipPart } from './zip-builder';

const OPEN = 'http://schemas.openxmlformats.org';
const STRICT = 'http://purl.oclc.org/ooxml';

export interface XlsxSheet {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** Content of `sheetData`. */
  readonly rows?: string;
  /** Elements behind `sheetData`: merged cells and so on. */
  readonly behind?: string;
  /** The whole part instead. */
  readonly xml?: string | Buffer;
}

export interface XlsxParts {
  readonly sheets?: readonly XlsxSheet[];
  /** Attributes of `workbookPr`. */
  readonly properties?: string;
  /** Number formats of cell styles 1, 2, 3 …; style 0 is General. */
  readonly formats?: readonly string[];
  /** Content of `sst`; undefined: no such part. */
  readonly shared?: string;
  /** ISO/IEC 29500 strict namespaces. */
  readonly strict?: true;
  /** Prefix of all elements of sheets, workbook and shared strings. */
  readonly prefix?: string;
  readonly more?: readonly ZipPart[];
}

/** The parts of an .xlsx file written by hand, so that a test can hold what no program lets one type. */
export function xlsxParts(given: XlsxParts): ZipPart[] {
  const base = given.strict ? STRICT : OPEN;
  const main = given.strict ? `${STRICT}/spreadsheetml/main` : `${OPEN}/spreadsheetml/2006/main`;
  const types = given.strict ? `${base}/officeDocument/relationships` : `${base}/officeDocument/2006/relationships`;
  const sheets = given.sheets ?? [];
  const root = (name: string, content: string, more = ''): string =>
    prefixed(`<${name} xmlns="${main}"${more}>${content}</${name}>`, given.prefix);
  const relations = (list: readonly (readonly [string, string, string])[]): string =>
    `<Relationships xmlns="${OPEN}/package/2006/relationships">${list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
  const entries = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name ?? `表${String(index + 1)}`}" sheetId="${String(index + 1)}"${state ? ` state="${state}"` : ''} r:id="s${String(index)}"/>`,
  );
  const links = [
    ...sheets.map((_, index) => [`s${String(index)}`, 'worksheet', `worksheets/sheet${String(index)}.xml`] as const),
    ['st', 'styles', 'styles.xml'] as const,
    ...(given.shared === undefined ? [] : [['sh', 'sharedStrings', 'sharedStrings.xml'] as const]),
  ];
  const book = `<workbookPr ${given.properties ?? ''}/><sheets>${entries.join('')}</sheets>`;
  return [
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: relations([['b', 'officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/workbook.xml', content: root('workbook', book, ` xmlns:r="${types}"`) },
    { name: 'xl/_rels/workbook.xml.rels', content: relations(links) },
    { name: 'xl/styles.xml', content: root('styleSheet', styles(given.formats ?? [])) },
    ...(given.shared === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: root('sst', given.shared) } satisfies ZipPart]),
    ...sheets.map(({ xml, rows, behind }, index) => ({
      name: `xl/worksheets/sheet${String(index)}.xml`,
      content: xml ?? root('worksheet', `<sheetData>${rows ?? ''}</sheetData>${behind ?? ''}`),
    })),
    ...(given.more ?? []),
  ];
}

export function xlsx(given: XlsxParts): Buffer {
  return zip(xlsxParts(given));
}

/** A cell with its text inside. */
export function inline(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

function styles(formats: readonly string[]): string {
  const codes = formats.map(
    (code, index) => `<numFmt numFmtId="${String(164 + index)}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  const cells = formats.map((_, index) => `<xf numFmtId="${String(164 + index)}"/>`);
  return `<numFmts>${codes.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${cells.join('')}</cellXfs>`;
}

function prefixed(xml: string, prefix: string | undefined): string {
  if (prefix === undefined) return xml;
  return xml.replace(/<(\/?)([A-Za-z])/g, `<$1${prefix}:$2`).replace('xmlns=', `xmlns:${prefix}=`);
}
