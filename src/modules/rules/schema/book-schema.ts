import type { Book, Deadlines, Group, Limits, Section, SubjectRules } from 'src/modules/rules/book';
import type { SubjectType } from 'src/modules/rules/facts';
import {
  condition,
  count,
  duplicates,
  exact,
  factType,
  measure,
  NUMBERS,
  selector,
  signed,
  test,
  value,
} from './count-schema';
import { clause, code, effect, item, sample, source, subject } from './item-schema';
import { list, map, need, object, period, ref, text, whole, words, type Members, type Schema } from './parts';
import { outcome, ranking, rollup } from './ranking-schema';
import { shapeSchema } from './shape-schema';

const limits: Members<Limits> = {
  base: signed('基础分 · base'),
  bonusCap: exact('加分合计封顶（S10） · cap of all bonus points'),
  deductionCap: exact('扣分合计封顶 · cap of all deductions'),
  floor: signed('总分下限（S11） · total never below'),
  ceiling: signed('总分上限（S11） · total never above'),
  clauses: object<NonNullable<Limits['clauses']>>('各限值的条款 · clauses of the limits', {
    base: ref('clause'),
    bonusCap: ref('clause'),
    deductionCap: ref('clause'),
    floor: ref('clause'),
    ceiling: ref('clause'),
  }),
};

type Coefficient = NonNullable<SubjectRules['coefficient']>;
type Tiered = Exclude<Coefficient['by'], string>;

const coefficient: Schema = object<Coefficient>('折合系数（S24） · coefficient', {
  of: need(
    words<Coefficient['of']>('乘什么 · multiplies', {
      total: '基础分加各项 · base plus lines',
      lines: '仅各项 · the lines alone',
    }),
  ),
  by: need({
    description: '系数来源 · where it comes from',
    if: { type: 'string' },
    then: words<'roster'>('名册所列 · of the roster', { roster: '名册所列系数 · of the roster' }),
    else: object<Tiered>('按统计量分档 · by a measure', {
      measure: need(ref('measure')),
      basis: text('口径 · basis', 40),
      tiers: need(
        list(
          '从低到高 · from low to high',
          object<Tiered['tiers'][number]>('一档 · tier', {
            from: need(exact('≥')),
            factor: need(exact('系数 · factor')),
          }),
        ),
      ),
    }),
  }),
});

const subjectRules: Schema = object<SubjectRules>('考核对象的基础分与限值 · base and limits', {
  ...limits,
  base: need(limits.base),
  coefficient,
  types: list('参加考核的人员类型；不写为全部 · staff types assessed', text('类型 · type', 40), { uniqueItems: true }),
});

const group: Schema = object<Group>('排名组 · ranking group', {
  code: need(code('组编码 · code')),
  name: need(text('组名 · name', 60)),
  fullMarks: map('本组各部分满分 · full marks of sections in this group', ref('exact')),
  ...limits,
});

const section: Schema = object<Section>('部分 · section', {
  code: need(code('编码 · code')),
  name: need(text('名称 · name', 60)),
  subject,
  fullMark: exact('满分，扣完为止（S9） · full mark'),
  floor: exact('扣到此为止，默认 0 · deductions stop here'),
  bonusCap: exact('本部分加分封顶 · cap of the bonus of the section'),
});

const deadlines: Schema = object<Deadlines>('期限 · deadlines', {
  submission: need(whole('次月几日前报送 · day of the following month', 1, 28)),
  verification: need(whole('次月几日前核实 · day of the following month', 1, 28)),
  gap: whole('两个期限至少相隔几个工作日 · working days between both', 0, 10),
  time: { description: '当日几时截止 · time of day', type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' },
  objection: object<NonNullable<Deadlines['objection']>>('异议期，工作日 · working days to object', {
    afterFinding: whole('发现当日通知后 · after the notice of a finding', 1, 30),
    duringNotice: whole('公示期间 · during public notice', 1, 30),
  }),
  clause: ref('clause'),
});

const grade: Schema = object<NonNullable<Book['grades']>[number]>('等次（S33），从好到差 · grade, from the best', {
  name: need(text('等次 · grade', 40)),
  from: signed('≥'),
  over: signed('>'),
  subject,
});

const bySubject = (description: string, schema: Schema): Schema =>
  object<Partial<Record<SubjectType, unknown>>>(
    description,
    { window: schema, chief: schema, staff: schema, 'sub-centre': schema },
    { minProperties: 1 },
  );

const book: Members<Book> = {
  book: need(code('办法的标识，用字母和横线 · id of the book')),
  title: need(text('名称 · title', 120)),
  from: need(period('从哪个考核月份起 · first assessed month')),
  until: period('到哪个考核月份止 · last assessed month'),
  sample,
  decimals: whole('打印几位小数，默认 2；按打印的分排名 · printed decimals', 0, 4),
  onUnknown: words<NonNullable<Book['onUnknown']>>('来源不全又无人豁免时，默认 block · an incomplete source', {
    block: '不能封账 · blocks the month',
    unranked: '该对象不排名 · the subject is not ranked',
    neutral: '按 0 计，注明未评 · counts 0, "not assessed"',
  }),
  notConnected: list('尚未接入的来源：涉及的项目一律不评 · sources nobody delivers yet', ref('source'), {
    uniqueItems: true,
  }),
  subjects: need(bySubject('考核对象 · subjects', ref('subjectRules'))),
  groups: list('排名组 · ranking groups', group),
  sections: need(list('部分 · sections', section)),
  items: need(list('项目 · items', ref('item'))),
  ranking: need(bySubject('排名 · ranking', ref('ranking'))),
  outcomes: list('结果与后果 · outcomes', ref('outcome')),
  grades: list('等次 · grades', grade),
  deadlines,
  rollups: object<NonNullable<Book['rollups']>>('汇总 · roll-ups', { quarter: ref('rollup'), year: ref('rollup') }),
};

/** The schema of a rule book, JSON Schema draft 7; the file docs/schemas/rule-book.schema.json is written from it. */
export const BOOK_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: '百分考核办法 · Baifen rule book',
  ...object<Book>('考核办法 · rule book', book),
  definitions: {
    ...NUMBERS,
    factType,
    measure,
    source,
    condition,
    selector,
    count,
    duplicates,
    value,
    test,
    clause,
    effect,
    shape: shapeSchema,
    item,
    subjectRules,
    ranking,
    outcome,
    rollup,
  },
};
