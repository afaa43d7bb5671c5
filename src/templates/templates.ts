import type { Template } from 'src/modules/intake/template/template';
import { ATTENDANCE } from './attendance';
import { HALL } from './hall';
import { MATTERS } from './matters';

/** The empty workbooks a hall may download; each row of examples is one the feed takes (templates.spec.ts). */
export const TEMPLATES = { ...ATTENDANCE, ...MATTERS, ...HALL } as const satisfies Readonly<Record<string, Template>>;
