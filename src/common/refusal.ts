import type { Language, Sentence } from './language';

/**
 * A refusal is an expected "no": what happened, where, what to do. It is not a fault: it is shown to the user as it is
 * (command line exit 1, HTTP 4xx) and never logged as an error. Every room defines its own closed list with `refusal()`.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** Stable dotted code, for example `calendar.period-not-month`. */
    readonly code: string,
    readonly sentences: Record<Language, string>,
    readonly details: Readonly<Record<string, unknown>> = {},
    /** HTTP status used when the refusal leaves through the API. */
    readonly status: number = 400,
  ) {
    super(sentences.zh);
  }

  in(language: Language): string {
    return this.sentences[language];
  }
}

/** Makes a typed constructor for one refusal code; both languages are demanded by the type. */
export function refusal<P extends object>(
  code: string,
  sentence: Sentence<P>,
  status = 400,
): (parameters: P) => Refusal {
  return (parameters) =>
    new Refusal(
      code,
      { zh: sentence.zh(parameters), en: sentence.en(parameters) },
      { ...parameters } as Record<string, unknown>,
      status,
    );
}
