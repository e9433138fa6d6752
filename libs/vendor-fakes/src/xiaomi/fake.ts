// Xiaomi's server, imitated: knows its tenants, looks in Xiaomi's order, counts requests and messages, rings phones.
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../host/phones';
import { Rate } from '../host/rate';
import type { ReceiptPost } from '../host/receipt-poster';
import type { PhoneFate } from '../host/tricks';
import { WaitingPosts } from '../host/waiting-posts';
import type { FakeAnswer, FakeRequest, VendorFake } from '../host/vendor-fake';
import { errorAnswer, okAnswer, type Sent } from './fake-answers';
import { answerAside } from './fake-asides';
import { Ledger } from './fake-ledger';
import { receiptsFor } from './fake-receipts';
import { readRequest, type ReadMessage, type XiaomiCall } from './fake-request';
import { problemOf, topicsIn } from './fake-rules';
import { classOf, type MessageClass, XiaomiTenant } from './fake-tenant';
import { sample } from './sample';

const LOWEST_TIER_PER_SECOND = 500;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Xiaomi's clients know its host by heart: pointed here by name, they put no prefix in front. */
const OWN_PATHS =
  /^\/v\d\/(?:message|multi_messages|trace|stats|validation|regid|alias|account|topic|schedule_job|channel|feedback)\/|^\/revoke\/message$/;

/** HTTP status → the code that says the same (sheet 4). */
const FAULTS: ReadonlyMap<number, number> = new Map([
  [401, 21301],
  [403, 10004],
  [404, 10020],
  [405, 10021],
  [429, 200002],
  [500, 10001],
  [503, 10009],
]);

interface Customer {
  readonly tenant: XiaomiTenant;
  rate: Rate;
  /** Class or phone, and day → messages. */
  counts: Map<string, number>;
  ledger: Ledger;
}

export class XiaomiFake implements VendorFake<XiaomiCall> {
  readonly vendor = 'xiaomi';
  readonly phones = new Phones();
  readonly sample = sample;
  readonly quotaCode = '200001';
  readonly ownPaths = OWN_PATHS;
  private readonly posts = new WaitingPosts();
  private readonly customers = new Map<string, Customer>();

  admit(tenant: unknown): string | undefined {
    if (!Value.Check(XiaomiTenant, tenant)) {
      const first = Value.Errors(XiaomiTenant, tenant).First();
      return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
    }
    this.customers.set(tenant.appSecret, { tenant, ...fresh(tenant) });
    return undefined;
  }

  read(request: FakeRequest): XiaomiCall {
    return readRequest(request);
  }

  answer(call: XiaomiCall, nowMs: number): FakeAnswer {
    const customer = this.customers.get(call.credential ?? '');
    if (customer === undefined) return errorAnswer(21301, 'Invalid application secret.', nowMs);
    if (call.kind === 'aside') return answerAside(call, customer.ledger, nowMs);
    const problem = problemOf(call, customer.tenant);
    if (problem !== undefined) return errorAnswer(problem.code, problem.reason, nowMs);
    if (!customer.rate.mayPass(nowMs)) return this.refuse(undefined, nowMs);
    return this.send(call, customer, nowMs);
  }

  refuse(code: string | undefined, nowMs: number): FakeAnswer {
    return code === undefined
      ? errorAnswer(200002, 'exceed qps limit', nowMs)
      : errorAnswer(Number(code), 'as the test wants it', nowMs);
  }

  /** Refusals of Xiaomi itself come with 200; what is scripted has its status all the same. */
  fault(status: number, nowMs: number): FakeAnswer {
    return {
      ...errorAnswer(FAULTS.get(status) ?? (status < 500 ? 10012 : 10003), 'as the test wants it', nowMs),
      status,
    };
  }

  nextReceipt(): ReceiptPost | undefined {
    return this.posts.next();
  }

  forget(): void {
    this.phones.clear();
    this.posts.clear();
    for (const customer of this.customers.values()) {
      customer.ledger.schedule.clear();
      Object.assign(customer, fresh(customer.tenant));
    }
  }

  /** Quota first, then targets. */
  private send(call: XiaomiCall, customer: Customer, nowMs: number): FakeAnswer {
    const targets = call.read.flatMap((message) =>
      targetsOf(call, message, customer.ledger).map((token) => ({ token, message })),
    );
    const swallowed = new Map<string, number>();
    const within = targets.filter(({ message }) => {
      const channel = message.extra['channel_id'];
      if (this.isWithinQuota(customer, classOf(customer.tenant, channel), nowMs)) return true;
      const name = channel ?? 'no_channel';
      swallowed.set(name, (swallowed.get(name) ?? 0) + 1);
      return false;
    });
    const day = dayOf(call, customer);
    if (swallowed.size > 0 && call.kind !== 'multi') {
      const { quota, acked } = day ?? { quota: 0, acked: 0 };
      return errorAnswer(200001, `exceed quota, quota: ${quota}, have acked: ${acked}`, nowMs);
    }
    const bad = within.filter(({ token }) => this.phones.isDead(token)).map(({ token }) => token);
    const living = within.filter(({ token }) => !this.phones.isDead(token));
    if (bad.length > 0 && living.length === 0) return errorAnswer(20301, 'No valid targets!', nowMs);
    const answer = okAnswer({ accepted: living.length, bad: [...new Set(bad)], swallowed, day, nowMs });
    const delivery = { call, customer, living, id: answer.id, createdAtMs: nowMs };
    const { sendAtMs } = call;
    if (sendAtMs === undefined) this.deliver(delivery, nowMs);
    else {
      remember({ ...delivery, living: [] });
      const send = (): void => this.deliver(delivery, sendAtMs);
      customer.ledger.schedule.add(answer.id, jobKeysOf(call), sendAtMs - nowMs, send);
    }
    return answer;
  }

  private deliver(delivery: Delivery, nowMs: number): void {
    const { customer, living, id } = delivery;
    for (const { token, message } of living) {
      const tell = (fate: PhoneFate): void =>
        this.posts.add(...receiptsFor({ messageId: id, message, targets: [token] }, Date.now(), () => fate));
      this.ring(token, { message, tell }, customer, nowMs);
    }
    const asking = living.filter(({ message }) => message.extra['callback'] !== undefined);
    for (const [message, targets] of byMessage(asking)) {
      this.posts.add(
        ...receiptsFor({ messageId: id, message, targets }, nowMs, (token) => this.phones.fateOf(token)),
      );
    }
    remember(delivery);
  }

  private isWithinQuota(customer: Customer, messageClass: MessageClass, nowMs: number): boolean {
    const quota = messageClass === 'private' ? undefined : customer.tenant.quotas?.[messageClass];
    return quota === undefined || countUp(customer, messageClass, nowMs) <= quota;
  }

  /** A phone over its own quota stays dark, and the sender is not told. */
  private ring(token: string, { message, tell }: Telling, customer: Customer, nowMs: number): void {
    const { fields, extra, contentHash } = message;
    customer.ledger.meet(token);
    const { deviceQuota } = customer.tenant;
    const isLimited =
      deviceQuota !== undefined && classOf(customer.tenant, extra['channel_id']) === 'default';
    if (fields['pass_through'] === '1') return;
    if (['gone', 'muted', 'moved'].includes(this.phones.fateOf(token))) return;
    if (isLimited && countUp(customer, `phone ${token}`, nowMs) > deviceQuota) return;
    const shown = {
      notifyId: fields['notify_id'] ?? '0',
      ...(extra['jobkey'] !== undefined && { jobKey: extra['jobkey'] }),
      title: fields['title'] ?? '',
      text: fields['description'] ?? '',
      ...(extra['ext'] !== undefined && { ext: extra['ext'] }),
      click: extra['web_uri'] ?? extra['intent_uri'] ?? 'open-app',
      ...(extra['channel_id'] !== undefined && { channel: extra['channel_id'] }),
      contentHash,
      atMs: nowMs,
    };
    this.phones.ring(token, shown, tell);
  }
}

const fresh = (tenant: XiaomiTenant): Pick<Customer, 'rate' | 'counts' | 'ledger'> => ({
  rate: new Rate(tenant.requestsPerSecond ?? LOWEST_TIER_PER_SECOND),
  counts: new Map(),
  ledger: new Ledger(),
});

/** Named in the message, listening to its topics, or everybody whom this app has reached before. */
function targetsOf(call: XiaomiCall, { targets }: ReadMessage, ledger: Ledger): readonly string[] {
  if (call.kind !== 'many') return targets;
  const topics = topicsIn(call.query);
  return call.path.endsWith('/all')
    ? ledger.everybody()
    : ledger.listenersOf(topics, call.query.get('topic_op') || 'UNION');
}

/** A private message has no limit, and its answer names none. */
function dayOf({ read: [first] }: XiaomiCall, { tenant, counts }: Customer): Sent['day'] {
  const messageClass = classOf(tenant, first?.extra['channel_id']);
  const quota = messageClass === 'private' ? undefined : tenant.quotas?.[messageClass];
  return quota === undefined ? undefined : { quota, acked: Math.min(counts.get(messageClass) ?? 0, quota) };
}

/** A message, and the way of telling what became of it. */
interface Telling {
  readonly message: ReadMessage;
  readonly tell: (fate: PhoneFate) => void;
}

interface Addressed {
  readonly token: string;
  readonly message: ReadMessage;
}

/** What was taken, to be shown now or in its hour. */
interface Delivery {
  readonly call: XiaomiCall;
  readonly customer: Customer;
  readonly living: readonly Addressed[];
  readonly id: string;
  readonly createdAtMs: number;
}

function remember({ call, customer, living, id, createdAtMs: atMs }: Delivery): void {
  const ttlMs = call.messages[0]?.ttlMs ?? DAY_MS;
  customer.ledger.remember(id, jobKeysOf(call), { atMs, ttlMs, resolved: living.length });
}

function byMessage(targets: readonly Addressed[]): Map<ReadMessage, string[]> {
  const groups = new Map<ReadMessage, string[]>();
  for (const { token, message } of targets) {
    const tokens = groups.get(message);
    if (tokens === undefined) groups.set(message, [token]);
    else tokens.push(token);
  }
  return groups;
}

const jobKeysOf = (call: XiaomiCall): string[] => [
  ...new Set(call.read.flatMap(({ extra }) => extra['jobkey'] ?? [])),
];

/** Days end at midnight in China; yesterday's counts go with the day. */
function countUp(customer: Customer, what: string, nowMs: number): number {
  const day = String(Math.floor((nowMs + CHINA_MS) / DAY_MS));
  if (!customer.counts.has(day)) customer.counts = new Map([[day, 0]]);
  const count = (customer.counts.get(what) ?? 0) + 1;
  customer.counts.set(what, count);
  return count;
}

export const newFake = (): XiaomiFake => new XiaomiFake();
