// What is sent, to whomever: single events with a text each, or messages to groups. Made before the clock starts.
import { messageKeyOf, targetIdOf } from '@offline-push/contracts';
import type { Delivery } from '@offline-push/vendors/send';

/** One message and the phones it goes to. */
export interface Message {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly ext: string;
  readonly tokens: readonly string[];
}

/** Phones. Once through, they get the next message: long after the first one was counted. */
const PHONES = 20_000;
const LIFE_MS = 3_600_000;

/** Messages in an endless round. */
export class Load {
  private readonly messages: readonly Message[];
  private at = 0;

  constructor(
    /** Phones that get the same message; 1: single events. */
    group: number,
    tokenFor: (word: string) => string,
  ) {
    this.messages = Array.from({ length: Math.ceil(PHONES / group) }, (_, i) => ({
      key: messageKeyOf('bench', `m-${i}`),
      title: `Alice ${i % 997}`,
      text: `Are you coming tonight at ${i}? 今晚你来吗`,
      ext: `{"conversation":"c2c-alice-${i}"}`,
      tokens: Array.from({ length: group }, (_unused, j) => tokenFor(`ok-bench-${i * group + j}`)),
    }));
  }

  next(): Message {
    const message = this.messages[this.at++ % this.messages.length];
    if (message === undefined) throw new Error('a load without messages');
    return message;
  }
}

/** As dispatch hands them to a vendor. */
export class DeliveryLoad {
  private readonly deliveries: readonly Delivery[];
  private at = 0;

  constructor(load: Load, nowMs: number) {
    const deliveries: Delivery[] = [];
    while (deliveries.length < PHONES) deliveries.push(...deliveriesOf(load.next(), nowMs));
    this.deliveries = deliveries;
  }

  take(count: number): Delivery[] {
    const start = this.at % this.deliveries.length;
    this.at += count;
    const taken = this.deliveries.slice(start, start + count);
    return taken.length === count ? taken : [...taken, ...this.deliveries.slice(0, count - taken.length)];
  }
}

function deliveriesOf({ key, title, text, ext, tokens }: Message, nowMs: number): Delivery[] {
  const content = { title, text, ext };
  return tokens.map((token) => ({
    targetId: targetIdOf(key, token),
    messageKey: key,
    token,
    content,
    expiresAtMs: nowMs + LIFE_MS,
  }));
}
