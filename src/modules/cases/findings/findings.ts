import { dayNumber, type CivilDate, type CivilTime, type Period } from 'src/common/civil-date';
import type { CaseVerdict } from 'src/modules/cases/case-clock';
import type { CaseWindows } from 'src/modules/cases/case-month';
import { dayOfTime, type CaseState } from 'src/modules/cases/case-state';
import { promiseOf, type CatalogueItem } from 'src/modules/cases/items/catalogue';
import type { WorkingDayCounter } from 'src/modules/cases/working-day-counter';
import type { Finding, FindingKind, FindingSettings } from './finding';
import { findingText, type Told } from './finding-sentences';

/** A case as its list shows it, with what is known around it. */
export interface Examined {
  readonly state: CaseState;
  readonly verdict: CaseVerdict;
  readonly windows: CaseWindows;
  readonly item: CatalogueItem | undefined;
  readonly batch: string;
  readonly line: number;
  /** When a list first showed the case; undefined where nothing came before, at the start of a hall. */
  readonly firstSeen: CivilTime | undefined;
  /** The last day of acceptance that lists of its window had reached before that. */
  readonly reached: CivilDate | undefined;
}

export interface Rules {
  readonly settings: FindingSettings;
  readonly days: WorkingDayCounter;
  /** There is a catalogue, so an item code it does not have is a finding. */
  readonly hasCatalogue: boolean;
}

/** What stands out about a case of the month, in a fixed order; [] for a case of other months. */
export function findingsOf(one: Examined, period: Period, rules: Rules): Finding[] {
  const { state, batch, line, windows } = one;
  if (![state.accepted, state.finished].some((time) => time?.startsWith(period))) return [];
  if (!['open', 'finished', 'unknown'].includes(state.standing)) return [];
  const told = [
    ...seenLate(one, rules),
    ...sameMinute(state),
    ...outsideHours(state, rules),
    ...contradictions(state),
    ...againstCatalogue(one, rules),
    ...unjudged(one),
  ];
  return told.map((what) => ({
    kind: what.kind,
    case: state.no,
    window: windows.accepted,
    text: findingText(what),
    ...{ batch, line },
  }));
}

/** A list had got further before, or the case came very late in any rhythm of lists. */
function seenLate({ state, firstSeen, reached }: Examined, { settings, days }: Rules): Told[] {
  const { accepted } = state;
  if (accepted === null || firstSeen === undefined) return [];
  const day = dayOfTime(accepted);
  const seen = dayOfTime(firstSeen);
  if (reached !== undefined && days.betweenDates(day, reached) > 1)
    return [{ kind: 'seen-late', accepted: day, seen, reached }];
  const late = days.betweenDates(day, seen);
  return late > settings.seenWithin ? [{ kind: 'seen-late', accepted: day, seen, days: late }] : [];
}

function sameMinute({ accepted, finished }: CaseState): Told[] {
  const [from, to] = [accepted?.slice(0, 16), finished?.slice(0, 16)];
  return from !== undefined && from.length === 16 && from === to ? [{ kind: 'same-minute', at: from }] : [];
}

function outsideHours({ accepted, finished }: CaseState, { settings, days }: Rules): Told[] {
  const isOutside = (time: string | null): time is string => {
    if (time === null) return false;
    if (!days.isWorking(dayNumber(dayOfTime(time)))) return true;
    const minute = time.slice(11, 16);
    return minute !== '' && (minute < settings.opening || minute > settings.closing);
  };
  const [from, to] = [isOutside(accepted) ? accepted : null, isOutside(finished) ? finished : null];
  return from === null && to === null ? [] : [{ kind: 'outside-hours', accepted: from, finished: to }];
}

function contradictions({ type, promiseDays, legalDays }: CaseState): Told[] {
  const told: Told[] = [];
  if (promiseDays === null) return told;
  if ((type === 'instant' && promiseDays > 0) || (type === 'promised' && promiseDays === 0))
    told.push({ kind: 'type-against-promise', type, promise: promiseDays });
  if (legalDays !== null && promiseDays > legalDays)
    told.push({ kind: 'promise-over-legal', promise: promiseDays, legal: legalDays });
  return told;
}

function againstCatalogue({ state, item }: Examined, { hasCatalogue }: Rules): Told[] {
  const { itemCode, window, type } = state;
  if (item === undefined) return hasCatalogue && itemCode !== null ? [{ kind: 'item-unknown', code: itemCode }] : [];
  const told: Told[] = [];
  const differ = (
    kind: FindingKind & ('promise-against-catalogue' | 'legal-against-catalogue'),
    listed: number | null,
    stated: number | null,
  ): void => {
    if (listed !== null && stated !== null && listed !== stated) told.push({ kind, listed, stated });
  };
  differ('promise-against-catalogue', state.promiseDays, promiseOf(item));
  differ('legal-against-catalogue', state.legalDays, item.legalDays);
  if (type !== null && item.type !== null && type !== item.type)
    told.push({ kind: 'type-against-catalogue', listed: type, stated: item.type });
  const own = [item.accepting, item.approving].filter((one) => one !== null);
  if (window !== null && own.length > 0 && !own.includes(window))
    told.push({ kind: 'window-against-catalogue', listed: window, stated: own });
  return told;
}

function unjudged({ verdict, windows }: Examined): Told[] {
  if (verdict.result === 'unknown') return [{ kind: 'unjudged', why: 'clock' }];
  const isPlaced = windows.accepted !== null && windows.handled !== null;
  return isPlaced || verdict.result === 'outside' ? [] : [{ kind: 'unjudged', why: 'window' }];
}
