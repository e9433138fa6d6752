// Huawei's two servers, imitated: logs its tenants in, looks in Huawei's order, counts phones, rings them.
import { createPublicKey } from 'node:crypto';
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../host/phones';
import { Rate } from '../host/rate';
import type { ReceiptPost } from '../host/receipt-poster';
import type { PhoneFate } from '../host/tricks';
import { WaitingPosts } from '../host/waiting-posts';
import type { FakeAnswer, FakeRequest, VendorFake } from '../host/vendor-fake';
import { type Answering, plainStatus, type Problem, pushAnswer, sessionEnded, tooFast } from './fake-answers';
import { clientIdOf, FakeLogin } from './fake-login';
import { objectIn } from './fake-message';
import { receiptsFor } from './fake-receipts';
import { type HuaweiCall, type PushCall, readRequest, type SideCall } from './fake-request';
import { ANDROID_RULES, firstOf } from './fake-rules';
import { HARMONY_RULES } from './fake-rules-harmony';
import { CheckedImages, sideAnswer } from './fake-side';
import { HuaweiTenant, USUAL } from './fake-tenant';
import { sorted } from './fake-tokens';
import { Topics } from './fake-topics';
import { DayCounts } from './fake-day-counts';
import type { Json } from '@offline-push/vendors/shared/for-fakes';
import { sample } from './sample';

const SUCCESS: Problem = { code: '80000000', msg: 'Success' };
const FOREIGN: Problem = { code: '80200001', msg: 'Authentication Error' };
const NO_PERMISSION: Problem = { code: '80300002', msg: 'No permission to send message to these tmIDs' };

interface Customer {
  readonly tenant: HuaweiTenant;
  rate: Rate;
  counts: DayCounts;
  topics: Topics;
  images: CheckedImages;
}

const SPEECHLESS: readonly number[] = [401, 404, 429, 503];

export class HuaweiFake implements VendorFake<HuaweiCall> {
  readonly vendor = 'huawei';
  readonly ownPaths =
    /^\/(oauth2\/v[23]\/token|v[123]\/[^/]+\/(messages:(send|revoke)|(topic|token):[a-z]+|images:verify)|pushsend\.do)$/;
  readonly phones = new Phones();
  readonly sample = sample;
  private readonly posts = new WaitingPosts();
  private readonly customers = new Map<string, Customer>();
  private readonly login = new FakeLogin((id) => this.clientOf(id));
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
    if (customer === undefined) return turnedAway(call, FOREIGN, { nowMs });
    const { isAllIn200 } = customer.tenant;
    const stranger = this.strangerOf(call, customer, nowMs);
    if (stranger !== undefined) return turnedAway(call, stranger, { nowMs, isAllIn200 });
    return this.serve(call, customer, nowMs);
  }

  refuse(code: string | undefined, nowMs: number, call: HuaweiCall): FakeAnswer {
    if (code === undefined) return tooFast();
    const isAsked = call.kind === 'push' || call.kind === 'side';
    const isAllIn200 = isAsked && this.customerOf(call.api, call.id)?.tenant.isAllIn200 === true;
    return pushAnswer({ code, msg: 'as the test wants it' }, { nowMs, isAllIn200 });
  }

  /** Flow control, a missing address and 401 say nothing but their status; others have codes (sheet 4.1). */
  fault(status: number, nowMs: number): FakeAnswer {
    if (SPEECHLESS.includes(status)) return plainStatus(status);
    const code = status === 403 ? '80300002' : status < 500 ? '80100001' : '81000001';
    return { ...pushAnswer({ code, msg: 'as the test wants it' }, { nowMs }), status };
  }

  nextReceipt(): ReceiptPost | undefined {
    return this.posts.next();
  }

  forget(): void {
    this.phones.clear();
    this.posts.clear();
    this.login.forget();
    for (const customer of this.customers.values()) Object.assign(customer, fresh(customer.tenant));
  }

  /** All access tokens are refused from now on; whoever asks gets another. */
  withdrawTokens(): void {
    this.login.withdraw();
  }

  /** v1 is asked by the client's id or, as older pages have it, by the app's. */
  private customerOf(api: PushCall['api'], id: string): Customer | undefined {
    const isMeant = (tenant: HuaweiTenant) =>
      api === 'v1' ? id === clientIdOf(tenant) || id === tenant.appId : id === tenant.projectId;
    return [...this.customers.values()].find(({ tenant }) => isMeant(tenant));
  }

  private clientOf(id: string): HuaweiTenant | undefined {
    return [...this.customers.values()].find(({ tenant }) => clientIdOf(tenant) === id)?.tenant;
  }

  private strangerOf(call: PushCall | SideCall, { tenant }: Customer, nowMs: number): Problem | undefined {
    const isJwtOnly = call.api === 'v3' || (call.kind === 'side' && call.action === 'messages:revoke');
    return this.login.problemOf(call.credential, tenant, isJwtOnly, nowMs);
  }

  private serve(call: PushCall | SideCall, customer: Customer, nowMs: number): FakeAnswer {
    const { tenant, images, topics } = customer;
    const answering = { nowMs, isAllIn200: tenant.isAllIn200 };
    if (tenant.enabled === false) return pushAnswer(NO_PERMISSION, answering);
    if (call.kind === 'side') return sideAnswer(call, { topics, images, phones: this.phones, answering });
    const verifiedImages = tenant.verifiedImages && [...tenant.verifiedImages, ...images.fine];
    const known = { ...tenant, ...(verifiedImages && { verifiedImages }) };
    const problem = firstOf(call.api === 'v3' ? HARMONY_RULES : ANDROID_RULES, call, known);
    if (problem !== undefined) return pushAnswer(problem, answering);
    const tokens = call.read.tokens.length > 0 ? call.read.tokens : topics.meantBy(messageIn(call));
    if (!customer.rate.mayPass(nowMs, tokens.length)) return tooFast();
    return this.send(call, tokens, customer, nowMs);
  }

  private send(call: PushCall, tokens: readonly string[], customer: Customer, nowMs: number): FakeAnswer {
    const { living, problem } = sorted(tokens, call.api, (token) => this.phones.isDead(token));
    const isCheckOnly = call.body?.['validate_only'] === true;
    const { tenant } = customer;
    const answer = pushAnswer(
      problem ?? SUCCESS,
      { nowMs, isAllIn200: tenant.isAllIn200 },
      isCheckOnly ? 0 : living.length,
    );
    if (isCheckOnly) return answer;
    const { requestId } = JSON.parse(answer.body) as { requestId: string };
    const told = { tenant, requestId, nowMs };
    const tellOf =
      (token: string) =>
      (fate: PhoneFate): void =>
        this.posts.add(...receiptsFor(call, [token], { ...told, nowMs: Date.now() }, () => fate));
    if (call.read.isShown) {
      for (const token of living) this.ring(token, call, customer, tellOf(token), nowMs);
    }
    this.posts.add(...receiptsFor(call, living, told, (token) => this.phones.fateOf(token)));
    return answer;
  }

  /** A phone over its quota of the class stays dark, and the sender is not told. */
  private ring(
    token: string,
    { read }: PushCall,
    { tenant, counts }: Customer,
    tell: (fate: PhoneFate) => void,
    nowMs: number,
  ): void {
    const { categories, marketingPerDevice, servicePerDevice } = tenant;
    const isGranted = read.category === undefined || (categories?.includes(read.category) ?? true);
    const isMarketing = read.category === 'MARKETING' || !isGranted;
    const quota = isMarketing
      ? (marketingPerDevice ?? USUAL.marketingPerDevice)
      : (servicePerDevice ?? USUAL.servicePerDevice);
    if (counts.up(`${isMarketing ? 'marketing' : 'service'} ${token}`, nowMs) > quota) return;
    if (['gone', 'muted', 'moved'].includes(this.phones.fateOf(token))) return;
    const { appMessageId, tag, notifyId } = read.ids;
    const shown = {
      notifyId: tag ?? notifyId ?? `automatic-${++this.automaticIds}`,
      ...(appMessageId !== undefined && { jobKey: appMessageId }),
      title: read.title,
      text: read.text,
      ...(read.ext !== undefined && { ext: read.ext }),
      click: read.click,
      ...(read.channel !== undefined && { channel: read.channel }),
      ...(read.badge !== undefined && { badge: read.badge }),
      contentHash: read.contentHash,
      atMs: nowMs,
    };
    this.phones.ring(token, shown, tell);
  }
}

const fresh = (tenant: HuaweiTenant): Omit<Customer, 'tenant'> => ({
  rate: new Rate(tenant.devicesPerSecond ?? USUAL.devicesPerSecond),
  counts: new DayCounts(),
  topics: new Topics(),
  images: new CheckedImages(),
});

const messageIn = ({ body }: PushCall): Json => objectIn(body, 'message') ?? {};

const turnedAway = (call: PushCall | SideCall, stranger: Problem, answering: Answering): FakeAnswer =>
  call.kind === 'push' && call.isOldPush !== undefined ? sessionEnded() : pushAnswer(stranger, answering);

function isRsaKey(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

export const newFake = (): HuaweiFake => new HuaweiFake();
