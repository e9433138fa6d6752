// Xiaomi's server, imitated: knows its tenants, looks in Xiaomi's order, counts requests and messages, rings phones.
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../fake/phones';
import { Rate } from '../fake/rate';
import { isDeadToken } from '../fake/tricks';
import type { FakeAnswer, FakeRequest, VendorFake } from '../fake/vendor-fake';
import { errorAnswer, okAnswer, quotaAnswer, traceAnswer } from './fake-answers';
import { contentHashOf, readRequest, type ReadMessage, type XiaomiCall } from './fake-request';
import { problemOf } from './fake-rules';
import { classOf, type MessageClass, XiaomiTenant } from './fake-tenant';
import { sample } from './sample';

const LOWEST_TIER_PER_SECOND = 500;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Messages whose counters can be asked for. */
const MAX_TRACED = 10_000;

interface Customer {
  readonly tenant: XiaomiTenant;
  rate: Rate;
  /** Class or phone, and day → messages. */
  counts: Map<string, number>;
}

export class XiaomiFake implements VendorFake<XiaomiCall> {
  readonly vendor = 'xiaomi';
  readonly phones = new Phones();
  readonly sample = sample;
  private readonly customers = new Map<string, Customer>();
  private readonly traced = new Map<string, { resolved: number; delivered: number }>();

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
    if (call.kind === 'quota') return quotaAnswer(nowMs);
    if (call.kind === 'trace') return this.trace(call, nowMs);
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

  forget(): void {
    this.phones.clear();
    this.traced.clear();
    for (const customer of this.customers.values()) Object.assign(customer, fresh(customer.tenant));
  }

  /** Quota first, then targets. */
  private send(call: XiaomiCall, customer: Customer, nowMs: number): FakeAnswer {
    const targets = call.read.flatMap((message) => message.targets.map((token) => ({ token, message })));
    const swallowed = new Map<string, number>();
    const within = targets.filter(({ message }) => {
      const channel = message.extra['channel_id'];
      if (this.isWithinQuota(customer, classOf(customer.tenant, channel), nowMs)) return true;
      const name = channel ?? 'no_channel';
      swallowed.set(name, (swallowed.get(name) ?? 0) + 1);
      return false;
    });
    if (swallowed.size > 0 && call.kind === 'list') {
      return errorAnswer(200001, 'exceed quota, quota: 0, have acked: 0', nowMs);
    }
    const bad = within.filter(({ token }) => isDeadToken(token)).map(({ token }) => token);
    const living = within.filter(({ token }) => !isDeadToken(token));
    if (bad.length > 0 && living.length === 0) return errorAnswer(20301, 'No valid targets!', nowMs);
    for (const { token, message } of living) this.ring(token, message, customer, nowMs);
    const answer = okAnswer({ accepted: living.length, bad: [...new Set(bad)], swallowed, nowMs });
    this.remember([answer.id, ...jobKeysOf(call)], living.length);
    return answer;
  }

  private isWithinQuota(customer: Customer, messageClass: MessageClass, nowMs: number): boolean {
    const quota = messageClass === 'private' ? undefined : customer.tenant.quotas?.[messageClass];
    return quota === undefined || countUp(customer, messageClass, nowMs) <= quota;
  }

  /** A phone over its own quota stays dark, and the sender is not told. */
  private ring(token: string, message: ReadMessage, customer: Customer, nowMs: number): void {
    const { fields, extra } = message;
    const { deviceQuota } = customer.tenant;
    const isLimited =
      deviceQuota !== undefined && classOf(customer.tenant, extra['channel_id']) === 'default';
    if (fields['pass_through'] === '1') return;
    if (isLimited && countUp(customer, `phone ${token}`, nowMs) > deviceQuota) return;
    this.phones.ring(token, {
      notifyId: fields['notify_id'] ?? '0',
      ...(extra['jobkey'] !== undefined && { jobKey: extra['jobkey'] }),
      title: fields['title'] ?? '',
      text: fields['description'] ?? '',
      ...(extra['ext'] !== undefined && { ext: extra['ext'] }),
      click: extra['web_uri'] ?? extra['intent_uri'] ?? 'open-app',
      contentHash: contentHashOf(fields, extra),
      atMs: nowMs,
    });
  }

  private remember(names: readonly string[], count: number): void {
    for (const name of names) {
      const known = this.traced.get(name) ?? { resolved: 0, delivered: 0 };
      this.traced.delete(name);
      this.traced.set(name, { resolved: known.resolved + count, delivered: known.delivered + count });
    }
    for (const oldest of this.traced.keys()) {
      if (this.traced.size <= MAX_TRACED) break;
      this.traced.delete(oldest);
    }
  }

  private trace({ query }: XiaomiCall, nowMs: number): FakeAnswer {
    const name = query.get('msg_id') ?? query.get('job_key') ?? '';
    const counters = this.traced.get(name);
    return counters === undefined
      ? errorAnswer(65028, 'message not found', nowMs)
      : traceAnswer(name, counters, nowMs);
  }
}

const fresh = (tenant: XiaomiTenant): Pick<Customer, 'rate' | 'counts'> => ({
  rate: new Rate(tenant.requestsPerSecond ?? LOWEST_TIER_PER_SECOND),
  counts: new Map(),
});

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
