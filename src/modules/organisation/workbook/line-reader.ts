import type { ImportOptions, Reject, Row } from 'src/modules/intake/feed';
import { phoneKey } from 'src/modules/organisation/people';
import type { Line, PostSide } from 'src/modules/organisation/statement';
import { RowCells } from './row-cells';
import type { Header } from './sheets';

/** Reads one data row of a sheet. A reject names the first cell that cannot be taken; the line is then not read at all. */
export function readLine(sheet: string, header: Header, row: Row, options: ImportOptions): Line | Reject {
  const cells = new RowCells(sheet, header, row, options);
  const line = lineOf(cells, header);
  const span = { from: line.from, to: line.to };
  if (span.from !== null && span.to !== null && span.to < span.from) {
    cells.refuse('to', 'to-before-from', {
      zh: `结束日期 ${span.to} 早于开始日期 ${span.from}`,
      en: `it ends on ${span.to}, before it begins on ${span.from}`,
    });
  }
  return cells.reject ?? line;
}

function lineOf(cells: RowCells, header: Header): Line {
  switch (header.kind) {
    case 'department':
      return {
        kind: 'department',
        code: cells.id('code', true),
        name: cells.text('name', true),
        leader: cells.id('leader') || null,
        leaderName: cells.text('leaderName'),
        ...cells.span(false),
      };
    case 'window':
      return {
        kind: 'window',
        code: cells.id('code', true),
        name: cells.text('name', true),
        department: null,
        departmentName: cells.text('department'),
        windowKind: /^(?:分中心|sub-centre)$/.test(cells.text('windowKind')) ? 'sub-centre' : 'window',
        group: cells.text('group'),
        tags: cells.list('tags'),
        seats: cells.count('seats'),
        formerNames: cells.list('formerNames'),
        mergedInto: cells.text('mergedInto') || null,
        ...cells.span(false),
      };
    case 'posting':
      return postingOf(cells);
    case 'pair':
      return {
        kind: 'pair',
        window: cells.id('window') || cells.text('windowName', true),
        a: cells.id('a', true),
        aName: cells.text('aName'),
        b: cells.id('b', true),
        bName: cells.text('bName'),
        third: cells.id('third') || null,
        ...cells.span(false),
      };
  }
}

function postingOf(cells: RowCells): Line {
  const post = cells.text('post');
  const phone = cells.text('phone');
  return {
    kind: 'posting',
    staff: cells.id('staff', true),
    name: cells.text('name', true),
    unit: cells.text('unit'),
    window: cells.id('window') || null,
    windowName: cells.text('windowName'),
    post,
    side: sideOf(post),
    duty: cells.text('duty'),
    chief: cells.yes('chief'),
    branchLeader: cells.yes('branchLeader'),
    staffType: cells.text('staffType'),
    pin: cells.id('pin'),
    device: cells.text('device'),
    userId: cells.id('userId'),
    phone: phoneKey(phone),
    ...cells.span(true),
  };
}

function sideOf(post: string): PostSide | null {
  const side = /^([AB])(?:岗|角)?$/i.exec(post)?.[1]?.toUpperCase();
  return side === 'A' || side === 'B' ? side : null;
}
