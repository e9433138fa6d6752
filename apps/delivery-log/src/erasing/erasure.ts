// An erasure and its steps, one after the other, each from where the last portion ended. Pure.

/**
 * In this order: what would go out to others in a moment (webhooks, watchers), what is filed under the user, facts, dead letters, and all days
 * for what names them otherwise.
 */
const STEPS = ['hooks', 'live', 'found', 'facts', 'letters', 'days', 'done'] as const;
export const FIRST_STEP = STEPS[0];
export type StepName = (typeof STEPS)[number];

/** How much was taken away. */
export interface Taken {
  stories: number;
  lookups: number;
  facts: number;
  letters: number;
  /** Events of webhooks. */
  hooks: number;
}

export interface Erasure extends Taken {
  id: string;
  app: string;
  /** A hash of app and user. */
  who: string;
  /** Null when it is done. */
  user: string | null;
  /** What happened up to then goes. */
  untilMs: number;
  askedBy: string;
  step: StepName;
  /** Where its step goes on. */
  place: string;
  doneAtMs: number | null;
}

/** A portion of a step: where it goes on. Undefined: the step is over. */
export interface Portion extends Taken {
  place: string | undefined;
}

export const nothing = (): Taken => ({ stories: 0, lookups: 0, facts: 0, letters: 0, hooks: 0 });

export const nextStep = (step: StepName): StepName => STEPS[STEPS.indexOf(step) + 1] ?? 'done';

/** As it stands in JSON. */
export const quoted = (user: string): string => JSON.stringify(user);

/** An id that is a number may stand without quotes; as a regular expression over escaped bytes. Empty: it is none. */
export const numberPattern = (user: string): string =>
  /^\d{1,16}$/.test(user) ? `[[,:]\\s*${user}\\s*[],}]` : '';
