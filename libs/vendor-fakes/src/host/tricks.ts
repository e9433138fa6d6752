// How a vendor can fail: chosen by the text of a token, or by a script that the tester gives. `isTaken` tells whether the vendor had
// already accepted the push, so that the phone rings although the caller never learns it.
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/** Name → may the phone ring? */
const TRICKS = {
  /** An HTTP status with the vendor's own words for it. */
  status: false,
  /** An HTTP status with a web page, as something in front of the vendor gives it. */
  gateway: false,
  /** A code of the vendor. Without one: "too many requests". */
  code: false,
  redirect: false,
  slow: true,
  /** Accepts and never answers. */
  hang: true,
  /** Accepts and closes the connection. */
  close: true,
  garbage: true,
  empty: true,
  /** The right answer, cut in the middle. */
  cut: true,
  huge: true,
  /** A byte a second. */
  drip: true,
  /** Compressed, although nobody asked for it. */
  packed: true,
  'big-header': true,
} as const;

export type TrickName = keyof typeof TRICKS;

export interface Trick {
  readonly do: TrickName;
  readonly status?: number;
  readonly code?: string;
  readonly retryAfter?: string;
  /** `slow` only. In ms. */
  readonly ms?: number;
}

export const isTaken = (trick: Trick): boolean => TRICKS[trick.do];

export const Script = Type.Object(
  {
    do: Type.Union((Object.keys(TRICKS) as TrickName[]).map((name) => Type.Literal(name))),
    times: Type.Optional(Type.Integer({ minimum: 1, description: 'So many calls. Absent: until cleared.' })),
    every: Type.Optional(Type.Integer({ minimum: 1, description: 'Every so many calls. Absent: each.' })),
    status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599, description: 'Absent: 503.' })),
    code: Type.Optional(Type.String({ maxLength: 64 })),
    retryAfter: Type.Optional(Type.String({ maxLength: 64 })),
    ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
  },
  { additionalProperties: false },
);
export type Script = Static<typeof Script>;

/** The scripts of one vendor. The first whose turn it is decides a call. */
export class Scripts {
  private scripts: { script: Script; seen: number; done: number }[] = [];

  add(script: unknown): string | undefined {
    if (!Value.Check(Script, script)) {
      const first = Value.Errors(Script, script).First();
      return `${first?.path ?? ''}: ${first?.message ?? 'not a script'}`;
    }
    this.scripts.push({ script, seen: 0, done: 0 });
    return undefined;
  }

  clear(): void {
    this.scripts = [];
  }

  next(): Trick | undefined {
    for (const entry of this.scripts) {
      entry.seen++;
      const { times = Infinity, every = 1 } = entry.script;
      if (entry.done < times && entry.seen % every === 0) {
        entry.done++;
        return entry.script;
      }
    }
    return undefined;
  }
}

const BY_TOKEN =
  /^(?:(busy|hang|close|garbage|empty|cut|huge|drip|packed|redirect)|slow-?(\d{1,6})|http(\d{3}))[-_]/;

/**
 * "busy-…", "slow-300-…", "http500-…" and so on. One such token decides for its whole call. With an underscore for tokens that have a
 * word in front, but no hyphens: "busy_…", "slow300_…".
 */
export function trickOf(tokens: Iterable<string>): Trick | undefined {
  for (const token of tokens) {
    const [, name, ms, status] = BY_TOKEN.exec(token) ?? [];
    if (name === 'busy') return { do: 'code' };
    if (name !== undefined) return { do: name as TrickName };
    if (ms !== undefined) return { do: 'slow', ms: Number(ms) };
    if (status !== undefined) return { do: 'status', status: Number(status) };
  }
  return undefined;
}

/** "dead-…": the vendor does not know this token any more. */
export const isDeadToken = (token: string): boolean => token.startsWith('dead-');

/**
 * What becomes of an accepted push on its phone. Of a phone that somebody has in hand nothing is known at first (`held`), and a tap is told when it
 * comes (`tapped`).
 */
export type PhoneFate = 'shown' | 'clicked' | 'muted' | 'gone' | 'moved' | 'held' | 'tapped';

const BY_FATE: Readonly<Record<string, PhoneFate>> = {
  click: 'clicked',
  muted: 'muted',
  gone: 'gone',
  moved: 'moved',
};

/**
 * "click-…" shows it and is tapped, "muted-…" wants no notifications, "gone-…" has lost the app, "moved-…" has another token now. Only
 * receipts tell, of vendors that report it; all others show it.
 */
export const phoneFateOf = (token: string): PhoneFate =>
  BY_FATE[/^([a-z]+)[-_]/.exec(token)?.[1] ?? ''] ?? 'shown';

/** "moved-…" → "ok-…". */
export const successorOf = (token: string): string => token.replace(/^moved/, 'ok');
