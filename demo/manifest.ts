import type { CivilDate, CivilTime, Period } from 'src/common/civil-date';

/** Feeds the files are for. */
export type DemoFeed = 'roster' | 'punches' | 'leave' | 'patrol' | 'cases' | 'ratings';

/** `manifest.json` beside the files: what is there, in the order in which it is to be taken in. */
export interface DemoManifest {
  /** Says on screen and paper that nothing of this is real. */
  readonly notice: string;
  readonly seed: string;
  readonly today: CivilDate;
  readonly hall: { readonly id: string; readonly name: string };
  /** The shipped book and the month from which the demo publishes it. */
  readonly book: { readonly name: string; readonly from: Period };
  /** Path of the attendance schedule, relative to the manifest. */
  readonly schedule: string;
  readonly months: readonly DemoManifestMonth[];
  readonly files: readonly DemoFile[];
  readonly waivers: readonly DemoWaiver[];
  /** Where the cases that an office wonders about are to be found. */
  readonly edges: DemoEdges;
  readonly cases: number;
  readonly staff: number;
}

export interface DemoManifestMonth {
  readonly period: Period;
  /** A month that can be closed, or the running one. */
  readonly state: 'full' | 'running';
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly asOf: CivilTime;
  readonly openDays: number;
  /** Saturdays and Sundays of the month on which the hall worked. */
  readonly makeUpDays: readonly CivilDate[];
}

export interface DemoFile {
  readonly feed: DemoFeed;
  /** Relative to the manifest, with `/`. */
  readonly file: string;
  readonly month: Period | null;
  /** Layout of the formats: `1`, `2`, `4`, `6a`, `7` … */
  readonly layout: string;
  /** Options of the import. */
  readonly options: { readonly asOf?: CivilTime; readonly period?: Period };
  /** For which days, and which windows, the file is complete; absent where it states none (the roster). */
  readonly complete?: DemoComplete;
  /** Data rows, planted ones included. */
  readonly rows: number;
  readonly planted: readonly DemoPlanted[];
}

export interface DemoComplete {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Codes of the windows; absent: the whole hall. */
  readonly windows?: readonly string[];
}

/** A row that is wrong on purpose, so that the list of rejects has something to show. */
export interface DemoPlanted {
  /** As the reader counts: rows of the sheet, lines of the text file, header included. */
  readonly line: number;
  readonly ends: 'reject' | 'unmatched';
  readonly why: string;
}

export interface DemoWaiver {
  readonly period: Period;
  readonly source: string;
  readonly window?: string;
  readonly by: string;
  readonly reason: string;
}

export interface DemoEdges {
  readonly noCases: string;
  readonly opened: { readonly window: string; readonly on: CivilDate };
  readonly renamed: { readonly window: string; readonly on: CivilDate };
  readonly merged: { readonly window: string; readonly into: string; readonly on: CivilDate };
  readonly silent: { readonly source: string; readonly windows: readonly string[]; readonly period: Period };
  readonly moved: readonly {
    readonly staff: string;
    readonly from: string;
    readonly to: string;
    readonly on: CivilDate;
  }[];
  readonly left: { readonly staff: string; readonly on: CivilDate };
  readonly joined: { readonly staff: string; readonly on: CivilDate };
  /** Windows with the same data, made to be level at the edges. */
  readonly level: readonly {
    readonly period: Period;
    readonly edge: 'top' | 'bottom';
    readonly windows: readonly string[];
  }[];
  readonly makeUpDays: readonly CivilDate[];
}

/** Who lets a silent source pass in the demo. */
export const WAIVED_BY = '示例考核办 周示例（演示）';
