import * as fc from 'fast-check';
import { evaluation, input, line, points, sheet, standing, top } from 'test/support/bulletin-sample';
import { bulletin } from './bulletin';
import type { SubmissionRow } from './bulletin-input';
import type { Cell, SheetModel } from './sheet-model';

/** Three windows: two share the first rank, one has a cap and a ceiling, one is not ranked. */
function month() {
  const tax = sheet('W01', '税务窗口', [
    line('W01', '02.01', '0.5'),
    line('W01', '01.07', '-2', { persons: ['07001'] }),
  ]);
  const police = sheet('W02', '公安窗口', [line('W02', '01.01', '-1.5', { persons: ['07010'], date: '2026-10-09' })]);
  const housing = sheet('W03', '住建窗口', [
    line('W03', '02.03', '1/3'),
    line('W03', '02.03', '1/3'),
    line('W03', '01.16', '-4'),
    line('W03', '01.16', '1', {
      kind: 'adjustment',
      limit: { kind: 'month-cap', before: '-4', after: '-3', bound: '3' },
    }),
    {
      ...line('W03', '', '1/300', {
        kind: 'adjustment',
        limit: { kind: 'total-rounding', before: '97.6667', after: '97.67' },
      }),
      item: undefined,
      section: undefined,
      clause: undefined,
    },
    line('W03', '13.01', '-5', { charge: 'year' }),
    line('W03', '04.02', '0', { kind: 'note', state: 'pending' }),
  ]);
  const newcomer = sheet('W04', '新设窗口', [], { state: 'unranked' });
  const standings = [
    standing(tax, 1, 2),
    standing(police, 1, 2),
    standing(housing, 3),
    standing(newcomer, null, 0, { unranked: { reason: 'presence', detail: '5/21 < 50%' } }),
  ];
  return { sheets: [tax, police, housing, newcomer], standings };
}

const { sheets, standings } = month();
const whole = evaluation(sheets, standings, { outcomes: [top(standings.slice(0, 2), { sample: true })] });

function only(models: readonly SheetModel[], name: string): SheetModel {
  const found = models.find((model) => model.name === name);
  if (!found) throw new Error(`no sheet ${name} in ${models.map((model) => model.name).join(', ')}`);
  return found;
}

function cells(model: SheetModel, header: string): readonly (Cell | undefined)[] {
  const index = model.columns.findIndex((column) => column.header.startsWith(header));
  return model.rows.map((row) => row.cells[index]);
}

describe('得分汇总', () => {
  const given = input(whole, {
    previous: [
      { type: 'window', subject: 'W01', group: 'A', rank: 4 },
      { type: 'window', subject: 'W02', group: 'A', rank: 1 },
      { type: 'window', subject: 'W03', group: 'B', rank: 2 },
    ],
    firstsThisYear: { 'window:W01': 2 },
    earlier: { imported: [], missing: [] },
    windows: [
      { id: 'W01', name: '税务窗口', department: '税务局', branchLeader: '张建国' },
      { id: 'W02', name: '公安窗口', department: '公安局', branchLeader: null },
    ],
  });
  const ranking = only(bulletin(given).sheets, '得分汇总');

  it('shares ranks, lists the unranked last with the reason, and names the branch leader of the first', () => {
    expect(cells(ranking, '名次')).toEqual([{ count: 1 }, { count: 1 }, { count: 3 }, '—']);
    expect(cells(ranking, '备注')).toEqual([
      '2个并列；分管领导：张建国',
      '2个并列',
      '',
      '不参加排名：当月在岗天数不足（5/21 < 50%）',
    ]);
    expect(cells(ranking, '结果')).toEqual(['红旗候选（并列、示例）', '红旗候选（并列、示例）', '', '']);
    expect(ranking.rows.map((row) => row.mark)).toEqual(['top', 'top', undefined, undefined]);
  });

  it('adds up in every row: base + bonus − deduction + adjustment = score', () => {
    const of = (header: string): number[] =>
      cells(ranking, header).map((cell) => (typeof cell === 'object' && cell && 'points' in cell ? cell.points : NaN));
    expect(of('得分')).toEqual([985000, 985000, 976700, 1000000]);
    expect(of('减分合计')).toEqual([20000, 15000, 40000, 0]);
    expect(of('调整')).toEqual([0, 0, 0, 0]);
    of('基础分').forEach((base, row) => {
      const sum = base + (of('加分合计')[row] ?? 0) - (of('减分合计')[row] ?? 0) + (of('调整')[row] ?? 0);
      expect(sum).toBe(of('得分')[row]);
    });
  });

  it('refuses to print a row that does not add up', () => {
    const wrong = standings.map((one, index) => (index === 1 ? { ...one, bonus: '0.01' } : one));
    expect(() => bulletin(input(evaluation(sheets, wrong)))).toThrow('window W02: 100.00 + 0.01');
  });

  it('shows the change against the month before', () => {
    expect(cells(ranking, '上月名次')).toEqual([{ count: 4 }, { count: 1 }, { count: 2 }, '—']);
    expect(cells(ranking, '变化')).toEqual(['▲3', '持平', '换组', '上月未列入']);
    expect(cells(ranking, '本年第1名次数')).toEqual([{ count: 2 }, '—', '—', '—']);
  });

  it('prints the tie rule, the candidates’ proviso and the sample note', () => {
    expect(ranking.notes).toEqual([
      '注：1. 基础分＋加分合计－减分合计＋调整＝得分；“调整”为系数、上下限和舍入所致的差额。',
      '　　2. 得分相同的，名次并列，其后名次相应空出（如1、1、3）。',
      '　　3. 当月前5名（示例）：依据第三章 当月排名前5名的窗口，季度评比时优先；2个（其中2个因边缘并列列入）',
      '　　4. “结果”栏为按规则得出的候选和建议，经考核工作领导小组审定后生效；季度评定前不作为评选结果。',
      '　　5. 标有“示例”的分值、上限和标准尚未经考核办确认，仅供试算。',
    ]);
  });

  it('prints tie-break keys beside the score, with the unknown as unknown', () => {
    const keyed = standings.map((one, index) => ({
      ...one,
      keys: [
        { by: 'bonus', value: '0.50' },
        { by: 'cases.finished', ...(index === 0 ? { value: '120' } : {}) },
      ],
    }));
    const model = bulletin(
      input(evaluation(sheets, keyed), {
        ranking: { window: { ties: 'ordered', within: 'group', keys: ['bonus', 'cases.finished'] } },
      }),
    ).sheets[0];
    expect(model?.columns[8]?.header).toBe('同分比较\n办结件数');
    expect(model && cells(model, '同分比较').slice(0, 2)).toEqual([{ count: 120 }, '未知']);
    expect(model?.notes[1]).toBe('　　2. 得分相同时依次比较加分合计、办结件数；仍相同的，按所列次序编排名次。');
  });

  it('makes one table per group, or one for all', () => {
    const mixed = standings.map((one, index) => ({ ...one, group: index === 2 ? 'B' : 'A' }));
    const names = (within: 'group' | 'all'): string[] =>
      bulletin(
        input(evaluation(sheets, mixed), { ranking: { window: { ties: 'competition', within, keys: [] } } }),
      ).sheets.map(({ name }) => name);
    expect(names('group').slice(0, 2)).toEqual(['得分汇总（综合组）', '得分汇总（分中心组）']);
    expect(names('all')[0]).toBe('得分汇总');
  });

  it('says what the edge of a list left open and who was spared', () => {
    const decide = [standings[0], standings[1]].flatMap((one) => (one ? [{ ...one, tied: true }] : []));
    const spared = [standings[2]].flatMap((one) => (one ? [{ ...one, tied: true }] : []));
    const outcomes = [
      top([], { decide, places: 1 }),
      top([], { code: '00.2', kind: 'bottom', name: '当月后5名', mark: '取消当月评优', spared }),
      top([], { code: '00.9', name: '当月前10名', skipped: 'group-too-small', minimumGroup: 15, size: 4 }),
    ];
    const model = only(bulletin(input(evaluation(sheets, standings, { outcomes }))).sheets, '得分汇总');
    expect(cells(model, '结果')[0]).toBe('红旗候选：边缘并列，待领导小组裁定');
    expect(cells(model, '备注')[2]).toBe('与“当月后5名”边缘同分，未列入');
    expect(model.rows.every((row) => row.mark === undefined)).toBe(true);
    // The engine's own remark says the same and is not repeated; who had no deduction is told in the reader's words.
    const noted = standings.map((one) => ({ ...one, note: '并列' }));
    const [, , third] = top(noted, {}).members;
    const members = third === undefined ? [] : [{ ...third, note: '无扣分' }];
    const bottom = [top([], { kind: 'bottom', name: 'last five', members, spared: [] })];
    const english = input(evaluation(sheets, noted, { outcomes: bottom }), { language: 'en' });
    const remarks = cells(only(bulletin(english).sheets, 'Ranking'), 'Remark');
    expect(JSON.stringify(remarks)).toContain('without a deduction');
    expect(JSON.stringify(remarks)).not.toMatch(/并列|无扣分/);
    expect(model.notes.slice(3, 6)).toEqual([
      '　　4. 当月前5名：依据第三章 当月排名前5名的窗口，季度评比时优先；0个；税务窗口、公安窗口同分，争1个名额，待领导小组裁定',
      '　　5. 当月后5名：依据第三章 当月排名前5名的窗口，季度评比时优先；0个；住建窗口与边缘同分，未列入',
      '　　6. 当月前10名：依据第三章 当月排名前5名的窗口，季度评比时优先；本组4个，不足15个，不产生结果',
    ]);
  });
});

describe('得分矩阵', () => {
  const sections = [
    { code: '01', name: '窗口建设', items: [{ code: '01.01', name: '迟到早退', sample: true }] },
    { code: '02', name: '办件信息', items: [] },
    { code: '13', name: '通报表彰', items: [{ code: '13.01', name: '表彰', sample: false }] },
  ];
  const silent = sheet('W05', '无源窗口', [line('W05', '13.01', '0', { kind: 'note', state: 'not-assessed' })]);
  const all = [...sheets, silent];
  const model = bulletin(input(evaluation(all, [...standings, standing(silent, 4)]), { sections })).sheets[1];

  it('follows the book’s sections, adds the ones only lines know, and adds up to the score', () => {
    expect(model?.name).toBe('分项得分矩阵');
    expect(model?.columns.map(({ header }) => header)).toEqual([
      '名次',
      '窗口',
      '基础分',
      '窗口建设\n（示例）',
      '办件信息',
      '通报表彰',
      '04',
      '其他调整',
      '得分',
    ]);
    const rows = (model?.rows ?? []).map((row) => row.cells.slice(2).map((cell) => number(cell)));
    expect(rows[0]).toEqual([1000000, -20000, 5000, 0, 0, 0, 985000]);
    expect(rows[2]).toEqual([1000000, -30000, 6700, 0, 0, 0, 976700]);
    for (const row of rows) expect(row.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(row.at(-1));
  });

  it('says "not assessed" where no source speaks, which is not zero', () => {
    expect(model?.rows[4]?.cells[5]).toBe('未评');
    expect(model?.rows[0]?.cells[5]).toEqual({ points: 0 });
  });

  it('always adds up, whatever the fractions', () => {
    const exact = fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 1, max: 97 }));
    fc.assert(
      fc.property(fc.array(exact, { maxLength: 12 }), (parts) => {
        const lines = parts.map(([n, d], index) => line('W1', `0${1 + (index % 3)}.01`, `${n}/${d}`));
        const one = sheet('W1', '窗口', lines);
        const row = bulletin(input(evaluation([one], [standing({ ...one, adjustment: points(rest(one)) }, 1)])))
          .sheets[1]?.rows[0]?.cells.slice(2)
          .map(number);
        expect(row?.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBe(row?.at(-1));
      }),
      { numRuns: 50 },
    );
  });
});

/** The printed rest, as the engine gives it: printed score less printed sums. */
function rest(of: {
  base: { printed: string };
  bonus: { printed: string };
  deduction: { printed: string };
  score: { printed: string };
}): string {
  const cents = (text: string): number => Math.round(Number(text) * 100);
  return `${cents(of.score.printed) - cents(of.base.printed) - cents(of.bonus.printed) + cents(of.deduction.printed)}/100`;
}

function number(cell: Cell): number {
  return typeof cell === 'object' && cell && 'points' in cell ? cell.points : 0;
}

describe('加减分明细', () => {
  const model = only(bulletin(input(whole, { explain: (one) => `句子 ${one.id}` })).sheets, '加减分明细');

  it('lists every line that moves a score and every note, with a subtotal per window', () => {
    expect(cells(model, '序号').filter((cell) => cell !== '')).toHaveLength(10);
    expect(cells(model, '加/减')).toEqual([
      '加分',
      '减分',
      '',
      '减分',
      '',
      '加分',
      '加分',
      '减分',
      '调整',
      '调整',
      '减分',
      '备注',
      '',
    ]);
    expect(cells(model, '分值').map((cell) => (typeof cell === 'object' && cell ? number(cell) : cell))).toEqual([
      5000,
      -20000,
      -15000,
      -15000,
      -15000,
      3300,
      3300,
      -40000,
      10000,
      0,
      -50000,
      '不计分',
      -23300,
    ]);
    expect(cells(model, '计分说明').filter((_, index) => model.rows[index]?.role === 'subtotal')).toEqual([
      '基础分 100.00 − 1.50 ＝ 得分 98.50',
      '基础分 100.00 − 1.50 ＝ 得分 98.50',
      '基础分 100.00 − 2.33 ＝ 得分 97.67',
    ]);
  });

  it('hides the tail of staff numbers and names limit, date and state', () => {
    expect(cells(model, '人员工号').filter((cell) => cell !== '')).toEqual(['070**', '070**']);
    expect(cells(model, '日期')[3]).toBe('2026年10月9日');
    expect(cells(model, '封顶/扣完说明')[8]).toBe('本项当月封顶：原-4.00，计-3.00');
    expect(cells(model, '封顶/扣完说明')[9]).toBe('总分舍入：原97.6667，计97.67');
    expect(cells(model, '封顶/扣完说明')[12]).toBe('各行按所示小数位舍入，小计按精确值');
    expect(cells(model, '状态').slice(10, 12)).toEqual(['计入年度', '待核实']);
    expect(cells(model, '计分说明')[0]).toBe('句子 window:W01/02.01/0.5');
  });

  it('keeps the last line of a window with its subtotal', () => {
    expect(model.rows.map((row) => row.keepWithNext === true)).toEqual([
      false,
      true,
      false,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
  });

  it('refuses lines that do not sum to the score', () => {
    const broken = { ...sheets[0], score: points('99') };
    const all = [broken, ...sheets.slice(1)].flatMap((one) =>
      one.subject === undefined ? [] : [one],
    ) as typeof sheets;
    expect(() => bulletin(input(evaluation(all, standings)))).toThrow(
      'window W01: lines sum to -1.5, score less base is -1',
    );
  });

  it('says once what nobody is assessed for', () => {
    const gap = (id: string) => line(id, '08.01', '0', { kind: 'note', state: 'not-assessed', name: '网办率' });
    const elsewhere = line('W02', '07.01', '0', { kind: 'note', state: 'does-not-apply' });
    const only07 = line('W01', '07.01', '0', { kind: 'note', state: 'not-assessed' });
    const a = sheet('W01', '甲', [gap('W01'), only07, line('W01', '01.01', '-1')]);
    const b = sheet('W02', '乙', [gap('W02'), elsewhere]);
    const made = bulletin(input(evaluation([a, b], [standing(a, 2), standing(b, 1)])));
    expect(only(made.sheets, '加减分明细').rows).toHaveLength(2);
    expect(only(made.sheets, '加减分明细').notes[2]).toBe(
      '　　3. 所有对象都没有数据来源的项目不逐行列出，见“计分说明”。',
    );
    expect(only(made.sheets, '计分说明').rows.find(({ cells: [head] }) => head === '尚未接入的来源')?.cells[1]).toBe(
      '未评项目：07.01；08.01',
    );
  });
});

describe('考勤统计, 办件及好差评, 填报情况', () => {
  it('counts half days, keeps the unknown empty and an erased name erased', () => {
    const made = bulletin(
      input(whole, {
        names: { '07001': '王芳', '07010': '' },
        attendance: [
          { staff: '07010', window: 'W02', expected: 38, present: 37, late: 1, early: 0, missingPunches: 0, absent: 0 },
          {
            staff: '07001',
            window: 'W01',
            expected: 38,
            present: 38,
            late: 0,
            early: 0,
            missingPunches: 0,
            absent: 0,
            standIn: 2,
          },
        ],
      }),
    );
    const model = only(made.sheets, '考勤统计');
    expect(cells(model, '人员')).toEqual(['王芳', '（已删除）']);
    expect(cells(model, 'B岗顶岗')).toEqual([{ count: 2 }, null]);
    expect(model.right).toBe('统计期：2026年10月　单位：半天、次、分');
  });

  it('charges a person only with what attendance, leave and patrol took for them alone', () => {
    const lines = [
      line('W01', '01.01', '-0.2', { persons: ['07001'], sources: ['attendance'] }),
      line('W01', '01.07', '-2', { persons: ['07001', '07002'], sources: ['patrol'] }),
      line('W01', '02.01', '-1', { persons: ['07001'], sources: ['cases'] }),
    ];
    const one = sheet('W01', '税务窗口', lines);
    const row = {
      staff: '07001',
      window: 'W01',
      expected: 2,
      present: 2,
      late: 1,
      early: 0,
      missingPunches: 0,
      absent: 0,
    };
    const made = bulletin(input(evaluation([one], [standing(one, 1)]), { attendance: [row] }));
    expect(cells(only(made.sheets, '考勤统计'), '扣分')).toEqual([{ points: -2000 }]);
  });

  it('gives rates with their denominators and sums the windows', () => {
    const cases = [
      {
        window: 'W01',
        accepted: 10,
        finished: 8,
        overdue: 1,
        instant: { of: 2, over: 8 },
        sameDay: { of: 4, over: 8 },
        onTime: { of: 7, over: 8 },
        early: { of: 0, over: 0 },
      },
      {
        window: 'W02',
        accepted: 0,
        finished: 0,
        overdue: 0,
        instant: { of: 0, over: 0 },
        sameDay: { of: 0, over: 0 },
        onTime: { of: 0, over: 0 },
        early: { of: 0, over: 0 },
      },
    ];
    const silent = sheets.map((one) =>
      one.subject === 'W02'
        ? {
            ...one,
            gaps: [{ type: 'window' as const, subject: 'W02', source: 'cases', days: ['2026-10-09'], items: [] }],
          }
        : one,
    );
    const made = bulletin(input(evaluation(silent, standings), { cases, ratings: null }));
    const model = only(made.sheets, '办件及好差评');
    expect(cells(model, '受理')).toEqual([{ count: 10 }, null, { count: 10 }]);
    expect(cells(model, '即办率')).toEqual([
      { part: 2, of: 8 },
      { part: 0, of: 0 },
      { part: 2, of: 8 },
    ]);
    expect(cells(model, '好评率')).toEqual([null, null, null]);
    expect(model.notes.slice(1)).toEqual([
      '　　2. 数据未报全的窗口：公安窗口。',
      '　　3. 数据来源“好差评”尚未接入，本表暂无数据。',
    ]);
  });

  describe('tells the office what to know about the data', () => {
    const none = { collected: 0, mistaken: 0, malicious: 0, byDefault: 0 };
    const row = { cases: [{ window: 'W01', accepted: 3 }], ratings: [{ window: 'W01', collected: 5 }] };
    const notes = (more: Parameters<typeof input>[1]): readonly string[] => {
      const { sheets: made } = bulletin(input(whole, { ...row, ...more }));
      return made.find(({ name }) => name === '办件及好差评' || name === 'Cases and ratings')?.notes.slice(1) ?? [];
    };

    it('cases nobody could judge, ratings valid, excluded and given by default', () => {
      const quality = { unjudgedCases: 3, ratings: { collected: 22, mistaken: 1, malicious: 2, byDefault: 4 } };
      expect(notes({ quality })).toEqual([
        '　　2. 另有3件办件因状态、时限或窗口不明而无法判断，未计入以上各数，请核对办件清单。',
        '　　3. 收到评价22条，经申诉排除3条（误评1条、恶意差评2条），有效评价19条，其中默认评价4条；好评率、差评、有效差评、已整改按有效评价计。',
      ]);
      expect(notes({ quality, language: 'en' })).toEqual([
        '2. Not in any figure above: 3 cases whose state, limit or window is unclear. Check the list of cases.',
        '3. Ratings collected: 22, 3 excluded on appeal (1 mistaken, 2 malicious); valid: 19, 4 of them by default. Satisfied, bad, valid bad and rectified are of the valid ones.',
      ]);
    });

    it('only of what there was, and of sources that are there', () => {
      expect(notes({})).toEqual([]);
      const plain = { unjudgedCases: 1, ratings: { ...none, collected: 22 } };
      expect(notes({ quality: plain })).toEqual([
        '　　2. 另有1件办件因状态、时限或窗口不明而无法判断，未计入以上各数，请核对办件清单。',
        '　　3. 收到评价22条，有效评价22条；好评率、差评、有效差评、已整改按有效评价计。',
      ]);
      expect(notes({ quality: plain, language: 'en' })[0]).toContain(': 1 case whose state');
      const malicious = { unjudgedCases: 0, ratings: { ...none, collected: 2, malicious: 1 } };
      expect(notes({ quality: malicious })).toEqual([
        '　　2. 收到评价2条，经申诉排除1条（恶意差评1条），有效评价1条；好评率、差评、有效差评、已整改按有效评价计。',
      ]);
      expect(notes({ quality: plain, cases: null, ratings: null })).not.toContainEqual(
        expect.stringMatching(/无法判断|收到评价/),
      );
    });
  });

  it('tells lateness in words, to the second as the rule does, and what is still awaited', () => {
    const deadline = '2026-11-02 17:30:00';
    const rows: [SubmissionRow['standing'], string | null][] = [
      ['in-time', '2026-11-02 17:30:00'],
      ['late', '2026-11-02 17:30:01'],
      ['late', '2026-11-02 17:31:00'],
      ['late', '2026-11-02 19:45:00'],
      ['late', '2026-11-04 18:30:00'],
      ['missing', null],
      ['open', null],
    ];
    const submissions = rows.map(([standing, submitted]) => ({
      ...{ window: 'W01', form: '月报', standing, deadline, extended: standing === 'open', submitted, returned: 0 },
    }));
    const model = only(bulletin(input(whole, { submissions })).sheets, '填报情况');
    expect(cells(model, '是否逾期')).toEqual([
      ...['按时', '逾期不足1分钟', '逾期1分钟', '逾期2小时', '逾期2天1小时', '未报送', '待报'],
    ]);
    expect(cells(model, '截止时间').at(-1)).toBe('2026年11月2日 17:30（已延期）');
    expect(model.columns.map(({ header }) => header)).not.toContain('报表');
    const [first] = submissions;
    const two = first === undefined ? [] : [first, { ...first, form: '电子证照月报' }];
    const several = only(bulletin(input(whole, { submissions: two })).sheets, '填报情况');
    expect(cells(several, '报表')).toEqual(['月报', '电子证照月报']);
    expect(only(bulletin(input(whole)).sheets, '填报情况').empty).toBe('数据来源“窗口报送”尚未接入，本表暂无数据。');
  });
});

describe('计分说明', () => {
  const of = (more: Parameters<typeof input>[1], made = whole): Map<Cell | undefined, Cell | undefined> =>
    new Map(only(bulletin(input(made, more)).sheets, '计分说明').rows.map(({ cells: [head, text] }) => [head, text]));

  it('names rules, digests and the command that checks them', () => {
    const rows = of({});
    expect(rows.get('规则名称')).toBe('示例县窗口考核细则（示例）');
    expect(rows.get('版本')).toBe('shili，自2026年1月起施行');
    expect(rows.get('封存校验码')).toBe('d'.repeat(64));
    expect(rows.get('留痕链首')).toBe(`12:${'e'.repeat(64)}`);
    expect(rows.get('核验办法')).toBe('运行 bin/baifen verify 2026-10，系统按封存的规则和事实重新计算，逐字比对。');
    expect(rows.get('计算时间、经办')).toBe('2026年11月4日 16:20，考核办 李明');
    expect(rows.get('放宽的条件')).toBe('无');
    expect(rows.get('参加考核')).toBe('参加考核的窗口4个，其中参加排名3个');
  });

  it('names silent sources with their waiver, and what was set aside', () => {
    const gap = {
      type: 'window' as const,
      subject: 'W02',
      source: 'ratings',
      days: ['2026-10-09', '2026-10-10'],
      items: ['04.01'],
    };
    const waived = sheets.map((one) =>
      one.subject === 'W02' ? { ...one, gaps: [{ ...gap, waiver: { by: '李主任', reason: '评价器故障' } }] } : one,
    );
    const made = evaluation(waived, standings);
    const overrides = ['核实截止时间未到：王主任，提前核实完毕'];
    const rows = of({ computed: { ...input(made).computed, overrides } }, made);
    expect(rows.get('好差评')).toBe(
      '公安窗口没有数据（2026年10月9日—2026年10月10日，2天）\n未评项目：04.01\n经李主任同意不评（评价器故障），按0.00分列示',
    );
    expect(rows.get('第1项')).toBe('核实截止时间未到：王主任，提前核实完毕');
  });
});

describe('the file', () => {
  it('is named after hall and month; drafts and later revisions say so, on the page head too', () => {
    expect(bulletin(input(whole)).fileName).toBe('示例县政务服务中心2026年10月窗口考核情况通报附表.xlsx');
    const draft = bulletin(
      input(whole, { state: 'notice', revision: 2, computed: { ...input(whole).computed, sealDigest: '' } }),
    );
    expect(draft.fileName).toBe('示例县政务服务中心2026年10月窗口考核情况通报附表（草稿、第2版）.xlsx');
    expect(draft.sheets.map(({ pageHead }) => pageHead)).toEqual(draft.sheets.map(() => '草稿　第2版'));
    expect(draft.sheets[0]?.title).toBe('2026年10月窗口考核得分汇总（草稿）');
    expect(draft.sheets[0]?.pageFoot).toBe('2026-11-04 16:20 计算，未封存　留痕链首 12:eeeeeeeeeeeeeeee');
  });

  it('speaks English when asked, with the same numbers', () => {
    const plain = evaluation(sheets, standings);
    const [zh, en] = [bulletin(input(plain)), bulletin(input(plain, { language: 'en' }))];
    expect(en.sheets.map(({ name }) => name)).toEqual([
      'Ranking',
      'Sections',
      'Lines',
      'Attendance',
      'Cases and ratings',
      'Reports handed in',
      'Check sheet',
    ]);
    const numbers = (made: typeof zh): unknown[] =>
      made.sheets
        .slice(0, 3)
        .flatMap(({ rows }) => rows.flatMap((row) => row.cells.filter((cell) => typeof cell === 'object')));
    expect(numbers(en)).toEqual(numbers(zh));
    expect(JSON.stringify(en.sheets.map(({ columns, notes }) => [columns, notes]))).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
