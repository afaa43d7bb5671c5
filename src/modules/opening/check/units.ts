import { firstDay, lastDay, type Period } from 'src/common/civil-date';
import type { Placed, Reject } from 'src/modules/intake/feed';
import { similar } from 'src/modules/intake/table/similar';
import type { Found, PeopleIndex } from 'src/modules/organisation/people';
import type { RosterStaff, RosterWindow } from 'src/modules/organisation/roster';
import { overlap, spansText, type Span } from 'src/modules/organisation/spans';
import { lineFaults, type At } from 'src/modules/opening/table/line-faults';
import type { OpeningLine } from 'src/modules/opening/opening-record';

/** Whom a line is about, by the roster of its month. */
export type Unit = Pick<OpeningLine, 'subject' | 'type'> & { readonly name: string; readonly group: string };

/**
 * The window or person of a line: by code, else by the name borne in that month, else by a name borne at another time. Who
 * was not in the hall in that month has no result of it. Without a roster only codes can be taken, as they are written.
 */
export function unitOf(people: PeopleIndex | null, placed: Placed<OpeningLine>): Unit | Reject {
  const { record } = placed;
  const at = unitAt(placed);
  if (people === null) {
    if (record.code === '') return lineFaults.noRoster(at);
    return { subject: record.code, type: record.type, name: record.name || record.code, group: '' };
  }
  return record.part === 'window' ? windowOf(people, record, at) : personOf(people, record, at);
}

export function unitAt({ sheet, line, record }: Placed<OpeningLine>): At {
  return { sheet, line, column: record.titles.unit ?? '', value: record.name === '' ? record.code : record.name };
}

/** The window's state on its last day in the month; undefined: it was not there. */
export function stateIn(window: RosterWindow, month: Period): RosterWindow['states'][number] | undefined {
  return window.states.findLast((state) => overlap(state, spanOf(month)));
}

function windowOf(people: PeopleIndex, { code, name, month }: OpeningLine, at: At): Unit | Reject {
  const found = windowFound(people, code, name, month);
  if (found.kind === 'none')
    return lineFaults.unitUnknown(
      at,
      month,
      similar(
        at.value,
        people.roster.windows.map((window) => window.name),
      ),
    );
  if (found.kind === 'several')
    return lineFaults.unitUnclear(
      at,
      found.values.map((window) => `${window.id} ${window.name}`),
    );
  const window = found.value;
  const state = stateIn(window, month);
  if (!state) return lineFaults.unitNotThen(at, month, spansText(window.states, 'zh'));
  return { subject: window.id, type: window.kind, name: state.name, group: state.group };
}

function windowFound(people: PeopleIndex, code: string, name: string, month: Period): Found<RosterWindow> {
  const byCode = code === '' ? undefined : people.windowByCode(code);
  if (byCode?.kind === 'unique') return byCode;
  // A list whose code column holds names, and the other way round, is no reason to send it back.
  for (const text of [name, code]) {
    if (text === '') continue;
    for (const day of [lastDay(month), firstDay(month)]) {
      const then = people.windowByName(text, day);
      if (then.kind !== 'none') return then;
    }
    const coded = people.windowByCode(text);
    if (coded.kind === 'unique') return coded;
  }
  return { kind: 'none' };
}

function personOf(people: PeopleIndex, record: OpeningLine, at: At): Unit | Reject {
  const { code, name, month } = record;
  const byCode = code === '' ? undefined : people.person(code);
  const found: Found<RosterStaff> = byCode
    ? { kind: 'unique', value: byCode }
    : code === ''
      ? people.byName(name, { date: lastDay(month) })
      : { kind: 'none' };
  if (found.kind === 'none') return lineFaults.unitUnknown(at, month, undefined);
  if (found.kind === 'several')
    return lineFaults.unitUnclear(
      at,
      found.values.map(({ id }) => id),
    );
  const person = found.value;
  if (!person.postings.some((posting) => overlap(posting, spanOf(month))))
    return lineFaults.unitNotThen(at, month, spansText(person.postings, 'zh'));
  const chief = record.kind === 'result' && record.chief;
  return { subject: person.id, type: chief ? 'chief' : 'staff', name: person.id, group: '' };
}

function spanOf(month: Period): Span {
  return { from: firstDay(month), to: lastDay(month) };
}
