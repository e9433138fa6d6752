// The phones of the sandbox: makes them, and carries out what people do to them, one thing after the other for each phone. What is said of them on
// the topics is said before they change: if Kafka is away, nothing has happened.
import type { FakeHost } from '@offline-push/vendor-fakes';
import { randomUUID } from 'node:crypto';
import type { Happening } from '../live/happening';
import type { Live } from '../live/live.steps';
import { Problem } from '../api/problem';
import type { Gateway } from '../publishing/gateway.steps';
import { decide } from './actions';
import type { Hands } from './hands.steps';
import type { KeptPhones } from './kept.steps';
import type { NewPhone, PhoneAction, PhoneAnswer } from './phone';
import { answerOf, isAwake, type InTray, type PhoneState } from './state';
import { notificationOf } from './tray';

const MAX_PHONES = 60;
/** Of a phone, after a restart. */
const OLD_TOKENS = 50;
/** Actions on one phone that wait for the one before. */
const MAX_WAITING = 20;

export interface Done {
  readonly phone: PhoneAnswer;
  readonly happening: Happening;
}

export interface Parts {
  readonly host: FakeHost;
  readonly live: Live;
  readonly hands: Hands;
  readonly kept: KeptPhones;
  /** Absent: there is no Kafka, so nothing can be said. */
  readonly gateway: Gateway | undefined;
  readonly maySkipAhead: boolean;
}

export class SandboxPhones {
  private readonly queues = new Map<string, { last: Promise<unknown>; waiting: number }>();
  private made = 0;

  constructor(
    readonly all: Map<string, PhoneState>,
    private readonly parts: Parts,
  ) {
    for (const phone of parts.kept.read()) {
      for (const old of this.oldTokensOf(phone)) parts.hands.letGo(phone.vendor, old, true);
      this.takeInHand(phone);
    }
    this.made = this.all.size;
  }

  list(): PhoneAnswer[] {
    return [...this.all.values()].map(answerOf);
  }

  find(id: string): PhoneState {
    const phone = this.all.get(id);
    if (phone === undefined) throw new Problem(404, 'not-found', 'There is no such phone.');
    return phone;
  }

  async make(wish: NewPhone): Promise<Done> {
    if (this.all.size >= MAX_PHONES)
      throw new Problem(409, 'too-many-phones', `The sandbox has ${MAX_PHONES} phones: remove one first.`);
    const phone = this.newPhone(wish);
    this.takeInHand(phone);
    try {
      const done = await this.act(phone.id, { do: 'log-in' });
      return await this.begin(phone.id, wish.begins, done);
    } catch (error) {
      this.putAway(phone);
      throw error;
    }
  }

  async act(id: string, action: PhoneAction): Promise<Done> {
    return this.inOrder(id, () => {
      const isTap = action.do === 'click' || action.do === 'swipe';
      return isTap ? this.tap(this.find(id), action) : this.change(this.find(id), action);
    });
  }

  /** Its user is logged out, and its token dies. */
  async remove(id: string): Promise<void> {
    const phone = this.find(id);
    if (phone.isLoggedIn && this.parts.gateway !== undefined) {
      if (!phone.hasNetwork) await this.act(id, { do: 'network-on' });
      await this.act(id, { do: 'log-out' });
    }
    this.putAway(phone);
    this.parts.live.tell('phone-gone', { phone: id });
  }

  save(): void {
    this.parts.kept.write(this.all.values());
  }

  private async begin(id: string, begins: NewPhone['begins'], done: Done): Promise<Done> {
    switch (begins) {
      case 'background':
        return this.act(id, { do: 'background' });
      case 'killed':
        return this.act(id, { do: 'kill' });
      case 'logged-out':
        return this.act(id, { do: 'log-out' });
      default:
        return done;
    }
  }

  private newPhone({ vendor, user, app, certificateId, name, device }: NewPhone): PhoneState {
    const fake = this.parts.host.fakeOf(vendor);
    if (fake === undefined) throw new Problem(400, 'invalid-body', 'The body breaks 1 rule(s).', [{ pointer: '/vendor', rule: 'has no fake' }]); // prettier-ignore
    const id = `phone-${++this.made}-${randomUUID().slice(0, 4)}`;
    const { sample } = fake;
    return {
      ...{ id, vendor, user, app, certificateId, name: name ?? sample.phoneName ?? 'Phone' },
      device: device ?? `${user}-${id}`.slice(0, 128),
      session: `s-${randomUUID().slice(0, 8)}`,
      platform: sample.platform ?? sample.runsOn ?? 'android',
      token: this.tokenOf(vendor, id, 1),
      tokens: 1,
      process: 'killed',
      ...{ isLoggedIn: false, hasNetwork: true, allowsNotifications: true, gatewaySaid: 'never' },
      ...{ unsaid: [], isReportDue: false, badge: 0, tray: [], held: [], inbox: [], missed: [] },
    };
  }

  /** As the vendor's SDK would get it. The random part keeps tokens of an earlier run from coming again. */
  private tokenOf(vendor: string, id: string, n: number): string {
    const word = `ok-${id.slice(0, 14)}-${n}`;
    return this.parts.host.fakeOf(vendor)?.sample.tokenFor?.(word) ?? word;
  }

  /** The newest of those that its vendor knows no more. */
  private oldTokensOf({ vendor, id, tokens }: PhoneState): string[] {
    const numbers = Array.from({ length: Math.min(tokens - 1, OLD_TOKENS) }, (_, i) => tokens - 1 - i);
    return numbers.map((n) => this.tokenOf(vendor, id, n));
  }

  private async change(phone: PhoneState, { do: action, user }: PhoneAction): Promise<Done> {
    const { gateway, hands, host, live, maySkipAhead } = this.parts;
    if (action === 'skip-ahead' && !maySkipAhead)
      throw new Problem(
        403,
        'forbidden',
        'Only an installation on one machine may skip ahead: SANDBOX_SKIP_AHEAD.',
      );
    const fresh = randomUUID().slice(0, 8);
    const nextToken = this.tokenOf(phone.vendor, phone.id, phone.tokens + 1);
    const decided = decide(phone, {
      action: action as Parameters<typeof decide>[1]['action'],
      user,
      fresh,
      nextToken,
    });
    if ('refused' in decided) throw new Problem(409, decided.refused, decided.detail);
    if (gateway === undefined) throw noKafka();
    const published = await gateway.say(decided.facts, { ...phone, ...decided.patch });
    const oldToken = phone.token;
    Object.assign(phone, decided.patch);
    if (phone.token !== oldToken) {
      hands.letGo(phone.vendor, oldToken, true);
      hands.hold(phone);
    }
    if (action === 'network-on') hands.deliverHeld(phone);
    if (isAwake(phone) && phone.isLoggedIn) fetchMissed(phone);
    host.flush(phone.vendor);
    return this.done(phone, live.happened({ is: 'action', action, ...of(phone), published }));
  }

  /** The vendor is told of a click; then the app opens. No vendor tells of a swipe. */
  private async tap(phone: PhoneState, { do: action, notification }: PhoneAction): Promise<Done> {
    const entry = notificationOf(phone, notification);
    if (entry === undefined) throw new Problem(409, 'no-such-notification', 'It is not on the screen.');
    const isClick = action === 'click';
    const opened = isClick ? await this.open(phone) : [];
    phone.tray = phone.tray.filter((one) => one.id !== entry.id);
    if (isClick) {
      entry.tell('tapped');
      this.parts.host.flush(phone.vendor);
    }
    const is = isClick ? 'clicked' : 'swiped';
    return this.done(
      phone,
      this.parts.live.happened({ is, ...of(phone), ...about(entry), published: opened }),
    );
  }

  private async open(phone: PhoneState): Promise<Happening['published']> {
    const decided = decide(phone, { action: 'open', fresh: '', nextToken: '' });
    if ('refused' in decided) return [];
    if (this.parts.gateway === undefined) throw noKafka();
    const published = await this.parts.gateway.say(decided.facts, phone);
    Object.assign(phone, decided.patch);
    if (isAwake(phone) && phone.isLoggedIn) fetchMissed(phone);
    return published;
  }

  private done(phone: PhoneState, happening: Happening): Done {
    const answer = answerOf(phone);
    this.parts.live.tell('phone', answer);
    this.save();
    return { phone: answer, happening };
  }

  private inOrder<T>(id: string, work: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(id) ?? { last: Promise.resolve(), waiting: 0 };
    if (queue.waiting >= MAX_WAITING)
      throw new Problem(429, 'too-many-requests', `${MAX_WAITING} actions wait for this phone.`);
    this.queues.set(id, queue);
    queue.waiting++;
    const mine = queue.last.then(work, work).finally(() => queue.waiting--);
    queue.last = mine.catch(() => undefined);
    return mine;
  }

  private takeInHand(phone: PhoneState): void {
    this.all.set(phone.id, phone);
    this.parts.hands.hold(phone);
  }

  private putAway(phone: PhoneState): void {
    this.all.delete(phone.id);
    this.queues.delete(phone.id);
    this.parts.hands.letGo(phone.vendor, phone.token, true);
    this.save();
  }
}

const of = ({ id, app, user, vendor }: PhoneState) => ({ phone: id, app, user, vendor });

const about = ({ id, text, messageId }: InTray) => ({
  notification: id,
  text,
  ...(messageId !== undefined && { messageId }),
});

export const MAX_INBOX = 20;

/** The app asks its chat system for what it missed. */
function fetchMissed(phone: PhoneState): void {
  const fetched = phone.missed.map((message) => ({ ...message, atMs: Date.now(), via: 'fetched' as const }));
  phone.inbox = [...fetched, ...phone.inbox].slice(0, MAX_INBOX);
  phone.missed = [];
}

export const noKafka = (): Problem =>
  new Problem(
    409,
    'no-kafka',
    'The sandbox was started without KAFKA_BROKERS: its vendors work, its phones have nobody to talk to.',
  );
