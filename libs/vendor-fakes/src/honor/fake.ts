// Honor's servers, imitated: logs clients in, knows whose app a token is for, looks at a message rule by rule, rings phones.
import { randomBytes } from 'node:crypto';
import { Value } from '@sinclair/typebox/value';
import { badgeIn, Phones } from '../host/phones';
import { Rate } from '../host/rate';
import type { ReceiptPost } from '../host/receipt-poster';
import type { PhoneFate } from '../host/tricks';
import type { FakeAnswer, FakeRequest, VendorFake } from '../host/vendor-fake';
import { errorAnswer, loginAnswer, loginRefusal, newRequestId, sentAnswer } from './fake-answers';
import { DailyCaps, fateOf, statusOn, WaitingReceipts } from './fake-phone-rules';
import { contentHashOf, decoded, type HonorCall, partsOf, readRequest } from './fake-request';
import { problemOf } from './fake-rules';
import { codeOf, HonorTenant } from './fake-tenant';
import { isObject, type Json, parse } from '@offline-push/vendors/shared/for-fakes';
import { sample } from './sample';

const USUAL_LIFE_SECONDS = 3600;
/** Nobody knows whose token it is, so no tenant can have another code. */
const NOT_LOGGED_IN = 80200001;
/** Access tokens remembered; the oldest go first. */
const MAX_SESSIONS = 10_000;
/** What Honor tells of a phone that somebody has in hand. */
const TOLD: Readonly<Partial<Record<PhoneFate, number>>> = {
  shown: 40000002,
  tapped: 40000007,
  muted: 40000005,
  gone: 40000003,
};

interface Customer {
  readonly tenant: HonorTenant;
  rate: Rate | undefined;
}

interface Session {
  readonly clientId: string;
  readonly expiresAtMs: number;
}

export class HonorFake implements VendorFake<HonorCall> {
  readonly vendor = 'honor';
  readonly ownPaths =
    /^\/(auth\/(token|realms\/developer\/protocol\/openid-connect\/token)|api\/v1\/[^/]+\/sendMessage)$/;
  readonly phones = new Phones();
  readonly sample = sample;
  /** How often somebody logged in, or tried to. */
  logins = 0;
  private readonly customers = new Map<string, Customer>();
  private readonly sessions = new Map<string, Session>();
  private caps = new DailyCaps();
  private receipts = new WaitingReceipts();
  private unnamed = 0;

  admit(tenant: unknown): string | undefined {
    if (!Value.Check(HonorTenant, tenant)) {
      const first = Value.Errors(HonorTenant, tenant).First();
      return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
    }
    const { clientId, clientSecret } = tenant;
    if (this.customers.get(clientId)?.tenant.clientSecret !== clientSecret) this.logOut(clientId);
    this.customers.set(clientId, { tenant, rate: rateOf(tenant) });
    return undefined;
  }

  read(request: FakeRequest): HonorCall {
    return readRequest(request);
  }

  answer(call: HonorCall, nowMs: number): FakeAnswer {
    if (call.kind === 'login') return this.logIn(call, nowMs);
    if (call.kind === 'nowhere') return errorAnswer(404, 'not found');
    const session = this.sessions.get(call.credential ?? '');
    const customer = this.customers.get(session?.clientId ?? '');
    if (session === undefined || customer === undefined) {
      return errorAnswer(NOT_LOGGED_IN, 'accessToken invalid');
    }
    const fail = (name: Parameters<typeof codeOf>[1], says: string): FakeAnswer =>
      errorAnswer(codeOf(customer.tenant, name), says);
    if (nowMs >= session.expiresAtMs) return fail('tokenExpired', 'accessToken expired');
    if (!customer.tenant.appIds.includes(call.appId)) return fail('otherApp', 'accessToken invalid');
    if (customer.tenant.enabled === false) return fail('mayNotSend', 'no permission to send');
    if (!isTimestampFine(call, customer.tenant, nowMs)) return fail('parameter', 'timestamp');
    const problem = problemOf(call, customer.tenant);
    if (problem !== undefined) return fail(problem.name, problem.says);
    if (customer.rate?.mayPass(nowMs) === false) return fail('flowControl', 'flow control');
    return this.push(call, customer.tenant, nowMs);
  }

  refuse(code: string | undefined): FakeAnswer {
    return errorAnswer(Number(code ?? codeOf(undefined, 'flowControl')), 'as the test wants it');
  }

  /** Honor's codes of the front are the statuses themselves. */
  fault(status: number): FakeAnswer {
    return errorAnswer(status, 'as the test wants it');
  }

  /** The body of the next callback about what happened on the phones; undefined if there is none. */
  nextCallback(): string | undefined {
    return this.receipts.next();
  }

  /** What concerns apps without an address goes nowhere. */
  nextReceipt(): ReceiptPost | undefined {
    for (;;) {
      const { appid = '' } = this.receipts;
      const body = this.receipts.next();
      if (body === undefined) return undefined;
      const tenants = [...this.customers.values()].map(({ tenant }) => tenant);
      const url = tenants.find(({ appIds }) => appIds.includes(appid))?.receiptUrl;
      if (url !== undefined) return { url, headers: { 'content-type': 'application/json' }, body };
    }
  }

  forget(): void {
    this.phones.clear();
    this.caps = new DailyCaps();
    this.receipts = new WaitingReceipts();
    this.logins = 0;
    for (const customer of this.customers.values()) customer.rate = rateOf(customer.tenant);
  }

  /** The access tokens of a client are refused from now on. */
  logOut(clientId: string): void {
    for (const [accessToken, session] of this.sessions) {
      if (session.clientId === clientId) this.sessions.delete(accessToken);
    }
  }

  private logIn({ form }: HonorCall, nowMs: number): FakeAnswer {
    this.logins++;
    if (form.get('grant_type') !== 'client_credentials') {
      return loginRefusal('unsupported_grant_type', 'Unsupported grant_type');
    }
    const clientId = form.get('client_id') ?? '';
    const customer = this.customers.get(clientId);
    if (customer === undefined || form.get('client_secret') !== customer.tenant.clientSecret) {
      return loginRefusal('unauthorized_client', 'Invalid client or Invalid client credentials');
    }
    const lifeSeconds = customer.tenant.expiresInSeconds ?? USUAL_LIFE_SECONDS;
    const accessToken = randomBytes(24).toString('base64url');
    this.sessions.set(accessToken, { clientId, expiresAtMs: nowMs + lifeSeconds * 1000 });
    for (const oldest of this.sessions.keys()) {
      if (this.sessions.size <= MAX_SESSIONS) break;
      this.sessions.delete(oldest);
    }
    return loginAnswer(accessToken, lifeSeconds);
  }

  private push(call: HonorCall, tenant: HonorTenant, nowMs: number): FakeAnswer {
    const fateAt = (token: string) => (this.phones.isDead(token) ? 'expired' : fateOf(token));
    const failed = call.tokens.filter((token) => fateAt(token) === 'failed');
    const expired = call.tokens.filter((token) => fateAt(token) === 'expired');
    const taken = call.tokens.filter((token) => fateAt(token) === 'taken');
    const requestId = newRequestId();
    for (const token of taken) this.ring(token, call, requestId, tenant, nowMs);
    const isAllDead = expired.length === call.tokens.length;
    const isPart = failed.length + expired.length > 0;
    const code = isAllDead ? codeOf(tenant, 'noSuchTokens') : isPart ? codeOf(tenant, 'partly') : 200;
    return sentAnswer(code, taken.length, requestId, { failed, expired });
  }

  /** A phone over its cap, muted or without the app stays dark; the sender learns it from a receipt at best. */
  private ring(token: string, call: HonorCall, requestId: string, tenant: HonorTenant, nowMs: number): void {
    const message = call.message ?? {};
    const { notification, android, isNotification } = partsOf(message);
    const isLow = notification['importance'] !== 'NORMAL' || tenant.mayClassify === false;
    const isTest = android?.['targetUserType'] === 1;
    const status = statusOn({ token, isLow, isTest, isNotification }, () =>
      this.caps.hasRoom(token, tenant, nowMs),
    );
    const biTag = android?.['biTag'] as string | undefined;
    const receipt = { token, biTag, appid: call.appId, status, timestamp: nowMs, requestId };
    const fate = this.phones.fateOf(token);
    if (fate !== 'held' || status !== 40000002) this.receipts.add(receipt);
    if (status !== 40000002) return;
    this.show(token, message, nowMs, (told) => {
      const toldStatus = TOLD[told];
      if (toldStatus !== undefined)
        this.receipts.add({ ...receipt, status: toldStatus, timestamp: Date.now() });
    });
    if (fate === 'clicked') this.receipts.add({ ...receipt, status: 40000007 });
  }

  private show(token: string, message: Json, nowMs: number, tell: (fate: PhoneFate) => void): void {
    const { notification, click, data, badge } = partsOf(message);
    const { title, body, notifyId, tag } = notification;
    const named = tag === undefined ? (notifyId === -1 ? undefined : notifyId) : `tag ${String(tag)}`;
    const ext = extOf(data, click);
    const number = badgeIn(badge?.['setNum'], badge?.['addNum']);
    const shown = {
      notifyId: String(named ?? `own ${++this.unnamed}`),
      title: String(title),
      text: String(body),
      ...(ext !== undefined && { ext }),
      click: String(click?.['url'] ?? click?.['intent'] ?? click?.['action'] ?? 'open-app'),
      ...(number !== undefined && { badge: number }),
      contentHash: contentHashOf(message),
      atMs: nowMs,
    };
    this.phones.ring(token, shown, tell);
  }
}

const rateOf = ({ requestsPerSecond }: HonorTenant): Rate | undefined =>
  requestsPerSecond === undefined ? undefined : new Rate(requestsPerSecond);

/** 13 digits of ms, or 10 of seconds: a real client sends those. */
function isTimestampFine(
  { timestamp = '' }: HonorCall,
  { timestampToleranceMs }: HonorTenant,
  nowMs: number,
): boolean {
  if (!/^(\d{10}|\d{13})$/.test(timestamp)) return false;
  const atMs = timestamp.length === 10 ? Number(timestamp) * 1000 : Number(timestamp);
  return timestampToleranceMs === undefined || Math.abs(nowMs - atMs) <= timestampToleranceMs;
}

/** What the app reads as the intent's extra `ext`: from the intent itself, else from the keys of `data`. */
function extOf(data: unknown, click: Json | undefined): string | undefined {
  const written = /;S\.ext=([^;]*)/.exec(String(click?.['intent'] ?? ''))?.[1];
  if (written !== undefined) return decoded(written);
  const value = (typeof data === 'string' ? parse(data) : isObject(data) ? data : undefined)?.['ext'];
  return typeof value === 'string' ? value : undefined;
}

export const newFake = (): HonorFake => new HonorFake();
