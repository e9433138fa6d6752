// The weather at a vendor: how it is for a while, in words that a person chooses. Scripts beside it are for tests, and go before it.
import { type Static, Type } from '@sinclair/typebox';
import { Rate } from './rate';
import type { Trick } from './tricks';

const KINDS = {
  ok: 'As always.',
  slow: 'Each answer takes `ms` longer (absent: 2000).',
  throttled: 'Takes `perSecond` pushes a second (absent: 2) and refuses the others as too many.',
  down: 'Answers 5xx (`status`, absent: 503).',
  hanging: 'Takes the push and never answers.',
  'receipts-dropped': 'Tells nothing of what happened on phones.',
  'receipts-doubled': 'Tells everything twice.',
  'tokens-dead': 'Knows no token any more.',
  'secret-wrong': 'Refuses the credential.',
  'quota-used-up': 'The quota of the day is used up.',
} as const;

export type WeatherKind = keyof typeof KINDS;
export const WEATHER_KINDS = Object.keys(KINDS) as WeatherKind[];

export const WeatherWish = Type.Object(
  {
    is: Type.Union(
      WEATHER_KINDS.map((kind) => Type.Literal(kind)),
      { description: Object.entries(KINDS).map(([kind, says]) => `\`${kind}\`: ${says}`).join(' ') }, // prettier-ignore
    ),
    perSecond: Type.Optional(Type.Number({ minimum: 0.1, maximum: 10_000, description: 'Of `throttled`.' })),
    ms: Type.Optional(Type.Integer({ minimum: 1, maximum: 600_000, description: 'Of `slow`.' })),
    status: Type.Optional(Type.Integer({ minimum: 500, maximum: 599, description: 'Of `down`.' })),
    forSeconds: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 86_400, description: 'Then it is ok again. Absent: until it is changed.' }), // prettier-ignore
    ),
  },
  { additionalProperties: false },
);
export type WeatherWish = Static<typeof WeatherWish>;

export interface WeatherNow extends WeatherWish {
  /** Absent: until it is changed. In epoch ms. */
  readonly untilMs?: number;
}

const FINE: WeatherNow = { is: 'ok' };
const USUAL_SLOW_MS = 2_000;
const USUAL_PER_SECOND = 2;

/** Of one vendor. */
export class Weather {
  private wish: WeatherNow = FINE;
  private rate = new Rate(USUAL_PER_SECOND);

  become({ forSeconds, ...wish }: WeatherWish, nowMs: number): WeatherNow {
    this.wish = {
      ...wish,
      ...(forSeconds !== undefined && { forSeconds, untilMs: nowMs + forSeconds * 1000 }),
    };
    this.rate = new Rate(wish.perSecond ?? USUAL_PER_SECOND);
    return this.wish;
  }

  at(nowMs: number): WeatherNow {
    if (this.wish.untilMs !== undefined && this.wish.untilMs <= nowMs) this.wish = FINE;
    return this.wish;
  }

  /** What it does to a push. `quotaCode`: the vendor's own for a day's quota; absent: as too many requests. */
  trickFor(quotaCode: string | undefined, nowMs: number): Trick | undefined {
    const { is, ms = USUAL_SLOW_MS, status = 503 } = this.at(nowMs);
    switch (is) {
      case 'slow':
        return { do: 'slow', ms };
      case 'down':
        return { do: 'status', status };
      case 'hanging':
        return { do: 'hang' };
      case 'secret-wrong':
        return { do: 'status', status: 401 };
      case 'quota-used-up':
        return quotaCode === undefined ? { do: 'code' } : { do: 'code', code: quotaCode };
      case 'throttled':
        return this.rate.mayPass(nowMs) ? undefined : { do: 'code' };
      default:
        return undefined;
    }
  }

  /** How often a receipt is posted. */
  copies(nowMs: number): 0 | 1 | 2 {
    const { is } = this.at(nowMs);
    return is === 'receipts-dropped' ? 0 : is === 'receipts-doubled' ? 2 : 1;
  }
}
