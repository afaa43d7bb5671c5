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

/** What two changed at the same time: the subjects under which the audit trail of the hall knows it. */
export interface Race {
  readonly hall: string;
  readonly subjects: readonly string[];
}

/** Somebody was faster (409). Who and when is added from the audit trail before it is told. */
export class LostRace extends Refusal {
  constructor(
    code: string,
    sentences: Record<Language, string>,
    details: Readonly<Record<string, unknown>>,
    readonly race: Race,
  ) {
    super(code, sentences, details, 409);
  }

  wonBy({ by, at }: { readonly by: string; readonly at: string }): LostRace {
    const { zh, en } = this.sentences;
    const sentences = { zh: `${by} 已于 ${at} 抢先改动。${zh}`, en: `${by} was faster, at ${at}. ${en}` };
    return new LostRace(this.code, sentences, { ...this.details, wonBy: by, wonAt: at }, this.race);
  }
}

/** Like `refusal`, for conditional updates; `raceOf` says what was raced for. */
export function lostRace<P extends object>(
  code: string,
  sentence: Sentence<P>,
  raceOf: (parameters: P) => Race,
): (parameters: P) => LostRace {
  return (parameters) =>
    new LostRace(
      code,
      { zh: sentence.zh(parameters), en: sentence.en(parameters) },
      { ...parameters } as Record<string, unknown>,
      raceOf(parameters),
    );
}
