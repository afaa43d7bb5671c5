import { findColumns } from './columns';
import { unreadColumns, unreadOf, type HeaderRemark } from './unread-columns';

const NAMES = {
  no: ['办件编号', '办件号'],
  state: ['办件状态', '状态'],
  days: ['承诺时限(工作日)', '承诺时限'],
} as const;

function remarksOf(titles: readonly string[], needless: readonly string[] = []): readonly HeaderRemark[] {
  const columns = findColumns([{ line: 3, cells: titles }], NAMES, (has) => has('no'));
  if (!columns) throw new Error('no header');
  return unreadOf(columns, NAMES, needless);
}

describe('columns nobody reads', () => {
  it('are named once, at the header, with the missing column most like each', () => {
    const [remark, ...more] = remarksOf(['办件编号', '办件状况', '辖区']);
    expect([more, remark?.line, remark?.code]).toEqual([[], 3, 'column-unknown']);
    expect(remark?.text).toEqual({
      zh: '以下列不认识，没有读取：“办件状况”（是否应为“办件状态”？）、“辖区”；列名不同的请加 --column "文件中的列名=应为的列名" 重新导入（确认一次，以后自动沿用），本来就不需要的不必理会',
      en: 'columns nobody knows were not read: "办件状况" (did you mean "办件状态"?), "辖区"; say which column one is with --column "TITLE=COLUMN" and import again (said once, it is remembered), leave alone what is not needed',
    });
  });

  it('are none where all columns are read, known by another name, needless or personal', () => {
    expect(remarksOf(['办件编号', '办件状态', '承诺时限', '状态'])).toEqual([]);
    expect(
      remarksOf([
        '序号',
        '办件编号',
        '备注',
        '',
        '申请人',
        '申请人证件编号',
        '联系电话',
        '联系人身份证号/法人身份证号',
      ]),
    ).toEqual([]);
    expect(remarksOf(['办件编号', '认领状态'], ['认领状态'])).toEqual([]);
    expect(remarksOf(['＊办件编号', ' 认领\n状态 '], ['认领状态'])).toEqual([]);
  });

  it('are not hidden by a bracket, nor by beginning like a person', () => {
    expect(remarksOf(['办件编号', '承诺时限(天)'])[0]?.text.zh).toContain(
      '“承诺时限(天)”（是否应为“承诺时限(工作日)”？）',
    );
    expect(remarksOf(['办件编号', '办理人员'])[0]?.text.zh).toContain('“办理人员”');
  });

  it('suggest no column that was found', () => {
    expect(remarksOf(['办件编号', '办件状态', '办件状况'])[0]?.text.en).toContain('not read: "办件状况"; say');
  });

  it('are named up to twenty, the others counted', () => {
    const titles = Array.from({ length: 23 }, (_, n) => `未知${n}`);
    const [remark] = unreadColumns({ line: 1, titles, folded: titles }, [0], { known: [] });
    expect(remark?.text.zh).toMatch(/^以下列不认识，没有读取：“未知1”、.*“未知20” 等 22 列；/);
  });
});
