// A push service, imitated, with the browsers behind it: it looks at headers, size and signature, the browsers decrypt. Words choose:
// "dead-…", "foreign-…" (subscribed with another key) and what all fakes know; they stand in the endpoint, /wpush/<word>.
import { Value } from '@sinclair/typebox/value';
import { Phones } from '../host/phones';
import { Rate } from '../host/rate';
import type { FakeAnswer, FakeRequest, VendorFake } from '../host/vendor-fake';
import { faultOf, refusal, taken } from './fake-answers';
import { type Json, readRequest, type WebPushCall } from './fake-request';
import { problemOf, problemOfBrowser, problemOfVapid } from './fake-rules';
import { type Profile, WebPushTenant } from './fake-tenant';
import { sample, wordOf } from './sample';

const USUAL_PER_SECOND = 1_000;
/** A service may keep a message for less time than it was asked for. */
const MAX_TTL_SECONDS = 30 * 86_400;

interface Application {
  readonly tenant: WebPushTenant;
  rate: Rate;
}

export class WebPushFake implements VendorFake<WebPushCall> {
  readonly vendor = 'web-push';
  readonly phones = new Phones();
  readonly sample = sample;
  readonly ownPaths = /^\/(?:wpush\/|up[A-Za-z0-9_-]+\?up=1$)/;
  readonly wordOf = wordOf;
  /** By public key. */
  private readonly applications = new Map<string, Application>();
  private entries = 0;

  admit(tenant: unknown): string | undefined {
    if (!Value.Check(WebPushTenant, tenant)) {
      const first = Value.Errors(WebPushTenant, tenant).First();
      return `${first?.path ?? ''}: ${first?.message ?? 'not a tenant'}`;
    }
    this.applications.set(tenant.publicKey, { tenant, rate: rateOf(tenant) });
    return undefined;
  }

  read(request: FakeRequest): WebPushCall {
    return readRequest(request);
  }

  answer(call: WebPushCall, nowMs: number): FakeAnswer {
    const application = this.applications.get(call.credential ?? '');
    const profile = call.isDistributors ? 'distributor' : profileOf(application);
    const problem =
      problemOf(call) ??
      problemOfVapid(call, application?.tenant, nowMs) ??
      problemOfBrowser(call.word ?? '') ??
      (this.phones.isDead(call.token) ? 'unsubscribed' : undefined) ??
      (application?.rate.mayPass(nowMs) === true ? undefined : 'rate');
    if (problem !== undefined) return refusal(problem, profile);
    this.ring(call, nowMs);
    const ttl = String(Math.min(MAX_TTL_SECONDS, Number(call.headers['ttl'])));
    return taken(profile, `http://${call.host}`, ttl);
  }

  refuse(_code: string | undefined, _nowMs: number, call: WebPushCall): FakeAnswer {
    const application = this.applications.get(call.credential ?? '');
    return refusal('rate', call.isDistributors ? 'distributor' : profileOf(application));
  }

  fault(status: number): FakeAnswer {
    return faultOf(status);
  }

  forget(): void {
    this.phones.clear();
    for (const application of this.applications.values()) application.rate = rateOf(application.tenant);
  }

  /** The same tag replaces and alerts again. A message without a body wakes the page and shows nothing by itself. */
  private ring({ token, shown, messages }: WebPushCall, nowMs: number): void {
    if (shown === undefined) return;
    const { title, body, ext, tag, url, page } = shown;
    this.phones.ring(token, {
      notifyId: textOf(tag) ?? `message-${++this.entries}`,
      title: textOf(title) ?? '',
      text: textOf(body) ?? '',
      ...(typeof ext === 'string' && { ext }),
      click: textOf(url) ?? textOf(page) ?? 'app',
      contentHash: messages[0]?.contentHash ?? '',
      atMs: nowMs,
    });
  }
}

const textOf = (value: Json[string]): string | undefined => (typeof value === 'string' ? value : undefined);
const profileOf = (application: Application | undefined): Profile => application?.tenant.profile ?? 'mozilla';
const rateOf = ({ messagesPerSecond = USUAL_PER_SECOND }: WebPushTenant): Rate => new Rate(messagesPerSecond);

export const newFake = (): WebPushFake => new WebPushFake();
