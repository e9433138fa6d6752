// Huawei's two servers, imitated: logs its tenants in, looks in Huawei's order, counts phones, rings them.
import { createPublicKey } from 'node:crypto';
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../fake/phones';
import { Rate } from '../fake/rate';
import type { FakeAnswer, FakeRequest, VendorFake } from '../fake/vendor-fake';
import { plainStatus, type Problem, pushAnswer, tooFast } from './fake-answers';
import { clientIdOf, FakeLogin } from './fake-login';
import { type HuaweiCall, type PushCall, readRequest } from './fake-request';
import { ANDROID_RULES, firstOf } from './fake-rules';
import { HARMONY_RULES } from './fake-rules-harmony';
import { HuaweiTenant, USUAL } from './fake-tenant';
import { sorted } from './fake-tokens';
import { DayCounts } from './fake-day-counts';
import { sample } from './sample';

const SUCCESS: Problem = { code: '80000000', msg: 'Success' };
const FOREIGN: Problem = { code: '80200001', msg: 'Authentication Error' };
const NO_PERMISSION: Problem = { code: '80300002', msg: 'No permission to send message to these tmIDs' };

interface Customer {
  readonly tenant: HuaweiTenant;
  rate: Rate;
  counts: DayCounts;
}

export class HuaweiFake implements VendorFake<HuaweiCall> {
  readonly vendor = 'huawei';
  readonly phones = new Phones();
  readonly sample = sample;
  private readonly customers = new Map<string, Customer>();
  private readonly login = new FakeLogin((id) => this.customerOf('v1', id)?.tenant);
  /** Notifications without an id of their own get one. */
  private automaticIds = 0;

  admit(tenant: unknown): string | undefined {
    if (!Value.Check(HuaweiTenant, tenant)) {
      const first = Value.Errors(HuaweiTenant, tenant).First();
      return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
    }
    if (!(tenant.serviceAccounts ?? []).every(({ publicKey }) => isRsaKey(publicKey))) {
      return '/serviceAccounts: a publicKey is not an RSA key in PEM';
    }
    this.customers.set(tenant.appId, { tenant, ...fresh(tenant) });
    return undefined;
  }

  read(request: FakeRequest): HuaweiCall {
    return readRequest(request);
  }

  answer(call: HuaweiCall, nowMs: number): FakeAnswer {
    if (call.kind === 'lost') return plainStatus(call.status);
    if (call.kind === 'login') return this.login.answer(call.form, nowMs);
    const customer = this.customerOf(call.api, call.id);
    if (customer === undefined) return pushAnswer(FOREIGN, { nowMs });
    const { isAllIn200 } = customer.tenant;
    const problem = this.problemOf(call, customer, nowMs);
    if (problem !== undefined) return pushAnswer(problem, { nowMs, isAllIn200 });
    if (!customer.rate.mayPass(nowMs, call.read.tokens.length)) return tooFast();
    return this.send(call, customer, nowMs);
  }

  refuse(code: string | undefined, nowMs: number): FakeAnswer {
    return code === undefined ? tooFast() : pushAnswer({ code, msg: 'as the test wants it' }, { nowMs });
  }

  forget(): void {
    this.phones.clear();
    this.login.forget();
    for (const customer of this.customers.values()) Object.assign(customer, fresh(customer.tenant));
  }

  /** All access tokens are refused from now on; whoever asks gets another. */
  withdrawTokens(): void {
    this.login.withdraw();
  }

  private customerOf(api: PushCall['api'], id: string): Customer | undefined {
    const idOf = (tenant: HuaweiTenant) => (api === 'v1' ? clientIdOf(tenant) : tenant.projectId);
    return [...this.customers.values()].find(({ tenant }) => idOf(tenant) === id);
  }

  private problemOf(call: PushCall, { tenant }: Customer, nowMs: number): Problem | undefined {
    const isHarmony = call.api === 'v3';
    const stranger = this.login.problemOf(call.credential, tenant, isHarmony, nowMs);
    if (stranger !== undefined) return stranger;
    if (tenant.enabled === false) return NO_PERMISSION;
    return firstOf(isHarmony ? HARMONY_RULES : ANDROID_RULES, call, tenant);
  }

  private send(call: PushCall, customer: Customer, nowMs: number): FakeAnswer {
    const { living, problem } = sorted(call.read.tokens, call.api);
    const isCheckOnly = call.body?.['validate_only'] === true;
    if (!isCheckOnly && call.read.isShown) {
      for (const token of living) this.ring(token, call, customer, nowMs);
    }
    const answering = { nowMs, isAllIn200: customer.tenant.isAllIn200 };
    return pushAnswer(problem ?? SUCCESS, answering, isCheckOnly ? 0 : living.length);
  }

  /** A phone over its quota of the class stays dark, and the sender is not told. */
  private ring(token: string, { read }: PushCall, { tenant, counts }: Customer, nowMs: number): void {
    const { categories, marketingPerDevice, servicePerDevice } = tenant;
    const isGranted = read.category === undefined || (categories?.includes(read.category) ?? true);
    const isMarketing = read.category === 'MARKETING' || !isGranted;
    const quota = isMarketing
      ? (marketingPerDevice ?? USUAL.marketingPerDevice)
      : (servicePerDevice ?? USUAL.servicePerDevice);
    if (counts.up(`${isMarketing ? 'marketing' : 'service'} ${token}`, nowMs) > quota) return;
    const { appMessageId, tag, notifyId } = read.ids;
    this.phones.ring(token, {
      notifyId: tag ?? notifyId ?? `automatic-${++this.automaticIds}`,
      ...(appMessageId !== undefined && { jobKey: appMessageId }),
      title: read.title,
      text: read.text,
      ...(read.ext !== undefined && { ext: read.ext }),
      click: read.click,
      contentHash: read.contentHash,
      atMs: nowMs,
    });
  }
}

const fresh = (tenant: HuaweiTenant): Pick<Customer, 'rate' | 'counts'> => ({
  rate: new Rate(tenant.devicesPerSecond ?? USUAL.devicesPerSecond),
  counts: new DayCounts(),
});

function isRsaKey(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

export const newFake = (): HuaweiFake => new HuaweiFake();
