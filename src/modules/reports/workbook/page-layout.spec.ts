import * as fc from 'fast-check';
import { bulletin } from 'src/modules/reports/bulletin';
import { evaluation, input, line, sheet, standing } from 'test/support/bulletin-sample';
import { pageBreaks, pageLayout, textHeight } from './page-layout';

/** The rows on each page. */
function pages(heights: readonly number[], breaks: readonly number[]): number[][] {
  return [0, ...breaks].map((from, index) => heights.slice(from, breaks[index] ?? heights.length));
}

describe('page breaks', () => {
  it('fill a page and move glued rows together', () => {
    expect(pageBreaks([20, 20, 20, 20, 20], [false, false, false, false, false], 60)).toEqual([3]);
    expect(pageBreaks([20, 20, 20, 20, 20], [false, false, true, false, false], 60)).toEqual([2]);
    expect(pageBreaks([20, 20, 20], [false, false, false], 60)).toEqual([]);
  });

  it('cut a chain taller than a page from its front', () => {
    expect(pageBreaks([20, 20, 20, 20, 20], [true, true, true, true, false], 60)).toEqual([2]);
    expect(pageBreaks([100, 20], [true, false], 60)).toEqual([1]);
  });

  it('never overfill a page that could be split, and never leave the last row alone when it is glued', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 20, max: 90 }), fc.boolean()), { minLength: 2, maxLength: 80 });
    fc.assert(
      fc.property(rows, (given) => {
        const heights = given.map(([height]) => height);
        const glued = given.map(([, glue], index) => index === given.length - 2 || (glue && index < given.length - 2));
        const made = pages(heights, pageBreaks(heights, glued, 400));
        expect(made.flat()).toEqual(heights);
        for (const page of made) expect(page.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(400);
        expect(made.at(-1)?.length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});

describe('layout of a sheet', () => {
  const month = (windows: number) => {
    const sheets = Array.from({ length: windows }, (_, index) => {
      const id = `W${index}`;
      return sheet(id, `第${index}窗口`, [line(id, '01.01', `-${index % 7}`)]);
    });
    const standings = sheets.map((one, index) => standing(one, index + 1));
    return bulletin(input(evaluation(sheets, standings)));
  };

  it.each([1, 7, 26, 27, 28, 29, 30, 31, 45, 120])('keeps signatures with data rows: %i windows', (windows) => {
    for (const model of month(windows).sheets) {
      const { breaks, rowHeights, noteHeights } = pageLayout(model);
      const last = breaks.at(-1) ?? 0;
      const onLast = 3 + rowHeights.length + noteHeights.length + 1 - last;
      expect(onLast).toBeGreaterThanOrEqual(Math.min(rowHeights.length, 2) + noteHeights.length + 1);
    }
  });

  it('prints 39 windows on two pages', () => {
    const model = month(39).sheets[0];
    expect(model && pageLayout(model).breaks).toHaveLength(1);
  });

  it('gives wrapped text its lines and scales a wide table down', () => {
    expect(textHeight('一二三四', 20, 11)).toBe(20.5);
    expect(textHeight('一'.repeat(24), 20, 11)).toBe(51.75);
    const wide = month(3).sheets[0];
    if (!wide) throw new Error('no sheet');
    const columns = Array.from(
      { length: 60 },
      () => ({ header: '一', width: 10, kind: 'text', align: 'left' }) as const,
    );
    expect(pageLayout({ ...wide, columns }).scale).toBe(40);
    expect(pageLayout({ ...wide, columns: columns.slice(0, 4) }).scale).toBe(100);
  });
});
