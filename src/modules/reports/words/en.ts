import { STATE_NAMES } from 'src/modules/calendar/months/month-table';
import { tables } from './en-tables';
import { sourceName } from './sources';
import type { zh } from './zh';

const joined = (names: readonly string[]): string => names.join(', ');
const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const en: typeof zh = {
  ...tables,
  draft: 'DRAFT',
  comma: ', ',
  colon: ': ',
  semicolon: '; ',
  dash: '—',
  unknown: 'unknown',
  none: 'none',
  sample: 'sample',
  sampleMark: ' (sample)',
  inBrackets: (text) => ` (${text})`,
  labelled: (name, text) => `${name}: ${text}`,
  numbered: (notes) => notes.filter((note) => note !== '').map((note, index) => `${index + 1}. ${note}`),
  month: (period) => period,
  date: (date) => date,
  time: (time) => time.slice(0, 16),
  fileTail: (month) => ` ${month} window assessment tables`,
  revision: (revision) => `revision ${revision}`,
  revisionOf: (revision) => (revision === 1 ? '1' : `${revision}; earlier revisions are kept`),
  hallLine: (hall) => `Hall: ${hall}`,
  periodLine: (month, unit) => `Period: ${month}　Unit: ${unit}`,
  signature: (date) => `Made by:　　　　　　Checked by:　　　　　　Leader:　　　　　　Date: ${date}`,
  sealedFoot: (digest) => `Seal ${digest.slice(0, 16)}`,
  auditFoot: (head) => `, audit ${head}`,
  unsealedFoot: (at) => `computed ${at.slice(0, 16)}, not sealed`,
  pageNumber: 'Page &P of &N',
  rankingTitle: (month, label) => `Window assessment ${month}: ${label}`,
  stateName: (state) => STATE_NAMES[state].en,
  sourceName: (source) => sourceName(source, 'en'),

  tied: 'tied',
  candidate: 'candidate',
  times: (count) => plural(count, 'time', 'times'),
  toDecide: (label) => `${label}: tie at the edge, left to the leading group`,
  spared: (name) => `same score as the edge of “${name}”, not included`,
  clauseOf: (clause) => `after ${clause}`,
  members: (count, tied) => `${count}${tied > 0 ? ` (${tied} of them by a tie at the edge)` : ''}`,
  decideEdge: (names, places) =>
    `${joined(names)} are tied for ${plural(places, 'place', 'places')}: the leading group decides`,
  sparedEdge: (names) => `${joined(names)} tied with the edge, not included`,
  skipped: (why, size, minimum) =>
    why === 'nobody-ranked'
      ? 'nobody is ranked this month, no result'
      : `group of ${size}, ${minimum === null ? 'too small' : `fewer than ${minimum}`}: no result`,
  nobodyRanked: 'Nobody was assessed this month.',
  newcomer: 'not listed before',
  otherGroup: 'other group',
  move: (up) => (up === 0 ? 'same' : up > 0 ? `▲${up}` : `▼${-up}`),
  sharedRank: (shared) => `shared by ${shared}`,
  notRanked: (why, detail) =>
    `not ranked: ${why === 'presence' ? 'present too few days' : 'sources incomplete'}${detail === '' ? '' : ` (${detail})`}`,
  leader: (name) => `branch leader: ${name}`,
  sumNote:
    'Base + bonus − deduction + adjustment = score; the adjustment is what coefficient, limits and rounding change.',
  tieRule: (mode, keys) => {
    const first =
      keys.length === 0 ? 'Equal scores ' : `Equal scores are compared by ${joined(keys)}; those still equal `;
    const rule = {
      competition: 'share a rank and the following ranks stay empty (1, 1, 3).',
      dense: 'share a rank and ranks go on without gaps (1, 1, 2).',
      ordered: 'are numbered in the order shown.',
    }[mode];
    return `${first}${rule}`;
  },
  importedNote: (months) =>
    `${months.join(', ')} imported by the office, neither computed nor verified by this system; last month's rank, first places of the year and results over months rest on them.`,
  gapNote: (months) =>
    `No results of ${months.join(', ')}: first places of the year and results over months leave them out.`,
  importedTimes: (count) => `${count} imported`,
  importedShort: 'imported',
  importedMonth: 'Imported by the office, neither computed nor verified by this system.',
  importedUnknown: 'A blank is not stated in the imported table; it is not zero.',
  importedFoot: (at) => `imported ${at.slice(0, 16)}, not verified`,
  noPrevious: 'There is no result of the month before: last rank and change stay empty.',
  proposalNote:
    'Results are candidates and proposals by the rules; they take effect when the leading group has approved them, honours not before the quarter is decided.',
  sampleNote: 'Values marked “sample” have not been confirmed by the assessment office; they are for trial only.',
  provisionalNote: 'Some sources are incomplete: scores are provisional and ranks may change, see the check sheet.',

  notAssessed: 'not assessed',
  doesNotApply: 'n/a',
  matrixNote:
    'Sections show bonus less deduction; “—” nothing this month, “not assessed” no source for the section, “n/a” it does not apply to the window.',
  restNote:
    '“Other adjustment” is what the overall caps, coefficient, limits and the rounding of the shown figures change; the columns add up to the score.',

  notCounted: 'not counted',
  chargedToYear: 'charged to the year',
  needsApproval: 'needs a second person',
  limitHit: (limit, before, after) => `${limit}: ${before} becomes ${after}`,
  subtotalHead: 'Subtotal',
  subtotal: (base, net, score) => `base ${base} ${net} = score ${score}`,
  roundingRemark: 'lines are rounded as shown, the subtotal is exact',
  detailNote:
    'A subtotal is the sum of the month’s lines: score less base. Lines charged to the year are outside the month.',
  hiddenNote:
    'The last two signs of staff numbers are hidden. Object at the assessment office while the month is on notice.',
  alikeNote: 'Items that no source delivers for anybody are not repeated here, see the check sheet.',
  noLines: 'No points were given or taken this month.',

  nameErased: '(erased)',
  notConnected: (source) => `The source “${source}” is not connected yet: no data.`,
  noRows: 'No data this month.',
  attendanceNote:
    'Counted in half days; empty means the source has no data, not zero. “Stand-in” counts half days for others, “unknown” those without attendance data.',
  attendancePointsNote:
    'Points the window lost through attendance, leave and patrol findings of this person alone; those of several people are not split.',
  ratesNote:
    'Instant and same-day rates are over finished cases, on-time over cases due, early over promised cases finished, satisfied over valid ratings; empty without a denominator or data.',
  unjudgedNote: (cases) =>
    `Not in any figure above: ${plural(cases, 'case', 'cases')} whose state, limit or window is unclear. Check the list of cases.`,
  validRatingsNote: ({ collected, mistaken, malicious, byDefault }) => {
    const parts = [mistaken > 0 ? `${mistaken} mistaken` : '', malicious > 0 ? `${malicious} malicious` : ''];
    const out = mistaken + malicious;
    const excluded = out === 0 ? '' : `, ${out} excluded on appeal (${parts.filter((part) => part !== '').join(', ')})`;
    const left = byDefault === 0 ? '' : `, ${byDefault} of them by default`;
    return `Ratings collected: ${collected}${excluded}; valid: ${collected - out}${left}. Satisfied, bad, valid bad and rectified are of the valid ones.`;
  },
  incompleteNote: (names) => `Windows with incomplete data: ${joined(names)}.`,
  total: 'Total',
  onTime: 'on time',
  notSubmitted: 'not handed in',
  awaited: 'awaited',
  extended: (deadline) => `${deadline} (extended)`,
  lateBy: (days, hours, minutes) => {
    const parts = [days > 0 ? `${days} d` : '', hours > 0 ? `${hours} h` : ''].filter((part) => part !== '');
    const short = minutes === 0 ? 'less than a minute' : `${minutes} min`;
    return `late by ${parts.length === 0 ? short : parts.join(' ')}`;
  },

  stepOf: (number) => `No. ${number}`,
  rankedOf: (ranked, all) => `${plural(all, 'window', 'windows')} assessed, ${ranked} ranked`,
  calendarUnknown: 'The year concerned has no holiday notice yet; the weekend rule was used.',
  bookSince: (book, month) => `${book}, in force from ${month}`,
  sampleItems: (names, all) =>
    names.length === 0
      ? 'What the rules mark as a sample has not been confirmed by the office.'
      : names.length === all
        ? `The values of all ${all} items are samples, not confirmed by the office.`
        : `The values of these ${names.length} items are samples: ${joined(names)}.`,
  leftOut: (count) => `${plural(count, 'person is', 'people are')} of a staff type that is not assessed.`,
  unread: (count) => `${plural(count, 'fact is', 'facts are')} read by no item; no score depends on it.`,
  unplaced: (count) =>
    `${plural(count, 'fact belongs', 'facts belong')} to no window or person of the month; check the roster.`,
  complete: 'All sources are complete.',
  all: (subjects) => `all of kind ${subjects.toLowerCase()}`,
  silentFor: (subjects, days) => `no data for ${subjects}${days}`,
  days: (span, count) => ` (${span}, ${plural(count, 'day', 'days')})`,
  notAssessedItems: (items) => `items not assessed: ${items === '' ? 'none' : items}`,
  notWaived: 'not waived',
  waivedBy: (by, reason) => `waived by ${by} (${reason}), shown as 0.00`,
  computedBy: (time, by) => `${time}, ${by}`,
  unsealed: 'not sealed',
  verifyBy: (command) =>
    `Run ${command}: the month is computed again from the sealed rules and facts and compared byte by byte.`,
  verifyLater: (command) =>
    `Once closed, run ${command} to compute the month again. A draft is not sealed and cannot be verified.`,
};
