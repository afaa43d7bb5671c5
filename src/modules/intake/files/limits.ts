/** Caps that hold before and while a file is read. Numbers, not settings: a file beyond them is no month of a hall. */
export const LIMITS = {
  /** Bytes of a zip archive, workbook or not. Text is read in pieces and may be as long as it is. */
  archiveBytes: 1024 * 1024 * 1024,
  /** Bytes of an .xls file, which is held whole; 65,536 rows of 40 columns. */
  xlsBytes: 50 * 1024 * 1024,
  /** Entries of the archive, pictures not counted, and all together. */
  parts: 200,
  allParts: 20_000,
  /** Bytes of all parts after unpacking. */
  inflatedBytes: 1024 * 1024 * 1024,
  /** Unpacked : packed, for parts above `ratioFrom` bytes. */
  ratio: 100,
  ratioFrom: 1024 * 1024,
  rows: 1_048_576,
  columns: 16_384,
  cellLength: 32_767,
  /** Cells including the blank ones left of a filled one. */
  cells: 60_000_000,
  merges: 100_000,
  /** A merge over more rows than this gives its value to nobody. */
  mergedRows: 5_000,
  /** Characters of all shared strings. */
  sharedCharacters: 40_000_000,
  /** Characters of a JSON document that is not one object a line. */
  jsonCharacters: 64 * 1024 * 1024,
} as const;

export function megabytes(bytes: number): string {
  return `${String(Math.ceil(bytes / 1024 / 1024))} MB`;
}
