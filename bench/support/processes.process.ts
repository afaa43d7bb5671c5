import { readdirSync, readFileSync } from 'node:fs';

const PAGE_KB = 4;

/** Resident memory of a process and of the largest process under it in MB; undefined where /proc does not tell. */
export function residentTree(pid: number): { readonly own: number; readonly children: number } | undefined {
  const own = resident(pid);
  return own === 0 ? undefined : { own, children: Math.max(0, ...under(pid).map(resident)) };
}

/** The processes a process has started, with theirs. Asks only them: what is measured must not wait for the measuring. */
function under(pid: number): number[] {
  const tasks = `/proc/${String(pid)}/task`;
  const own = told(() => readdirSync(tasks), []).flatMap((task) =>
    told(() => readFileSync(`${tasks}/${task}/children`, 'latin1'), '')
      .split(' ')
      .filter((number) => number !== '')
      .map(Number),
  );
  return own.flatMap((child) => [child, ...under(child)]);
}

function resident(pid: number): number {
  const pages = told(() => readFileSync(`/proc/${String(pid)}/statm`, 'latin1'), '0 0').split(' ')[1];
  return (Number(pages) * PAGE_KB) / 1024;
}

/** A process or thread may end between two questions. */
function told<T>(ask: () => T, ended: T): T {
  try {
    return ask();
  } catch {
    return ended;
  }
}
