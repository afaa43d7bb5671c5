import { readdirSync, readFileSync } from 'node:fs';

const PAGE_KB = 4;

/** Resident memory of a process and of its children in MB; empty where there is no /proc. */
export function residentTree(pid: number): { readonly own: number; readonly children: number } | undefined {
  try {
    const parents = new Map<number, number>();
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const parent = parentOf(Number(name));
      if (parent !== undefined) parents.set(Number(name), parent);
    }
    const children = [...parents].filter(([child]) => isUnder(child, pid, parents)).map(([child]) => resident(child));
    return { own: resident(pid), children: Math.max(0, ...children) };
  } catch {
    return undefined;
  }
}

function isUnder(child: number, pid: number, parents: ReadonlyMap<number, number>): boolean {
  let parent = parents.get(child);
  while (parent !== undefined && parent !== pid) parent = parents.get(parent);
  return parent === pid;
}

function parentOf(pid: number): number | undefined {
  try {
    // The name in brackets may hold spaces; the parent is the second word after it.
    return Number(/.*\) \S (\d+)/s.exec(readFileSync(`/proc/${String(pid)}/stat`, 'latin1'))?.[1]);
  } catch {
    return undefined;
  }
}

function resident(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${String(pid)}/statm`, 'latin1').split(' ')[1]);
    return (pages * PAGE_KB) / 1024;
  } catch {
    return 0;
  }
}
