import { baifen } from './baifen';
import type { Make } from './contender';
import { jsonRules } from './json-rules.process';
import { loop } from './loop';
import { hyperFormula } from './sheet-engine.process';
import { zen } from './zen.process';

export const CONTENDERS = {
  baifen: (maps) => baifen(maps, 'members'),
  'baifen-json': (maps) => baifen(maps, 'json'),
  loop,
  zen: (maps) => zen(maps, false),
  'zen-trace': (maps) => zen(maps, true),
  'json-rules': jsonRules,
  'hyperformula-row': (maps) => hyperFormula(maps, 'one-row'),
  'hyperformula-sheet': (maps) => hyperFormula(maps, 'rows'),
} as const satisfies Record<string, Make>;

export type ContenderName = keyof typeof CONTENDERS;
