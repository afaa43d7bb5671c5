import type { Clock } from 'src/common/clock';
import type { Language } from 'src/common/language';

/** A class whose single instance the application holds. */
export type ServiceType<T> = abstract new (...parameters: never[]) => T;

/**
 * What a command sees of the world. The same command runs in the terminal and, handed over, inside the running server.
 * `--json` prints exactly one document on standard output; everything meant for people during the work goes to `note`.
 */
export interface CommandIo {
  readonly language: Language;
  readonly clock: Clock;
  /** Folder against which file arguments are resolved. */
  readonly cwd: string;
  /** The hall named by `--hall`, or undefined: the only hall there is. */
  readonly hall: string | undefined;
  /** Ends a command: prints `value` as the JSON document, or runs `human` when `--json` was not given. */
  answer(value: unknown, human: () => void): void;
  /** Standard output, for people. */
  line(text: string): void;
  table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void;
  /** Standard error: progress and remarks. */
  note(text: string): void;
  /** Opens the database and the application on first use. */
  service<T>(type: ServiceType<T>): Promise<T>;
}
