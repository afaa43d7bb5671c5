/** A mapping or list the reader is inside of: the name or place it is at. */
interface Level {
  /** Names seen so far, each with its offset; undefined for a list. */
  readonly names: Map<string, number> | undefined;
  at: string | number;
}

export interface DoubledName {
  readonly name: string;
  readonly offset: number;
  readonly first: number;
}

/**
 * Where things stand in a text that JSON.parse accepted. One pass without a tree, so that half a million facts cost no
 * second document; texts that are no JSON give nonsense.
 */
export class JsonText {
  constructor(private readonly text: string) {}

  /** Names that stand twice in one mapping, of which JSON.parse silently keeps the last. */
  doubledNames(): DoubledName[] {
    const doubled: DoubledName[] = [];
    this.walk((levels, offset, name) => {
      if (name === undefined) return;
      const names = levels.at(-1)?.names;
      const first = names?.get(name);
      if (first === undefined) names?.set(name, offset);
      else doubled.push({ name, offset, first });
    });
    return doubled;
  }

  /** Offset of the value at these steps, or of its nearest parent that is there. */
  offsetOf(steps: readonly string[]): number {
    let [found, depth] = [0, -1];
    this.walk((levels, offset, name) => {
      if (name !== undefined || levels.length <= depth || levels.length > steps.length) return;
      if (levels.every(({ at }, index) => String(at) === steps[index])) [found, depth] = [offset, levels.length];
    });
    return found;
  }

  /** Tells of every name of a member (with `name`) and every value, in the order of the text. */
  private walk(tell: (levels: readonly Level[], offset: number, name?: string) => void): void {
    const levels: Level[] = [];
    const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;
    let expectsName = false;
    for (let match = token.exec(this.text); match !== null; match = token.exec(this.text)) {
      const [word] = match;
      const level = levels.at(-1);
      if (word === '}' || word === ']') {
        levels.pop();
        expectsName = false;
      } else if (word === ',') {
        expectsName = level?.names !== undefined;
        if (typeof level?.at === 'number') level.at += 1;
      } else if (word === ':') expectsName = false;
      else if (expectsName && level !== undefined) {
        level.at = JSON.parse(word) as string;
        tell(levels, match.index, level.at);
      } else {
        tell(levels, match.index);
        if (word === '{' || word === '[')
          levels.push(word === '{' ? { names: new Map(), at: '' } : { names: undefined, at: 0 });
        expectsName = word === '{';
      }
    }
  }
}
