import { SaxesParser } from 'saxes';
import { FileFault } from 'src/modules/intake/files/faults';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandlers {
  /** Local name, without a prefix; attributes with their prefix. */
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
}

/** No workbook nests deeper, and no tag, text or comment of one is longer. */
const DEEPEST = 64;
const LONGEST = 1024 * 1024;

/** Reads one XML part in pieces. A document type is refused: that is where entity bombs live. */
export class XmlReader {
  private readonly parser = new SaxesParser();
  private depth = 0;
  /** Characters given since the parser last knew what they were; it holds them all. */
  private unknown = 0;

  constructor(
    handlers: XmlHandlers,
    private readonly part: string,
  ) {
    this.parser.on('doctype', () => {
      throw new FileFault('doctype', part);
    });
    this.parser.on('opentag', (tag) => {
      this.unknown = 0;
      if (++this.depth > DEEPEST) throw new FileFault('damaged', part);
      handlers.open(local(tag.name), tag.attributes);
    });
    this.parser.on('closetag', (tag) => {
      this.unknown = 0;
      this.depth--;
      handlers.close(local(tag.name));
    });
    if (handlers.text) {
      this.parser.on('text', (piece) => handlers.text?.(piece));
      this.parser.on('cdata', (piece) => handlers.text?.(piece));
    }
  }

  write(piece: string): void {
    // A part can be one endless declaration, tag or text; the parser would only report it at its end.
    this.unknown += piece.length;
    if (this.unknown > LONGEST) throw new FileFault('damaged', this.part);
    this.guarded(() => this.parser.write(piece));
  }

  end(): void {
    this.guarded(() => this.parser.close());
  }

  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof FileFault) throw error;
      throw new FileFault('damaged', this.part);
    }
  }
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The value of an attribute by its local name: `id` also finds `r:id`. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  const key = Object.keys(attributes).find((candidate) => candidate.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

/** `_x000D_` and its like, as workbooks write control characters, back to the characters. */
export function unescapeCell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
