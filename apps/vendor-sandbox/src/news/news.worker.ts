// Reads what the platform says of the phones' messages, and keeps the phones' links alive as their gateway would. It decides nothing.
import type { BusRecord } from '@offline-push/bus';
import {
  deadLetter,
  messageSent,
  pushAddressed,
  pushGated,
  pushOutcome,
  type PushOutcome,
  readEvent,
  type Topic,
} from '@offline-push/contracts';
import type { Live } from '../live/live.steps';
import type { Hands } from '../phones/hands.steps';
import { answerOf, isAwake, type PhoneState } from '../phones/state';
import type { Gateway } from '../publishing/gateway.steps';
import type { Wire } from '../publishing/wire.steps';
import type { Messages } from './messages.steps';

/** A gateway repeats "connected" at least every two minutes. */
const HEARTBEAT_MS = 60_000;
const LAPSE_MS = 1_000;
/** The events of a chat system. What else becomes a dead letter is none of a sandbox's business. */
const WRITTEN_BY_PEOPLE = /^(message\.sent|session\.changed|binding\.reported)\.v1$/;

interface Parts {
  readonly phones: ReadonlyMap<string, PhoneState>;
  readonly live: Live;
  readonly hands: Hands;
  readonly messages: Messages;
  readonly gateway: Gateway;
}

export class PlatformNews {
  private readonly follow: ReturnType<Wire['follow']>;
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    wire: Wire,
    private readonly parts: Parts,
  ) {
    const topics = [messageSent, pushGated, pushAddressed, pushOutcome, deadLetter].map(({ name }) => name);
    this.follow = wire.follow(topics, (record) => this.take(record));
  }

  start(): void {
    this.follow.start();
    this.every(HEARTBEAT_MS, () => this.keepLinks());
    this.every(LAPSE_MS, () => this.lapse());
  }

  get isUpToDate(): boolean {
    return this.follow.isUpToDate;
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.follow.close();
  }

  private every(ms: number, work: () => void): void {
    const timer = setInterval(work, ms);
    timer.unref();
    this.timers.push(timer);
  }

  private take(record: BusRecord): void {
    const told = <T>(topic: Topic<T>): T | undefined => {
      if (record.topic !== topic.name) return undefined;
      const reading = readEvent(topic, record.value);
      return reading.ok ? reading.event : undefined;
    };
    const message = told(messageSent);
    if (message !== undefined) return this.parts.messages.came(message, record.timestampMs);
    const gated = told(pushGated);
    if (gated !== undefined) return this.stopped(gated);
    const addressed = told(pushAddressed);
    if (addressed !== undefined) {
      const { messageId, sentAtMs, content } = addressed;
      for (const { token } of addressed.onward)
        this.parts.hands.expect({ token, messageId, sentAtMs, text: content.text ?? '' });
      return this.stopped(addressed);
    }
    const ended = told(pushOutcome);
    if (ended !== undefined) return this.ended(ended);
    const dead = told(deadLetter);
    if (dead !== undefined && WRITTEN_BY_PEOPLE.test(dead.topic)) {
      const { topic, reason, detail, partition, offset } = dead;
      this.parts.live.happened({ is: 'dead-letter', topic, reason, detail, place: `${partition}/${offset}` });
    }
  }

  private stopped({ app, messageId, stopped }: Pick<Gated, 'app' | 'messageId' | 'stopped'>): void {
    for (const { user, device, reason } of stopped) {
      const phone = this.phoneOf(app, user, device);
      if (phone !== undefined)
        this.parts.live.happened({ is: 'stopped', phone: phone.id, app, user, messageId, reason });
    }
  }

  /** What the vendor took is told by the phone itself. */
  private ended({ app, messageId, outcomes }: PushOutcome): void {
    for (const { user, device, state, detail, code, vendor } of outcomes) {
      const phone = this.phoneOf(app, user, device);
      if (phone === undefined || state === 'accepted') continue;
      const said = [code, detail].filter(Boolean).join(': ');
      this.parts.live.happened({
        is: 'not-accepted',
        ...{ phone: phone.id, app, user, messageId, vendor, reason: state },
        ...(said !== '' && { detail: said }),
      });
    }
  }

  private phoneOf(app: string, user: string, device: string | undefined): PhoneState | undefined {
    return [...this.parts.phones.values()].find(
      (one) => one.app === app && one.user === user && (device === undefined || device === one.device),
    );
  }

  private keepLinks(): void {
    for (const phone of this.parts.phones.values()) {
      const { session, user, device } = phone;
      if (!isAwake(phone) || !phone.isLoggedIn) continue;
      this.parts.gateway
        .say([{ is: 'session', change: 'connected', session, user, device }], phone)
        .catch((error: unknown) => process.emitWarning(error as Error));
    }
  }

  private lapse(): void {
    const nowMs = Date.now();
    for (const phone of this.parts.phones.values())
      if (this.parts.hands.lapse(phone, nowMs)) this.parts.live.tell('phone', answerOf(phone));
  }
}

interface Gated {
  readonly app: string;
  readonly messageId: string;
  readonly stopped: readonly { readonly user: string; readonly device?: string; readonly reason: string }[];
}
