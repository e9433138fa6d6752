// Where a fault is tried: a running platform, a chat system whose every record can be strange, and what became of it. Each fault has
// users, devices and tokens of its own.
import {
  bindingChanged,
  bindingReported,
  type DeadLetter,
  deadLetter,
  type MessageSent,
  messageSent,
  presenceChanged,
  pushGated,
  type SessionChange,
  sessionChanged,
  type SessionChanged,
  TOPICS,
  userKey,
} from '@offline-push/contracts';
import { newFakes } from '@offline-push/vendor-fakes';
import { until } from '@offline-push/parts';
import {
  type Phone,
  type Platform,
  type PlatformOptions,
  type Sandbox,
  type ServiceName,
  Stage,
  tokenOf,
} from '@offline-push/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from './must';
import { NextEvents } from './next-events';
import { Gateway } from './clients/gateway';
import { Java } from './clients/java';
import { areWell, type ProbeAnswer, probed } from './wellness';

type Named = { readonly name: string };

export interface FieldPhone extends Phone {
  vendor: string;
  certificateId: number;
}

/** What systems around the platform write: their records may be anything, and nobody here reads them. */
const INPUTS: readonly string[] = [sessionChanged, bindingReported, messageSent].map(({ name }) => name);

/** It is asked behind every fault, so it does not gather for long. */
const LOG_SETTINGS = { DELIVERY_LOG_GATHER_MS: '250' };

const FATE_DEADLINE_MS = 60_000;
const LETTER_DEADLINE_MS = 60_000;

export class Scene {
  private drawn = 0;
  private readonly awaited = new NextEvents((topic) => this.stage.reader.seen(topic));
  private javaClient: Promise<Java> | undefined;

  private constructor(
    readonly stage: Stage,
    private readonly gateway: Gateway,
  ) {}

  static async open(options: PlatformOptions = {}): Promise<Scene> {
    const log = { ...LOG_SETTINGS, ...options.env?.['delivery-log'] };
    const stage = await Stage.open(
      { ...options, env: { ...options.env, 'delivery-log': log } },
      TOPICS.filter(({ name }) => !INPUTS.includes(name)),
    );
    return new Scene(stage, await Gateway.open(stage.platform.parts.brokers));
  }

  get platform(): Platform {
    return this.stage.platform;
  }

  get sandbox(): Sandbox {
    return this.stage.sandbox;
  }

  get brokers(): readonly string[] {
    return this.platform.parts.brokers;
  }

  /** Started when a fault asks for it first. */
  java(): Promise<Java> {
    return (this.javaClient ??= Java.start(this.platform.parts));
  }

  /** A name that nobody had before. */
  fresh(word: string): string {
    return `${word}-${++this.drawn}`;
  }

  phone(word: string, { vendor = 'xiaomi', ...known }: Partial<FieldPhone> = {}): FieldPhone {
    const user = known.user ?? this.fresh(word);
    const certificateId = this.stage.tenant.certificates[vendor] ?? 0;
    const token = tokenOf(vendor, `ok-${user}`);
    return { user, device: `${user}-phone`, session: `${user}-1`, token, vendor, certificateId, ...known };
  }

  /** A further certificate with the settings of the vendor's first one; in effect at once. */
  async newCertificate(vendor: string, name: string): Promise<number> {
    const sample = newFakes().find((fake) => fake.vendor === vendor)?.sample;
    const { app } = this.stage.tenant;
    const body = { vendor, name, settings: sample?.settings, credential: sample?.credential };
    const path = `/v1/apps/${app}/certificates`;
    return (await this.platform.api.post<{ id: number }>('certificates', path, body)).id;
  }

  factOf(phone: FieldPhone, change: SessionChange, more: Partial<SessionChanged> = {}): SessionChanged {
    const { user, device, session } = phone;
    return { app: this.stage.tenant.app, user, device, session, platform: 'android', change, ...more };
  }

  reportOf({ user, device, session, certificateId, token }: FieldPhone, more: object = {}) {
    return { app: this.stage.tenant.app, user, device, session, binding: { certificateId, token }, ...more };
  }

  messageTo(phones: readonly FieldPhone[], more: Partial<MessageSent> = {}): MessageSent {
    const messageId = this.fresh('m');
    return {
      app: this.stage.tenant.app,
      messageId,
      conversation: `c-${messageId}`,
      recipients: phones.map(({ user }) => user),
      push: { text: `text of ${messageId}` },
      ...more,
    };
  }

  /** Publishes whatever it is, under the key of the contract unless another one is given. */
  async publish(topic: Named, event: object, how: { key?: string } = {}): Promise<void> {
    await this.gateway.send(topic.name, {
      key: how.key ?? keyOf(topic, event),
      value: JSON.stringify(event),
    });
  }

  /** Many at once, each under its own key. */
  async publishAll(topic: Named, events: readonly object[]): Promise<void> {
    const messages = events.map((event) => ({ key: keyOf(topic, event), value: JSON.stringify(event) }));
    await this.gateway.send(topic.name, ...messages);
  }

  /** Values as they are, under one key. */
  publishRaw({ name }: Named, key: string, values: readonly string[]): Promise<void> {
    return this.gateway.send(name, ...values.map((value) => ({ key, value })));
  }

  says(phone: FieldPhone, change: SessionChange, more: Partial<SessionChanged> = {}): Promise<void> {
    return this.publish(sessionChanged, this.factOf(phone, change, more));
  }

  reports(phone: FieldPhone, more: object = {}): Promise<void> {
    return this.publish(bindingReported, this.reportOf(phone, more));
  }

  /** Logged in, bound, its app killed: it must ring. Resolves when presence and device-bindings know. */
  async kills(...phones: FieldPhone[]): Promise<void> {
    for (const phone of phones) {
      await this.says(phone, 'logged-in');
      await this.reports(phone);
    }
    await Promise.all(phones.map((phone) => this.isBound(phone)));
    for (const phone of phones) await this.says(phone, 'disconnected');
    await Promise.all(phones.map((phone) => this.becomes(phone, 'offline')));
  }

  /** Its next such status that nobody has awaited yet: an earlier one of another day does not count. */
  becomes({ session }: FieldPhone, status: string, deadlineMs?: number): Promise<void> {
    return this.awaited.next(
      presenceChanged,
      `${session} status`,
      (event) => event.session === session && event.status === status,
      deadlineMs,
    );
  }

  /** Its next such change of binding that nobody has awaited yet. */
  isBound({ session }: FieldPhone, change = 'bound'): Promise<void> {
    return this.awaited.next(
      bindingChanged,
      `${session} binding`,
      (event) => event.session === session && event.change === change,
    );
  }

  async sends(phones: readonly FieldPhone[], more: Partial<MessageSent> = {}): Promise<string> {
    const message = this.messageTo(phones, more);
    await this.publish(messageSent, message);
    return message.messageId;
  }

  fate(messageId: string, { user }: FieldPhone, deadlineMs = FATE_DEADLINE_MS): Promise<string> {
    return this.stage.fateOf(messageId, user, deadlineMs).catch(() => 'nowhere');
  }

  /** How often this message alerted on this phone. */
  async rang(
    messageId: string,
    { vendor, token }: FieldPhone,
    text = `text of ${messageId}`,
  ): Promise<number> {
    const shown = await this.sandbox.shownOn(vendor, token);
    return shown.filter((one) => one.text === text).reduce((sum, { rings }) => sum + rings, 0);
  }

  /** Calls that carried the phone's token, for whatever message. */
  async callsTo({ token }: FieldPhone): Promise<number> {
    return (await this.sandbox.callsTo(token)).length;
  }

  async mustHaveRung(messageId: string, phone: FieldPhone, deadlineMs?: number): Promise<void> {
    const fate = await this.fate(messageId, phone, deadlineMs);
    must(fate === 'accepted', `${messageId} to ${phone.user} ended as ${fate}, not accepted`);
    const times = await this.rang(messageId, phone);
    must(times === 1, `${messageId} rang ${times} times on ${phone.user}'s phone`);
  }

  /** Sends a message, which must ring once. */
  async mustRing(phone: FieldPhone, deadlineMs?: number): Promise<void> {
    await this.mustHaveRung(await this.sends([phone]), phone, deadlineMs);
  }

  async mustNotHaveRung(messageId: string, phone: FieldPhone, reasons: readonly string[]): Promise<void> {
    const fate = await this.fate(messageId, phone);
    const times = await this.rang(messageId, phone);
    must(times === 0, `${messageId} rang on ${phone.user}'s phone (${fate})`);
    must(
      reasons.includes(fate),
      `${messageId} to ${phone.user} ended as ${fate}, not ${reasons.join(' or ')}`,
    );
  }

  /** Sends a message, which must end with one of these reasons and ring nowhere. */
  async mustNotRing(phone: FieldPhone, ...reasons: string[]): Promise<void> {
    await this.mustNotHaveRung(await this.sends([phone]), phone, reasons);
  }

  /** Where presence has the devices of a message, over all its records: "bob onward", "bob online". */
  gated(messageId: string): string[] {
    const records = this.stage.reader.seen(pushGated).filter((event) => event.messageId === messageId);
    return records.flatMap(({ onward, stopped }) => [
      ...onward.map(({ user }) => `${user} onward`),
      ...stopped.map(({ user, reason }) => `${user} ${reason}`),
    ]);
  }

  get deadLetters(): readonly DeadLetter[] {
    return this.stage.reader.seen(deadLetter);
  }

  /** A dead letter after the first `since`. */
  letter(since: number, isIt: (letter: DeadLetter) => boolean = () => true): Promise<DeadLetter> {
    return until(LETTER_DEADLINE_MS, 'there was no such dead letter', () =>
      this.deadLetters.slice(since).find(isIt),
    );
  }

  mustHaveNoLetters(since: number): void {
    const letters = this.deadLetters
      .slice(since)
      .map(({ topic, reason, detail }) => `${topic} ${reason} ${detail}`);
    must(letters.length === 0, `${letters.length} dead letters, the first: ${letters[0]}`);
  }

  /** What the probe says: status code and words. */
  probe(service: ServiceName, kind: 'live' | 'ready'): Promise<ProbeAnswer> {
    return probed(this.platform, service, kind);
  }

  /** Every service runs and is ready, and the sandbox has no script left. */
  isWell(): Promise<void> {
    return areWell(this.platform);
  }

  /** For what only time can show: that nothing happens, or that a window is over. */
  passes(ms: number): Promise<void> {
    return sleep(ms);
  }

  async close(): Promise<void> {
    (await this.javaClient?.catch(() => undefined))?.stop();
    await this.gateway.close().catch(() => undefined);
    await this.stage.close();
  }
}

const keyOf = (topic: Named, event: object): string =>
  topic.name === messageSent.name
    ? `${(event as MessageSent).app}/${(event as MessageSent).conversation}`
    : userKey(event as SessionChanged);
